"""The names of months and days."""

from __future__ import annotations

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SHORT = "jan feb mar apr jun jul aug sep sept oct nov dec".split()

CALENDAR = frozenset(map(str.lower, MONTHS + WEEKDAYS)) | frozenset(_SHORT)
"""All of them in lower case, with months as they are shortened."""
