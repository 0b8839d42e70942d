"""Ranges of days, both ends included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From one day to another, which is not before it."""

    first: date
    last: date

    def __len__(self) -> int:
        """Count the days."""
        return (self.last - self.first).days + 1

    def within(self, other: Days) -> bool:
        """Whether every day of it is one of the other's."""
        return other.first <= self.first and self.last <= other.last

    def meets(self, other: Days) -> bool:
        """Whether some day is one of both."""
        return self.first <= other.last and other.first <= self.last


def day(of: date) -> Days:
    """Give one day."""
    return Days(of, of)


def week(around: date) -> Days:
    """Give the Monday to Sunday that a day is in."""
    monday = around - timedelta(days=around.weekday())
    return Days(monday, monday + timedelta(days=6))


def month(around: date) -> Days:
    """Give the calendar month that a day is in."""
    return Days(around.replace(day=1), around + relativedelta(day=31))


def year(around: date) -> Days:
    """Give the calendar year that a day is in."""
    return Days(around.replace(month=1, day=1), around.replace(month=12, day=31))
