"""The names of months and days."""

from __future__ import annotations

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_FIRST_LETTERS = [month[:3].lower() for month in MONTHS]

MONTH = "|".join([*MONTHS, *(rf"{month[:3]}\." for month in MONTHS), r"Sept\."])
"""A pattern of a month, whole or shortened with a point."""
WEEKDAY = "|".join(WEEKDAYS)
"""A pattern of a day of the week."""
CALENDAR = frozenset([*map(str.lower, MONTHS + WEEKDAYS), *_FIRST_LETTERS, "sept"])
"""All of them in lower case, with months as they are shortened."""


def month_number(name: str) -> int:
    """Give the number of a month, from 1, by its name in any case, whole or shortened."""
    return _FIRST_LETTERS.index(name[:3].lower()) + 1
