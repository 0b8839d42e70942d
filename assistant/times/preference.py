"""Passages of a time put before others about as good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assistant.times.expressions import times
from assistant.times.question import asks_for_newest
from assistant.times.ranges import Days, day
from assistant.types import Period
from index.types import Passage

OF_THE_TIME = 2.5
"""How many places a passage may gain if it was published in the period, or means it."""

SOON_AFTER = timedelta(days=31)
"""Until how long after a period an article of it may have been published."""

NEWEST = 4.5
"""How many places a passage of the newest article may gain; of an older one fewer, the oldest 0."""


def preferring(passages: Sequence[Passage], period: Period) -> list[Passage]:
    """Put passages, best first, in an order that prefers a period; of unknown day none gains."""
    gain = _newer(passages) if asks_for_newest(period) else _of_the_time(passages, period)
    order = sorted(range(len(passages)), key=lambda place: place - gain[place])
    return [passages[place] for place in order]


def published(passage: Passage) -> date | None:
    """Give the day of a passage's article, or None if it is unknown."""
    return published_on(passage.published_at)


def published_on(published_at: str) -> date | None:
    """Give the day of an ISO 8601 date or date-time, or None of an empty one."""
    return date.fromisoformat(published_at[:10]) if published_at else None


def _newer(passages: Sequence[Passage]) -> list[float]:
    days = [published(passage) for passage in passages]
    known = sorted({known for known in days if known})
    steps = max(len(known) - 1, 1)
    return [NEWEST * known.index(of) / steps if of else 0.0 for of in days]


def _of_the_time(passages: Sequence[Passage], period: Period) -> list[float]:
    first = published_on(period.published_from) or date.min
    last = published_on(period.published_to) or date.max
    wanted = Days(first, last)
    is_closed = bool(period.published_from and period.published_to)
    return [OF_THE_TIME * _is_of(passage, wanted, is_closed) for passage in passages]


def _is_of(passage: Passage, wanted: Days, is_closed: bool) -> bool:
    of = published(passage)
    until = wanted.last + SOON_AFTER if is_closed else wanted.last
    if of and day(of).within(Days(wanted.first, until)):
        return True
    # A time that is written out is found by its words already.
    resolved = (said.days for said in times(passage.text, of) if said.relative) if of else ()
    return is_closed and any(days.within(wanted) for days in resolved)
