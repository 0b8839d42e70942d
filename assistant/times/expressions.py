"""The times that an English text names, resolved against a day: "last November", "on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta, weekday

from assistant.language.calendar import MONTHS, WEEKDAYS, month_number
from assistant.language.numbers import SPELLED
from assistant.times.ranges import Days, day, month, week, year
from index.days import DAY, FULL_DATE, MONTH, YEAR, iso_day

ANY_DAY = date(2000, 1, 1)
"""What to resolve times against where only their places matter."""
LONGEST = 20_000  # characters of a text that are read
_WEEKDAYS = [name.lower() for name in WEEKDAYS]
_COUNTS = {"a": 1, "an": 1} | {word: number for word, number in SPELLED.items() if number <= 12}
_COUNT = "|".join([*_COUNTS, r"\d{1,3}"])
_UNIT = "day|week|month|year|decade"
_NAMED_MONTH = "|".join(MONTHS)
# A month without its year is one only after such a word: "may" and "march" are verbs, too.
_CUE = "|".join(
    rf"(?<=\b{word}[ ])"
    for word in (
        "in of since until till by from during before after between and early late mid this".split()
    )
)
_NO_DAY = "".join(
    rf"(?<!\b{word}[ ])"
    for word in "Black Good Easter Palm Bloody Cyber Super Ash every each".split()
)
_TIME = re.compile(
    rf"""(?<![\w$€£#/.-])(?:
      (?P<full>{FULL_DATE})
    | (?P<month_of_year>{MONTH}),?[ ](?:of[ ])?(?P<its_year>{YEAR})
    | (?-i:(?P<day_of_month>{MONTH}[ ]{DAY}|{DAY}[ ](?:of[ ])?{MONTH}))
    | (?P<near>the[ ]day[ ]before[ ]yesterday|yesterday|last[ ]night|today|tonight|tomorrow)\b
    | (?:past[ ](?P<past>{_UNIT})|(?:past|last)[ ](?P<spans>{_COUNT})[ ](?P<span>{_UNIT})s?)\b
      (?![ ](?:ago|of)\b)
    | (?P<which_unit>last|this|next)[ ](?P<unit>week|month|year)\b
    | (?P<count>{_COUNT})[ ](?P<units>{_UNIT})s?[ ]ago\b
    | (?:(?P<which_day>last|this|next)[ ])?{_NO_DAY}(?P<weekday>{"|".join(_WEEKDAYS)})\b
      (?![ ](?:Times|Mirror|Telegraph|Express|Mail|Post)\b)
    | (?:(?P<which_month>last|this|next)[ ]|{_CUE})(?P<month>{_NAMED_MONTH})\b(?![ ]\d)
    | (?P<year>{YEAR})(?![\w-]|[/–]\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# What gives a month or day its year: "May last year", "March and April 2024", "May 4 to 21, 2024".
_ITS_YEAR = re.compile(
    rf"""(?P<own>,?[ ](?:of[ ])?(?P<which>last|this|next)[ ]year\b)
      | [ ]?(?:(?:and|or|to|through|until|till)[ ]|[-–][ ]?)
        (?:(?P<other>{MONTH})(?:[ ]{DAY})?|{DAY}(?:[ ](?:of[ ])?(?P<others>{MONTH}))?)
        ,?[ ](?P<year>{YEAR})""",
    re.IGNORECASE | re.VERBOSE,
)
_A_MONTH = re.compile(MONTH, re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|set to|due|scheduled|planned|plans? to|expected to|is to|are to)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_REACH = 150  # characters to both sides in which a word about the future counts
_SOON = timedelta(days=31)
_STEPS = {"last": -1, "this": 0, "next": 1}
_LEAP = 4  # years, within which every day of a calendar comes


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a text at ``start:end`` that name a time, and which days that is.

    ``relative`` tells whether that depended on the day of the text.
    """

    start: int
    end: int
    days: Days
    relative: bool


def times(text: str, written: date | None, *, looking_back: bool = False) -> Iterator[Said]:
    """Give the times that a text of a day names, in its order; of an unknown day only full ones.

    What may have been or may yet come is of the future if its sentence speaks of that, or if it is
    a date some days ahead; never so when ``looking_back``.
    """
    text = text[:LONGEST]
    read = 0
    for match in _TIME.finditer(text):
        if match.start() < read:
            continue
        its_year = _year_after(text, match)
        said_itself = its_year and its_year["year"]
        relative = not (match["full"] or match["its_year"] or match["year"] or said_itself)
        if relative and written is None:
            continue
        ahead = relative and not looking_back and _speaks_of_the_future(text, match)
        base = written or date.min
        try:
            if its_year:
                days = _in_its_year(match, its_year, base)
            else:
                days = _resolve(match, base, ahead=ahead, soon=not looking_back)
        except (ValueError, OverflowError):  # a 30 February, or before the year 1
            continue
        read = its_year.end() if its_year and its_year["own"] else match.end()
        yield Said(match.start(), read, days, relative)


def _year_after(text: str, match: re.Match[str]) -> re.Match[str] | None:
    if match["which_month"] or not (match["month"] or match["day_of_month"]):
        return None
    return _ITS_YEAR.match(text, match.end())


def _in_its_year(said: re.Match[str], its: re.Match[str], base: date) -> Days:
    name = said["month"] or said["day_of_month"]
    if its["own"]:
        year_of = base.year + _STEPS[its["which"].lower()]
    else:
        other = its["other"] or its["others"]
        # "from November to March 2024" begins the year before.
        year_of = int(its["year"]) - bool(other and _month_in(name) > _month_in(other))
    if said["month"]:
        return month(date(year_of, _month_in(name), 1))
    return day(date.fromisoformat(iso_day(f"{name} {year_of}")))


def _resolve(said: re.Match[str], base: date, *, ahead: bool, soon: bool) -> Days:
    if said["full"]:
        return day(date.fromisoformat(iso_day(said["full"])))
    if said["its_year"]:
        return month(date(int(said["its_year"]), _month_in(said["month_of_year"]), 1))
    if said["year"]:
        return year(date(int(said["year"]), 1, 1))
    if said["day_of_month"]:
        return day(_in_some_year(said["day_of_month"], base, ahead=ahead, soon=soon))
    return _relative(said, base, ahead=ahead)


def _relative(said: re.Match[str], base: date, *, ahead: bool) -> Days:
    words = {name: (value or "").lower() for name, value in said.groupdict().items()}
    if words["near"]:
        return day(base + timedelta(days=_near(words["near"])))
    if words["past"] or words["span"]:
        return Days(_back(words["spans"] or "a", words["past"] or words["span"], base), base)
    if words["unit"]:
        return _unit(words["which_unit"], words["unit"], base)
    if words["units"]:
        return _ago(words["count"], words["units"], base)
    if words["weekday"]:
        number = _WEEKDAYS.index(words["weekday"])
        return day(_weekday(words["which_day"], number, base, ahead=ahead))
    return _of_no_year(words["which_month"], words["month"], base, ahead=ahead)


def _month_in(name: str) -> int:
    found = _A_MONTH.search(name)
    return month_number(found[0]) if found else 0


def _near(word: str) -> int:
    days = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "last night": -1}
    return days.get(word, -2)


def _unit(which: str, unit: str, base: date) -> Days:
    around = base + relativedelta(**{f"{unit}s": _STEPS[which]})
    return {"week": week, "month": month, "year": year}[unit](around)


def _ago(count: str, units: str, base: date) -> Days:
    around = {"day": day, "week": week, "month": month, "year": year, "decade": year}[units]
    return around(_back(count, units, base))


def _back(count: str, units: str, base: date) -> date:
    number = _COUNTS.get(count) or int(count)
    if units == "decade":
        number, units = number * 10, "year"
    then: date = base - relativedelta(**{f"{units}s": number})
    return then


def _weekday(which: str, number: int, base: date, *, ahead: bool) -> date:
    if which == "this":
        return week(base).first + timedelta(days=number)
    coming = which == "next" or (ahead and which != "last")
    step = 1 if coming else -1
    start = base + timedelta(days=step * (which in ("next", "last")))
    found: date = start + relativedelta(weekday=weekday(number)(step))
    return found


def _of_no_year(which: str, name: str, base: date, *, ahead: bool) -> Days:
    number = _month_in(name)
    back, on = number > base.month, number < base.month
    if which == "this":
        shift = 0
    elif which == "last":
        shift = -(number >= base.month)
    elif which == "next":
        shift = int(number <= base.month)
    else:
        shift = int(on) if ahead else -int(back)
    return month(date(base.year + shift, number, 1))


def _in_some_year(said: str, base: date, *, ahead: bool, soon: bool) -> date:
    years = range(base.year - _LEAP, base.year + _LEAP + 1)
    found = (iso_day(f"{said} {number}") for number in years)
    dates = [date.fromisoformat(iso) for iso in found if iso]
    later = next((d for d in dates if d >= base), None)
    if later and (ahead or later == base or (soon and later - base <= _SOON)):
        return later
    return max(d for d in dates if d < base)


def _speaks_of_the_future(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - _REACH, 0) : match.start()]
    after = text[match.end() : match.end() + _REACH]
    sentence = _SENTENCE_END.split(before)[-1] + _SENTENCE_END.split(after)[0]
    return _AHEAD.search(sentence) is not None
