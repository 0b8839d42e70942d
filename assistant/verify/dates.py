"""Dates: each that a sentence gives is one of its quotes, or is meant by one of them."""

from __future__ import annotations

import re
from datetime import date

from assistant.language.calendar import MONTHS
from assistant.quantities import PartialDate, agrees, dates, missing_dates
from assistant.times import times
from assistant.times.ranges import Days
from assistant.verify.source import Source

_REPORTED = re.compile(
    r"\b(?:report\w*|publish\w*|article|story|said|says|wrote|dated|according|noted)\b",
    re.IGNORECASE,
)
# But "May" and "March", which mean something else as well.
_MONTHS = "|".join(
    rf"\b(?:{month}|{month[:3]}t?)\b" for month in MONTHS if month not in ("May", "March")
)
# What only says from when a time is told: "five years ago", of a rise in five years.
_WHEN = re.compile(r"^(?:on|in|last|this|next)\s|\s(?:ago|earlier)$")


def unknown_date(text: str, source: Source) -> str:
    """Say which date of a text neither its quotes nor, of a report, its article's day gives."""
    given = "; ".join([source.text, *map(_spelled, source.times)])
    missing = missing_dates(text, given) if dates(text) else frozenset[PartialDate]()
    if missing and _REPORTED.search(text):
        published = [PartialDate(day.year, day.month, day.day) for day in source.days]
        missing = frozenset(
            wanted for wanted in missing if not any(agrees(wanted, day) for day in published)
        )
    if missing:
        missing = frozenset(m for m in missing if not _is_meant(m, text, source))
    if missing:
        return f"the articles do not say “{_day(min(missing, key=_day))}”"
    return _unknown_month(text, given, source) or _unknown_words_of_time(text, source)


def _unknown_month(text: str, given: str, source: Source) -> str:
    """Look at months that no date is made of: "November-born children"."""
    known = {month[:3] for month in re.findall(_MONTHS, given)}
    known |= {MONTHS[days.first.month - 1][:3] for days in source.times}
    if _REPORTED.search(text):
        known |= {MONTHS[day.month - 1][:3] for day in source.days}
    for month in re.findall(_MONTHS, text):
        if month[:3] not in known:
            return f"the articles do not say “{month}”"
    return ""


def _unknown_words_of_time(text: str, source: Source) -> str:
    """Look at "last November" and "on Monday", words of a quote or a day that it means."""
    for day in source.days or (None,):
        unknown = ""
        for said in times(text, day or date(2000, 1, 1)):
            words = text[said.start : said.end]
            known = _WHEN.sub("", words.lower()) in source.text.lower()
            meant = day and any(
                said.days.within(time) or time.within(said.days) for time in source.times
            )
            if (
                said.relative
                and words not in ("may", "march")
                and not known
                and not meant
                and not dates(words)
                and not (words.lower() == "today" and not source.times)  # "people of today"
            ):
                unknown = words
        if not unknown:
            return ""
    return f"the articles do not say “{unknown}”"


def _is_meant(wanted: PartialDate, text: str, source: Source) -> bool:
    """Whether a date without its year, read with an article's day, is within a time of a quote."""
    for day in source.days:
        for said in times(text, day):
            first = said.days.first
            same = PartialDate(first.year, first.month, first.day)
            if agrees(wanted, same) and any(said.days.within(time) for time in source.times):
                return True
    return False


def _spelled(days: Days) -> str:
    first, last = days.first, days.last
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month) and len(days) > 7:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"in {first.year}" if len(days) > 300 and first.year == last.year else ""


def _day(when: PartialDate) -> str:
    parts = [
        str(when.day or ""),
        MONTHS[when.month - 1] if when.month else "",
        str(when.year or ""),
    ]
    return " ".join(filter(None, parts))
