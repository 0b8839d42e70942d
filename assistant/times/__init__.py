"""Time: what a question says of it, and what the words of an article mean by it."""

from __future__ import annotations

from assistant.times.expressions import ANY_DAY, times
from assistant.times.preference import preferring, published_on
from assistant.times.question import (
    Anchor,
    asks_for_newest,
    asks_for_now,
    asks_only_for_time,
    read_question,
)
from assistant.types import NamedTime

__all__ = [
    "ANY_DAY",
    "Anchor",
    "asks_for_newest",
    "asks_for_now",
    "asks_only_for_time",
    "named_times",
    "preferring",
    "published_on",
    "read_question",
    "times",
]


def named_times(text: str, published_at: str, start: int = 0) -> tuple[NamedTime, ...]:
    """Give what a part of an article means by "last November", "on Monday", "this year".

    ``start`` is where the part begins in the article. Full dates say it themselves and are left
    out; of an article of unknown date nothing is resolved.
    """
    return tuple(
        NamedTime(
            text[said.start : said.end],
            start + said.start,
            start + said.end,
            said.days.first.isoformat(),
            said.days.last.isoformat(),
        )
        for said in times(text, published_on(published_at))
        if said.relative
    )
