"""Days and periods in the words that people read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from assistant.types import NamedTime, Period

UNKNOWN = "date unknown"


def spoken_day(published_at: str) -> str:
    """Return an ISO 8601 date or date-time as "24 December 2025"; what is none is returned."""
    try:
        day = datetime.fromisoformat(published_at)
    except ValueError:
        return published_at
    return f"{day.day} {day:%B %Y}"


def spoken_days(first: str, last: str) -> str:
    """Return days as "2025", "November 2025", "24 December 2025", or from one to another."""
    one, other = date.fromisoformat(first), date.fromisoformat(last)
    if one == other:
        return spoken_day(first)
    after = other + timedelta(days=1)
    if (one.day, after.day) == (1, 1) and one.year == other.year:
        if one.month == other.month:
            return f"{one:%B %Y}"
        if (one.month, other.month) == (1, 12):
            return str(one.year)
    if (one.year, one.month) == (other.year, other.month):
        return f"{one.day}–{spoken_day(last)}"
    return f"{spoken_day(first)} to {spoken_day(last)}"


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
