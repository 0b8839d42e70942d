"""The day an article was published, where it says so; when its file was written says nothing."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from index.days import FULL_DATE, MONTH, iso_day

HEAD_LINES, HEAD_CHARACTERS = 12, 2_000
"""How much of a text's beginning may name its date outside a sentence."""

LONGEST_LINE = 200  # characters

_PUBLISHED = re.compile(
    rf"""(?:|[^\n]*[|·•–—-][ ]|By[ ][^\d\n]{{2,80}}?[ ,]{{1,2}})
        (?:(?:first|originally)[ ])?(?:published|posted|date:|dated:)[ ]?(?:on|at)?[ ]?:?[ ]?
        (?:[A-Z][a-z]+day,?[ ])?(?P<date>{FULL_DATE})""",
    re.IGNORECASE | re.VERBOSE,
)
# A date alone on its line, with at most a byline before it and a time of day after it.
_DATE_LINE = re.compile(
    rf"""(?:By[ ][^|·•\d]{{2,80}}?(?:[ ]?[|·•,–—-][ ]|[ ]))?
        (?:[A-Z][a-z]+day,?[ ])?(?P<date>{FULL_DATE})
        (?:(?:,|[ ]at)?[ ]\d\d?[:.]\d\d[^|]{{0,20}})?(?:[ ]?[|·•(][^\n]*)?""",
    re.VERBOSE,
)
_DATELINE = re.compile(
    rf"""[A-Z][A-Z]+[^\n()\d]{{0,60}}?(?:,|[ ][–—-])[ ](?P<date>{FULL_DATE})
        (?:[ ]?(?:\([^\n()]{{2,60}}\)|/[^\n/]{{2,60}}/))?[ ]?[–—-]""",
    re.VERBOSE,
)
_EXCERPT = re.compile(rf"(?P<date>{FULL_DATE})\s?(?:\.\.\.|…)\s")
_IN_A_PATH = re.compile(
    rf"""(?<!\d)(?P<year>(?:1[89]|20)\d\d)(?P<gap>[-_/]?)
        (?P<month>0[1-9]|1[0-2]|{MONTH})(?P=gap)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)


def published_day(text: str, url: str, file_name: str) -> str:
    """Give the ISO day that a text's head, its address or its file's name tells, or ""."""
    return _day_of_head(text) or day_in_path(_path(url)) or day_in_path(file_name)


def day_in_path(path: str) -> str:
    """Give the ISO day that a path names, as in "2025/dec/24/talks" or "20251224_a.txt", or ""."""
    for found in _IN_A_PATH.finditer(path):
        if day := iso_day(f"{found['year']}-{found['month']}-{found['day']}"):
            return day
    return ""


def _day_of_head(text: str) -> str:
    head = text.lstrip()[:HEAD_CHARACTERS]
    lines = [line.strip() for line in head.split("\n", HEAD_LINES)[:HEAD_LINES]]
    dated = [_EXCERPT.match(head)]
    for line in lines:
        if found := _DATELINE.match(line):
            dated.append(found)
        elif len(line) <= LONGEST_LINE and not line.endswith("."):
            dated.append(_PUBLISHED.match(line) or _DATE_LINE.fullmatch(line))
    return next((day for found in dated if found and (day := iso_day(found["date"]))), "")


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
