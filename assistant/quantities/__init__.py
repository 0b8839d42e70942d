"""The numbers, sums, shares and dates that an English news text gives, in normal form.

What can be read in two ways is read in its likelier one by `quantities` and `dates`. A text that
others are checked against, the source of `missing_quantities` and `missing_dates`, gives both.

| in the text | read as | in a source also as |
|---|---|---|
| one, but for "one million", "one percent" | nothing | 1 |
| 2000 in "2000 people", "2000 homes", "nearly 2000" | a number | |
| 2020 in "the 2020 Games", "2020" | a year | a number, but for "in 2020" |
| 5m, but for "$5m", "5m people" | metres: 5 | 5 million |
| 5 pounds | a number | GBP |
| ¥5 | JPY | CNY |
| 3/4/2021 | a year | a day, of whichever order |
| May, March, April, June, August alone | a month after a word such as "in" | a month |

A number after a name, "Boeing 737", counts; one grown into a name, "F-16", "G7", "5G", does not.
Neither do fractions, ordinals, ranks, decades, clock times, marks of a list, addresses on the web,
nor "hundreds of" and "9/11". "$" is the American dollar, a percentage point is a percent.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.quantities.days import PartialDate, take_dates
from assistant.quantities.figures import (
    PlacedQuantity,
    Quantity,
    place_numbers,
    read_numbers,
    without_times,
)
from assistant.quantities.spelled import in_digits

__all__ = [
    "PartialDate",
    "PlacedQuantity",
    "Quantity",
    "agrees",
    "dates",
    "missing_dates",
    "missing_quantities",
    "placed_quantities",
    "quantities",
]

_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|^www\.|@|[a-z]\.[a-z]{2,}/", re.ASCII | re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_LIST_MARK = re.compile(r"^[ \t]{0,8}\d{1,2}[.)][ \t](?=[ \t]{0,8}\S)", re.ASCII | re.MULTILINE)
_REMEMBERED = 1_024  # texts last read: each sentence of an answer is held against the same ones
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2000\u2002\u2003\u2007\u2009\u200a\u202f\u2028\u2029", " ")
    | dict.fromkeys("\u2010\u2011\u2212", "-")
    | {"½": ".5", "¼": ".25", "¾": ".75"}
)


def quantities(text: str) -> frozenset[Quantity]:
    """Return the numbers of a text, each in the likeliest of its readings."""
    return _read(text, generous=False)[0]


def placed_quantities(text: str) -> tuple[str, list[PlacedQuantity]]:
    """Return a sentence as it is read, without dates, its numbers in digits, and where these stand.

    The offsets are those of the text that is returned.
    """
    undated, _ = take_dates(_TOKEN.sub(_without_address, text.translate(_PLAIN)), generous=False)
    read = without_times(in_digits(undated, generous=False))
    return read, place_numbers(read)


def dates(text: str) -> frozenset[PartialDate]:
    """Return the days, months and years of a text, each in the likeliest of its readings."""
    return _read(text, generous=False)[1]


def agrees(wanted: PartialDate, found: PartialDate) -> bool:
    """Whether a found date says all that a wanted one says: Dec. 24, 2025 does for Dec. 24."""
    pairs = ((wanted.year, found.year), (wanted.month, found.month), (wanted.day, found.day))
    return all(one is None or one == other for one, other in pairs)


def missing_quantities(claim: str, source: str) -> frozenset[Quantity]:
    """Return the quantities of a claim that its source does not give.

    A number without a unit is borne by the same number of anything.
    """
    given = quantities(source) | _read(source, generous=True)[0]
    bare = {quantity.value for quantity in given}
    return frozenset(
        wanted
        for wanted in quantities(claim)
        if wanted not in given and (wanted.unit or wanted.value not in bare)
    )


def missing_dates(claim: str, source: str) -> frozenset[PartialDate]:
    """Return the dates of a claim that no date of its source agrees with."""
    given = dates(source) | _read(source, generous=True)[1]
    return frozenset(
        wanted for wanted in dates(claim) if not any(agrees(wanted, found) for found in given)
    )


@lru_cache(_REMEMBERED)
def _read(text: str, *, generous: bool) -> tuple[frozenset[Quantity], frozenset[PartialDate]]:
    """Read a text paragraph by paragraph, if generously in every reading that is sensible."""
    counted: set[Quantity] = set()
    dated: set[PartialDate] = set()
    plain = _TOKEN.sub(_without_address, text.translate(_PLAIN))
    for paragraph in _PARAGRAPH_END.split(plain if generous else _LIST_MARK.sub("", plain)):
        undated, taken = take_dates(paragraph, generous)
        read, years = read_numbers(in_digits(undated, generous), generous)
        counted |= read
        dated |= taken | {PartialDate(year) for year in years}
    return frozenset(counted), frozenset(dated)


def _without_address(token: re.Match[str]) -> str:
    return ";" if _ADDRESS.search(token.group()) else token.group()
