"""Questions about the collection, answered from its catalog, and small talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.conversation.asked import SMALL_TALK, Asked, What, in_turn, read_asked
from assistant.conversation.cited import CitedIn, of_cited, source_cited_last
from assistant.conversation.reply import MOST_LISTED, Catalog, Reply, Told, at_an_end, told_in
from assistant.spoken import counted, enumerated, spoken_day, spoken_days
from assistant.times import read_question
from assistant.types import Period, Turn
from index.conditions import BETWEEN_AUTHORS
from index.types import Filters

_SMALL_TALK: dict[What, str] = {
    "greeting": "Hello! Ask me about what the articles report, or which articles there are.",
    "thanks": "You are welcome.",
    "parting": "Goodbye.",
    "agreement": "All right. What else would you like to know from the articles?",
    "misunderstood": "Please ask it in other words, with the names and the time that you mean.",
}
_PUBLISHED = re.compile(r"\b(?:published|written|dated)\b", re.IGNORECASE)
_THAT_PUBLISHER = re.compile(
    r"\b(?:that|this|the same) (?:publisher|source|newspaper|outlet|agency)\b", re.IGNORECASE
)
_NAMED = re.compile(r"(?P<how>from|by|of)\s+(?:the\s+)?(?P<name>.{1,80})", re.IGNORECASE)


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
    asked = in_turn(asked, [turn.text for turn in history if turn.role == "user"])
    if asked.cited:
        told = of_cited(asked, history, catalog, within, cited_in)
        whole = read_asked(question, of_cited=False) if asked.what == "shown" else None
        if told or whole is None:
            return Reply("collection", tuple(told)) if told else None
        asked = whole
    asked = _of_that_publisher(asked, history, catalog, cited_in)
    if asked.what in ("help", "publishers", "authors", "period"):
        told = _in_general(asked.what, catalog, within)
    else:
        told = _of_some(asked, catalog, within, today, read_time)
    return Reply("collection", tuple(told)) if told else None


def _of_that_publisher(
    asked: Asked, history: Sequence[Turn], catalog: Catalog, cited_in: CitedIn | None
) -> Asked:
    if not _THAT_PUBLISHER.search(asked.rest):
        return asked
    source = source_cited_last(history, catalog, cited_in)
    return replace(asked, rest=_THAT_PUBLISHER.sub(lambda _: source, asked.rest, count=1))


@dataclass(frozen=True, slots=True)
class _Named:
    """Publishers or authors that go by a name."""

    by_author: bool
    names: tuple[str, ...]


def _of_some(
    asked: Asked, catalog: Catalog, filters: Filters, today: date, read_time: bool
) -> list[Told] | None:
    """Answer of those articles that are asked about; None where anything else narrows it."""
    rest, dated = _dated(asked.rest, today)
    wanted = dated if read_time else Filters()
    which = f" {_days(wanted)}" if wanted != Filters() else ""
    match = _NAMED.fullmatch(rest)
    if rest and match is None:
        return None
    if match:
        named = _known(match["name"], catalog, author_first=match["how"].lower() == "by")
        if named is None:
            is_sure = asked.sure and match["how"].lower() != "of"
            return _unknown(match["how"], match["name"], catalog, filters) if is_sure else None
        which = f" {'by' if named.by_author else 'from'} {_any_of(named.names)}{which}"
        if named.by_author:
            wanted = replace(wanted, authors=named.names)
        else:
            wanted = replace(wanted, sources=named.names)
    elif not asked.sure and not which:
        return None
    return _told_of(asked.what, which, catalog, _both(filters, wanted, catalog))


def _both(filters: Filters, wanted: Filters, catalog: Catalog) -> Filters | None:
    """Give filters that let by what both do; None where that is nothing."""
    sources = tuple(set(filters.sources or wanted.sources) & set(wanted.sources or filters.sources))
    first = max(filters.published_from, wanted.published_from)
    last = min(filter(None, (filters.published_to, wanted.published_to)), default="")
    if (filters.sources and not sources) or (last and first > last):
        return None
    within = replace(filters, sources=sources, published_from=first, published_to=last)
    if not (filters.authors and wanted.authors):
        return replace(within, authors=filters.authors or wanted.authors)
    theirs = replace(within, authors=wanted.authors)
    by_both = tuple(
        one.id
        for one in catalog.listed(theirs, catalog.count(theirs))
        if {one.author, *one.author.split(BETWEEN_AUTHORS)}.intersection(filters.authors)
    )
    return replace(theirs, article_ids=by_both) if by_both else None


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


def _dated(rest: str, today: date) -> tuple[str, Filters]:
    """Take the time out of what articles are narrowed to, and into filters."""
    rest = " ".join(_PUBLISHED.sub("", rest).split())
    period = read_question(f"articles {rest}", today)
    if not isinstance(period, Period) or period.use == "newest":
        return rest, Filters()
    first, last = period.published_from, period.published_to
    left = " ".join(rest.replace(period.text, "", 1).split())
    return left, Filters(published_from=first, published_to=last)


def _days(wanted: Filters) -> str:
    first, last = wanted.published_from, wanted.published_to
    if first and last:
        return f"published {'on' if first == last else 'in'} {spoken_days(first, last)}"
    either = f"on {spoken_day(first)} or later" if first else f"on {spoken_day(last)} or before"
    return f"published {either}"


def _known(name: str, catalog: Catalog, *, author_first: bool) -> _Named | None:
    """Find the publishers, else the authors, that have a name or all of its words."""
    words = _words(name)
    for by_author in (author_first, not author_first):
        known = catalog.values("author" if by_author else "source")
        exact = [one for one in known if one.casefold() == name.casefold()]
        alike = [one for one in known if words and (words <= _words(one) or _words(one) <= words)]
        single = [one for one in alike if not by_author or BETWEEN_AUTHORS not in one]
        if found := exact or single:
            return _Named(by_author, tuple(found))
    return None


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


def _any_of(names: Sequence[str]) -> str:
    return " or ".join(names) if len(names) < 4 else f"{', '.join(names[:3])} or others"


def _unknown(how: str, name: str, catalog: Catalog, filters: Filters) -> list[Told]:
    if how.lower() == "by":
        return [Told(f"There is no article by “{name}”.")]
    publishers = [one for one, _ in catalog.tally(filters, MOST_LISTED + 1)]
    there = [_named(publishers, "publisher")] if publishers else []
    return [Told(f"There is no article from or by “{name}”."), *there]
