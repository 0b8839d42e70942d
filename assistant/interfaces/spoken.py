"""Days and periods in the words that people read."""

from __future__ import annotations

from assistant.spoken import spoken_day, spoken_days
from assistant.types import NamedTime, Period

__all__ = [
    "UNKNOWN",
    "spoken_as_of",
    "spoken_day",
    "spoken_days",
    "spoken_period",
    "spoken_time",
]

UNKNOWN = "date unknown"


def spoken_period(period: Period) -> str:
    """Say what a period that was read from a question did to its articles."""
    if period.use == "newest":
        return "newest articles first"
    if not period.published_to:
        which = f"from {spoken_day(period.published_from)} on"
    elif not period.published_from:
        which = f"until {spoken_day(period.published_to)}"
    else:
        which = f"of {spoken_days(period.published_from, period.published_to)}"
    return f"only articles {which}" if period.use == "filter" else f"articles {which} preferred"


def spoken_as_of(as_of: str) -> str:
    """Say of which day an answer to "who is the current …" is."""
    return f"As of {spoken_day(as_of)}" if as_of else "The date of the article is unknown"


def spoken_time(time: NamedTime) -> str:
    """Say what words of an article mean: "last November = November 2025"."""
    return f"{' '.join(time.text.split())} = {spoken_days(time.first, time.last)}"
