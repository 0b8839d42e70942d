"""Which passages a question is answered from: filters, and what the question says of time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from assistant.language.verbs import verbs
from assistant.question import subject
from assistant.times import (
    Anchor,
    asks_for_newest,
    asks_for_now,
    preferring,
    published_on,
    read_question,
    times,
)
from assistant.times.ranges import Days, day
from assistant.types import Period
from index.retrieve import Retriever
from index.types import Filters, Passage

POOL = 2
"""How many times the passages wanted are looked at where some of them are preferred."""

CERTAIN = 0.8
"""The share of an event's words, by rarity, that a sentence must have to tell of it."""

TOLD = 3
"""The most names that no article has of which each is told, with those near it."""

CLOSE_BY = 31
"""The most days of a time that a sentence names for its event to be counted from its first."""


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, best first, what is asked of them, the period applied, and what to say of it all.

    ``asked`` is the question without the words of a period that limits the articles, ``words`` also
    without "current" and its like: no sentence has to have those.
    """

    passages: list[Passage]
    asked: str
    words: str
    period: Period | None = None
    warnings: tuple[str, ...] = ()


def find(
    retriever: Retriever,
    question: str,
    k: int,
    filters: Filters,
    today: date | None,
    said: str = "",
    *,
    of_a_time: bool = False,
) -> Found:
    """Find ``k`` passages within the filters, and within what a question of ``today`` asks for.

    ``said`` is the question as it was put, where less of it is searched for. Dates among the
    filters go before those that the question asks for; without ``today`` what it says of time is
    not read. Of a question that asks for a time alone passages published in it are found as well.
    """
    period = _period(retriever, said or question, filters, today) if today else None
    limits = period is not None and period.use == "filter"
    asked = _without(question, period.text) if period and limits else question
    warnings = []
    dated = filters.published_from or filters.published_to
    if period and limits and dated:
        warnings.append(f'the dates of the filters were applied, not "{period.text}"')
        period = None
    words = _without(asked, period.text) if period and asks_for_now(period) else asked
    narrowed = _within(filters, period) if limits else filters
    orders = period is not None and (not limits or asks_for_newest(period))
    depth = k * POOL if orders else k
    passages = retriever.search(subject(words), depth, narrowed)
    if period and orders:
        passages = preferring(passages, period)[:k]
    if period and of_a_time and not (limits or dated):
        of_then = retriever.search(subject(words), k, _within(filters, period))
        passages = _together(passages, of_then)
    unknown = [*_unknown_names(retriever, filters)]
    warnings += unknown
    if not passages and not unknown:
        warnings += _emptied(retriever, words, filters, period)
    return Found(passages, asked, words, period, tuple(warnings))


def _within(filters: Filters, period: Period | None) -> Filters:
    if period is None:
        return filters
    return replace(filters, published_from=period.published_from, published_to=period.published_to)


def _together(*found: Sequence[Passage]) -> list[Passage]:
    every = {(one.article_id, one.start): one for passages in found for one in passages}
    return [*every.values()]


def _without(question: str, words: str) -> str:
    rest = " ".join(question.replace(words, "", 1).split())
    return re.sub(r"\s+([?.!,;])", r"\1", rest).lstrip(" ,") or question


def _period(retriever: Retriever, question: str, filters: Filters, today: date) -> Period | None:
    read = read_question(question, today)
    if not isinstance(read, Anchor):
        return read
    days = _days_of(retriever, read.event, filters)
    return read.at(days) if days else None


def _days_of(retriever: Retriever, event: str, filters: Filters) -> Days | None:
    """Look an event's day up in the articles; None where they do not tell it for certain.

    It is what the sentence that tells of it names, days rather than a month or year; else the day
    of the earliest such article.
    """
    of_articles: list[date] = []
    about: list[Days] = []
    for passage in retriever.search(event, 6, filters):
        written = published_on(passage.published_at)
        for sentence, relevance in zip(passage.sentences, passage.relevances, strict=True):
            if relevance.direct < CERTAIN or not _tells(sentence.text, event):
                continue
            named = [said.days for said in times(sentence.text, written)]
            near = next((days for days in named if len(days) <= CLOSE_BY), None)
            if near:
                return near
            about += named
            if written and not named:
                of_articles.append(written)
    if about:
        return about[0]
    return day(min(of_articles)) if of_articles else None


def _tells(sentence: str, event: str) -> bool:
    """Whether a sentence has a verb of the event: one on "the call for an election" calls none."""
    deeds = {verb for _, verb in verbs(event, frozenset())}
    return not deeds or not deeds.isdisjoint(verb for _, verb in verbs(sentence, frozenset()))


def _unknown_names(retriever: Retriever, filters: Filters) -> Iterator[str]:
    if filters.sources:
        yield from _unknown("publisher", filters.sources, retriever.values("source"))
    if filters.authors:
        yield from _unknown("author", filters.authors, retriever.values("author"))


def _unknown(kind: str, wanted: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    there = set(known)
    unknown = [name for name in dict.fromkeys(wanted) if name not in there]
    for name in unknown[:TOLD]:
        yield f'no article has the {kind} "{name}"; {_near(name, known, kind)}'
    if rest := unknown[TOLD:]:
        yield f"no article has {len(rest)} more of the {kind}s asked for"


def _near(name: str, known: Sequence[str], kind: str) -> str:
    folded = {one.casefold(): one for one in known}
    parts = [one for key, one in folded.items() if name.casefold() in key]
    alike = [folded[key] for key in get_close_matches(name.casefold(), folded, n=3)]
    near = list(dict.fromkeys([*parts, *alike]))[:3]
    if near:
        return f"near it: {_listed(near)}"
    return f"there are: {_listed(known[:5])}" if known else f"no article names its {kind}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _emptied(
    retriever: Retriever, query: str, filters: Filters, period: Period | None
) -> Iterator[str]:
    """Tell what left no article to search, if anything did."""
    undated = replace(filters, published_from="", published_to="")
    if period and period.use == "filter" and retriever.search(query, 1, filters):
        yield (
            f'the question says "{period.text}", and no article is known to be published'
            f" {_span(period.published_from, period.published_to)}; leave these words"
            " out, or ask with the time in them ignored"
        )
    elif filters != undated and retriever.search(query, 1, undated):
        yield (
            f"no article is known to be published"
            f" {_span(filters.published_from, filters.published_to)}; widen the filter's dates"
        )
    elif filters != Filters():
        yield "no article meets all of the filters; leave one out"


def _span(first: str, last: str) -> str:
    if first == last:
        return f"on {first}"
    if first and last:
        return f"from {first} to {last}"
    return f"on {first} or later" if first else f"on {last} or before"
