"""Disputes in a timeline: figures of its sentences for which other articles have others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.accounts.conflict import versions
from assistant.accounts.event import Event
from assistant.accounts.figures import Figure
from assistant.accounts.given import Given
from assistant.accounts.matter import Asked
from assistant.accounts.statement import Statement, names, statements
from assistant.answer.kinds import Kind
from assistant.language.alike import alike, meant
from assistant.quantities import placed_quantities
from index.types import Passage
from index.words import stems

MOST = 3  # disputes told of one timeline

Dispute = list[list[Given]]
"""The versions of one figure, each by all who give it."""


def disputes(
    about: str, told: Sequence[Statement], sentences: Sequence[Statement]
) -> list[Dispute]:
    """Give each figure that is told of a matter and that articles differ in."""
    named = alike(" ".join(names(about)))
    found: list[Dispute] = []
    seen: set[tuple[str, int, str]] = set()
    for one in told:
        for asked in _asked(one, named):
            groups = versions(asked, one, sentences)
            given = {_key(each) for group in groups for each in group}
            if groups and given.isdisjoint(seen):
                found.append([[_counting(each) for each in group] for group in groups])
            seen |= given
    return found[:MOST]


def with_disputed(about: str, events: Sequence[Event], passages: Sequence[Passage]) -> list[Event]:
    """Add to events the best sentence of each version of what is disputed in them, by day."""
    told = [event.statement for event in events]
    disputed = disputes(about, told, statements(passages))
    best = [group[0].statement for groups in disputed for group in groups]
    more = filter(None, (Event.of(one) for one in best if one not in told))
    return sorted([*events, *more], key=Event.place)


def _asked(one: Statement, named: frozenset[str]) -> Iterator[Asked]:
    """Ask for each figure of a sentence: how many of what it counts, by the names of the matter.

    Where a sentence has none of these, by its own.
    """
    about = one.named & named or one.named
    for figure in one.figures:
        if about and (figure.counted or figure.unit):
            kind: Kind = "share" if figure.unit == "%" else "money" if figure.unit else "number"
            yield Asked(about | meant(figure.counted), about, kind)


def _key(given: Given) -> tuple[str, int, str]:
    statement = given.statement
    return statement.passage.article_id, statement.sentence.start, given.shown


def _counting(given: Given) -> Given:
    """Show a figure with what it counts, "12 people": no question says it."""
    counted = given.thing.counted if isinstance(given.thing, Figure) else frozenset()
    text, _ = placed_quantities(given.statement.matter)
    noun = re.search(rf"(?<![\w.,]){re.escape(given.shown)}\s+(?P<noun>[a-z][\w’'-]+)", text)
    return replace(given, shown=noun[0]) if noun and counted & {*stems(noun["noun"])} else given
