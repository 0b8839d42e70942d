"""Full dates as English texts, addresses and file names write them."""

from __future__ import annotations

import re
from functools import lru_cache

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
YEAR = r"(?:1[89]|20)\d\d(?![\w%]|[.,-]\d)"
ISO = (
    r"(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T\d\d:\d\d[\d:.]{0,12}(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)"
)
FULL_DATE = rf"(?:{MONTH}\s{DAY},?\s{YEAR}|{DAY}\s(?:of\s)?{MONTH},?\s{YEAR}|{ISO})"

_WRITTEN = re.compile(FULL_DATE, re.IGNORECASE)


def written_day(text: str) -> str:
    """Give the ISO day of a text that is a full date and no more, or ""; "3/4/2021" is no day."""
    plain = text.strip()
    if not _WRITTEN.fullmatch(plain):
        return ""
    return iso_day(plain)


@lru_cache(maxsize=10_000)
def iso_day(written: str) -> str:
    """Give the ISO day of a full date, or "" for a 30 February or a time that is none."""
    from dateutil import parser

    try:
        return str(parser.parse(written).date())
    except (ValueError, OverflowError):
        return ""
