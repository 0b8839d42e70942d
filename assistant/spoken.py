"""Days and numbers of things in the words that people read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


def spoken_day(published_at: str) -> str:
    """Return an ISO 8601 date or date-time as "24 December 2025", a month as "December 2025".

    Anything else is returned as it is.
    """
    if _MONTH.fullmatch(published_at):
        return f"{date.fromisoformat(f'{published_at}-01'):%B %Y}"
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


def counted(number: int, noun: str) -> str:
    """Return "1 article", "1,200 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def enumerated(parts: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
