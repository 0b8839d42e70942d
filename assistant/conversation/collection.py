"""Questions about the collection, answered from its catalog, and small talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.conversation.asked import (
    SMALL_TALK,
    Asked,
    What,
    in_turn,
    is_next_in_row,
    read_asked,
)
from assistant.conversation.cited import CitedIn, of_cited, source_cited_last
from assistant.conversation.narrowed import Narrowed, both, narrowed, narrowed_further
from assistant.conversation.reply import MOST_LISTED, Catalog, Reply, Told, at_an_end, told_in
from assistant.spoken import counted, enumerated, spoken_day
from assistant.types import Turn
from index.conditions import BETWEEN_AUTHORS
from index.types import Filters

_SMALL_TALK: dict[What, str] = {
    "greeting": "Hello! Ask me about what the articles report, or which articles there are.",
    "thanks": "You are welcome.",
    "parting": "Goodbye.",
    "agreement": "All right. What else would you like to know from the articles?",
    "misunderstood": "Please ask it in other words, with the names and the time that you mean.",
}
_MOST: dict[What, Literal["source", "author"]] = {"busiest": "source", "busiest_author": "author"}
_THAT_PUBLISHER = re.compile(
    r"\b(?:that|this|the same) (?:publisher|source|newspaper|outlet|agency)\b", re.IGNORECASE
)


def about_collection(
    question: str,
    history: Sequence[Turn],
    catalog: Catalog,
    *,
    today: date,
    filters: Filters | None = None,
    read_time: bool = True,
    cited_in: CitedIn | None = None,
) -> Reply | None:
    """Answer what is asked of the collection or said in greeting; None for any other question.

    Only articles that the filters let by are told of; ``read_time`` lets "from 2025" narrow them
    further. ``cited_in`` is asked of a turn that doesn't say which articles it cites.
    """
    asked = read_asked(question)
    if asked is None:
        return None
    if asked.what in SMALL_TALK:
        return Reply("greeting", (Told(_SMALL_TALK[asked.what]),))
    within = filters or Filters()
    earlier = [turn.text for turn in history if turn.role == "user"]
    if is_next_in_row(question, earlier):
        return None
    asked = in_turn(asked, earlier)
    if asked.cited:
        told = of_cited(asked, history, catalog, within, cited_in)
        whole = read_asked(question, of_cited=False)
        if told or whole is None or asked.what not in ("shown", "newest", "oldest"):
            return Reply("collection", tuple(told)) if told else None
        asked = in_turn(whole, earlier)
    asked = _of_that_publisher(asked, history, catalog, cited_in)
    told = None
    if asked.what in ("help", "publishers", "authors", "period"):
        told = _in_general(asked.what, catalog, within) if asked.sure else None
    elif meant := _meant(asked, history, catalog, today, read_time):
        told = _of_some(asked, meant, catalog, within)
    return Reply("collection", tuple(told)) if told else None


def _meant(
    asked: Asked, history: Sequence[Turn], catalog: Catalog, today: date, read_time: bool
) -> Narrowed | None:
    """Read which articles are meant, of "How many of them?" those of what was asked before.

    None where that cannot be told.
    """
    earlier = _goes_on_from(history) if asked.goes_on else []
    meant: Narrowed | None = None
    for one in (*earlier, asked):
        further = narrowed(one, catalog, today, read_time=read_time)
        if further is None or (further.unknown and one is not asked):
            return None
        meant = narrowed_further(meant, further, catalog) if meant else further
    return meant


def _goes_on_from(history: Sequence[Turn]) -> list[Asked]:
    """Give the questions of the collection that a next one goes on from, the oldest first."""
    found: list[Asked] = []
    for turn in reversed(history):
        asked = read_asked(turn.text, of_cited=False) if turn.role == "user" else None
        if turn.role != "user" or (asked and asked.what in SMALL_TALK):
            continue
        if asked is None:
            break
        found.insert(0, asked)
        if not asked.goes_on:
            break
    return found


def _of_that_publisher(
    asked: Asked, history: Sequence[Turn], catalog: Catalog, cited_in: CitedIn | None
) -> Asked:
    if not _THAT_PUBLISHER.search(asked.rest):
        return asked
    source = source_cited_last(history, catalog, cited_in)
    return replace(asked, rest=_THAT_PUBLISHER.sub(lambda _: source, asked.rest, count=1))


def _of_some(
    asked: Asked, meant: Narrowed, catalog: Catalog, filters: Filters
) -> list[Told] | None:
    """Answer of those articles that are asked about."""
    if not asked.sure and (asked.goes_on or meant.unknown or not meant.which):
        return None
    if meant.unknown:
        return _unknown(meant, catalog, filters) if meant.how != "of" else None
    within = both(filters, meant.filters, catalog) if meant.filters is not None else None
    if within and (field := _MOST.get(asked.what)):
        return [_most(field, meant.which, catalog, within)]
    return _told_of(asked.what, meant.which, catalog, within)


def _most(
    field: Literal["source", "author"], which: str, catalog: Catalog, within: Filters
) -> Told:
    """Tell who has the most articles, all of them where several have as many."""
    noun = "publisher" if field == "source" else "author"
    tally = catalog.tally(within, MOST_LISTED + 1, field)
    if not tally:
        return Told(f"No article{which} names its {noun}.")
    first = [name for name, number in tally if number == tally[0][1]]
    number = counted(tally[0][1], "article")
    if len(first) == 1:
        return Told(f"The {noun} with the most articles{which} is {first[0]} ({number}).")
    names = enumerated(_bounded(first))
    return Told(f"The {noun}s with the most articles{which} are {names} ({number} each).")


def _told_of(what: What, which: str, catalog: Catalog, within: Filters | None) -> list[Told]:
    number = catalog.count(within) if within else 0
    if within is None or not number:
        return [Told(f"There is no article{which}.")]
    if what in ("newest", "oldest"):
        return at_an_end(which, what == "oldest", catalog, within)
    there = f"There {'is' if number == 1 else 'are'} {counted(number, 'article')}{which}"
    if what == "count":
        return [Told(f"{there}."), *_by_publisher(catalog, within)]
    shown = catalog.listed(within, MOST_LISTED)
    if number == len(shown):
        return [Told(f"{there}:"), *told_in(shown)]
    more = f"And {number - len(shown):,} more; narrow it by publisher, author or date."
    return [Told(f"{there}; the newest {len(shown)} are:"), *told_in(shown), Told(more)]


def _by_publisher(catalog: Catalog, within: Filters) -> list[Told]:
    tally = catalog.tally(within, MOST_LISTED + 1)
    if within.sources or len(tally) < 2:
        return []
    parts = _bounded([f"{number:,} from {source}" for source, number in tally])
    return [Told(f"By publisher: {enumerated(parts)}.")]


def _in_general(what: What, catalog: Catalog, within: Filters) -> list[Told]:
    if what == "period":
        return [_period(catalog, within)]
    if what == "publishers":
        tally = catalog.tally(within, MOST_LISTED + 1)
        return [_named([f"{name} ({counted(n, 'article')})" for name, n in tally], "publisher")]
    if what == "authors":
        authors = [one for one in catalog.values("author", within) if BETWEEN_AUTHORS not in one]
        return [_named(authors, "author")]
    return [
        Told(
            f"I answer questions from {counted(catalog.count(within), 'article')}, and show for"
            " each sentence the words of an article that bear it."
        ),
        Told("You can also ask which articles there are, from whom, and of when."),
    ]


def _named(names: Sequence[str], noun: str) -> Told:
    if not names:
        return Told(f"No article names its {noun}.")
    are = "s are" if len(names) > 1 else " is"
    return Told(f"The {noun}{are} {enumerated(_bounded(names))}.")


def _bounded(parts: Sequence[str]) -> list[str]:
    more = ["others"] if len(parts) > MOST_LISTED else []
    return [*parts[:MOST_LISTED], *more]


def _period(catalog: Catalog, within: Filters) -> Told:
    ends = [*catalog.listed(within, 1, oldest=True), *catalog.listed(within, 1)]
    days = [one.published_at[:10] for one in ends if one.published_at]
    if not days:
        return Told("No date is known for any article.")
    first, last = days[0], days[-1]
    when = f"on {spoken_day(first)}" if first == last else f"from {spoken_day(first)}"
    until = "" if first == last else f" to {spoken_day(last)}"
    return Told(f"The articles were published {when}{until}.")


def _unknown(meant: Narrowed, catalog: Catalog, filters: Filters) -> list[Told]:
    name = meant.unknown
    if meant.how == "by":
        return [Told(f"There is no article by “{name}”.")]
    publishers = [one for one, _ in catalog.tally(filters, MOST_LISTED + 1)]
    there = [_named(publishers, "publisher")] if publishers else []
    return [Told(f"There is no article from or by “{name}”."), *there]
