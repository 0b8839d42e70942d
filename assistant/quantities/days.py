"""The dates of a text, but for single years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.calendar import month_number
from assistant.quantities.units import BIG, CENTURY, COUNTED, FLAGS

_MONTH = r"""(?: (?: jan(?:uary)? | feb(?:ruary)? | apr(?:il)? | june? | july? | aug(?:ust)?
    | sep(?:t(?:ember)?)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)?
    | (?-i: M(?:ar(?:ch)?|AR(?:CH)?|ay|AY) ) )\b\.? )"""
_YEAR = rf"(?:{CENTURY}(?!\w|[.,]\d))"
_DAY = rf"""(?: (?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)? (?!\w|[.,:]\d|-(?!{_MONTH})[a-z]|\s?%)
    (?!\s(?:per\s?cent|{BIG}|{COUNTED})\b) )"""
_DAYS = rf"""(?P<days>{_DAY} (?: (?:\s?[-–]\s?|\s(?:and|or|to|&)\s) {_DAY}
    (?!\s(?-i:(?!in|at|of|for|on|with|this|last)[a-z])) ){{0,3}} )"""
_OF_YEAR = rf"(?:\s?,?\s(?:of\s)?(?P<year>{_YEAR}))"
_DATES = [
    re.compile(pattern, FLAGS)
    for pattern in (
        rf"\b(?P<year>{CENTURY})[-/](?P<month>0[1-9]|1[0-2])[-/](?P<days>0[1-9]|[12]\d|3[01])"
        r"(?:T[\d:.]{4,15}(?:Z|[+-][\d:]{4,5})?)?(?!\w)",
        rf"(?<![\w/.-])(?P<one>\d\d?)([/.])(?P<other>\d\d?)\2(?P<year>{_YEAR})(?!/)",
        rf"(?<![\w.,:$€£-]){_DAYS}(?:\sof)?\s(?P<month>{_MONTH}){_OF_YEAR}?(?!\s\d\d?\b(?!:))",
        rf"\b(?P<month>{_MONTH})\s?(?:the\s)?{_DAYS}{_OF_YEAR}?",
        rf"\b(?:(?P<first>{_MONTH})(?:\s?[-–]\s?|\s(?:and|to)\s))?(?P<month>{_MONTH}){_OF_YEAR}",
        rf"\b(?P<year>{CENTURY})[-–/](?P<until>\d\d)(?![\w-])",
    )
]
_SURE_MONTH = "January|February|July|September|October|November|December"
_BARE_MONTH = re.compile(
    rf"\b(?:(?P<sure>{_SURE_MONTH})"
    r"|(?P<cue>(?:[Ii]n|[Ss]ince|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id|[Uu]ntil)[\s-])?"
    r"(?P<month>March|April|May|June|August))\b",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """As much of a date as a text gives."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def take_dates(text: str, generous: bool) -> tuple[str, set[PartialDate]]:
    """Return a text without its dates, and the dates; single years stay in the text."""
    taken: set[PartialDate] = set()

    def take(match: re.Match[str]) -> str:
        taken.update(_said(match, generous))
        return " ; "

    for pattern in _DATES:
        text = pattern.sub(take, text)
    for month in _BARE_MONTH.finditer(text):
        if generous or month["sure"] or month["cue"]:
            taken.add(PartialDate(month=_month(month["sure"] or month["month"])))
    return text, taken


def _said(match: re.Match[str], generous: bool) -> Iterator[PartialDate]:
    said = match.groupdict()
    year = int(said["year"]) if said.get("year") else None
    if "one" in said:
        yield from _in_slashes(int(said["one"]), int(said["other"]), year, generous)
    elif "until" in said:
        yield from _until(int(match["year"]), int(said["until"]))
    else:
        for month in filter(None, (said.get("first"), said["month"])):
            for day in re.findall(r"\d+", said.get("days") or "") or (None,):
                yield PartialDate(year, _month(month), day and int(day))


def _month(name: str) -> int:
    return int(name) if name.isdigit() else month_number(name)


def _in_slashes(one: int, other: int, year: int | None, generous: bool) -> Iterator[PartialDate]:
    """Read 3/4/2021, of which nobody can say whether the day or the month comes first."""
    orders = [(m, d) for m, d in {(one, other), (other, one)} if 1 <= m <= 12 and 1 <= d <= 31]
    if len(orders) != 1:
        yield PartialDate(year)
    if len(orders) == 1 or generous:
        yield from (PartialDate(year, month, day) for month, day in orders)


def _until(year: int, ending: int) -> Iterator[PartialDate]:
    """Read 2019-20 as two years, 2025-12 as a month."""
    if ending > year % 100:
        yield from (PartialDate(year), PartialDate(year - year % 100 + ending))
    else:
        yield PartialDate(year, ending if 1 <= ending <= 12 else None)
