"""Numbers in digits, with what they count; single years."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.quantities.units import (
    ALSO,
    BIG,
    CENTURY,
    COUNTED,
    FLAGS,
    ISO,
    NOUNS,
    SCALES,
    SIGNS,
    UNITS,
)

_LONGEST = 24  # characters of a number; what is longer is a code
_LATEST = 2040  # year that things are counted in without saying so
_LEAST_WON = 100  # fewer are games
_NUMBER = re.compile(
    rf"""(?P<minus> (?<![^\s("“]) [-–] (?=[\d.$€£¥₩]) | \b(?:minus|negative)\s )?
    (?: (?<![A-Z]) (?P<sign>{SIGNS}|{ISO}) \s? )?
    (?P<digits> (?: \d{{1,3}}(?:,\d{{3}})+(?!\d) | \d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d) | \d++
        | (?<![\w.])(?=\.\d) ) (?:\.\d++)? )
    (?: (?P<scale> (?:[\s-](?:{BIG}|lakh|crore|dozen)\b){{1,2}} )
      | (?P<short> \s?(?:bn|mln|mn|trn|tn) | \s?[kmbt] )(?!\w)
      | (?P<measure>(?-i: (?:km|kg|cm|mm|g|mg|ml|[MGk]Wh?|[GMT]B|C|F|ft|lbs?|mph|kph)(?!\w) )) )?
    (?P<unit> \s?% | (?-i:pc)\b | [\s-]?(?:[€£¥₩₹]|{ISO}\b|(?:{NOUNS})s?\b) )?""",
    FLAGS,
)
_TIME = re.compile(
    r"""(?<![\w.,:]) \d{1,2} (?: (?:[:.]\d\d)? (?:\s?[-–]\s?\d{1,2}(?:[:.]\d\d)?)?
        \s?(?:[ap]\.m\.|[ap]m\b|o['’]clock) | (?::\d\d){1,2}(?!\d) | \d\d\s(?:GMT|UTC|hours)\b )""",
    FLAGS,
)
_IN_YEAR = re.compile(
    r"""\b(?:in|since|until|till|by|from|during|before|after|of|early|late|mid|pre|post|year|fiscal|
        spring|summer|autumn|fall|winter|season|the|q[1-4])[\s-]$""",
    FLAGS,
)
_NUMBER_CUE = re.compile(
    r"""\b(?:(?:more|fewer|less)\sthan|at\s(?:least|most)|as\smany\sas|nearly|approximately|roughly|
        estimated|some|another|exactly|total\sof|further|additional
        |resolution|flight|route|section|highway|room)\s$""",
    FLAGS,
)
_COUNTED_NEXT = re.compile(rf"[\s-]{COUNTED}\b", FLAGS)
_PLURAL_NEXT = re.compile(r"\s[a-z]{3,}s\b", re.ASCII)
_JOINED = re.compile(r"\s?(?P<dash>[-–])\s?|\s(?:to|or)\s|\s(?P<both>and)\s", FLAGS)
_GOES_ON = re.compile(r"\w|[.:/]\d")
# What a number is part of: "F-", "COVID-" (not "magnitude-", "2020-", "$5M-"), "1.", "No. ".
_IN_NAME = re.compile(
    r"""(?: \b[A-Za-z]*[A-Z][A-Za-z]*- | \d[.:/] | [\w#] | \b[Nn]os?\.\s? )$""", re.VERBOSE
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts: a currency's ISO code, "%", or "" for anything else."""

    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PlacedQuantity:
    """A quantity and the characters that give it."""

    start: int
    end: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class _Number:
    """A number where it stands: `value` times `scale`; `also` is what else it may be."""

    start: int
    end: int
    value: Decimal
    scale: Decimal = Decimal(1)
    unit: str = ""
    also: tuple[Quantity, ...] = ()
    year: bool = False

    @property
    def quantity(self) -> Quantity:
        """The number in normal form."""
        return Quantity(self.value * self.scale, self.unit)


def read_numbers(text: str, generous: bool) -> tuple[set[Quantity], set[int]]:
    """Return the quantities and the years of a text that has no other dates."""
    text = without_times(text)
    numbers = [number for match in _NUMBER.finditer(text) if (number := _number(match))]
    read = {number.quantity for number in _shared(numbers, text) if not number.year}
    if generous:
        read.update(number.quantity for number in numbers if not number.year)
        read.update(other for number in numbers for other in number.also)
    return read, {int(number.value) for number in numbers if number.year}


def without_times(text: str) -> str:
    """Return a text without its clock times."""
    return _TIME.sub(" ; ", text)


def place_numbers(text: str) -> list[PlacedQuantity]:
    """Return the quantities of a text that has no other dates, in its order, where they stand."""
    numbers = [number for match in _NUMBER.finditer(text) if (number := _number(match))]
    return [
        PlacedQuantity(n.start, n.end, n.quantity) for n in _shared(numbers, text) if not n.year
    ]


def _number(match: re.Match[str]) -> _Number | None:
    """Read a match of `_NUMBER`; None if it is part of a name, a code or a rank."""
    text, start, end = match.string, match.start(), match.end()
    digits = match["digits"].replace(",", "")
    before = text[max(0, start - 24) : start]
    if (
        len(digits) > _LONGEST
        or re.match(r"0\d", digits)
        or _GOES_ON.match(text, end)
        or (not match["sign"] and _IN_NAME.search(before) and not _IN_YEAR.search(before))
    ):
        return None
    value = Decimal(f"-{digits}" if match["minus"] else digits)
    unit, others = _unit(match, value)
    scale, maybe = _scale(match, bool(unit) and unit != "%")
    if re.fullmatch(CENTURY, match.group()):
        return _year_or_number(_Number(start, end, value), text, before)
    also = tuple(Quantity(value * scale, other) for other in others)
    also += tuple(Quantity(value * other, unit) for other in maybe)
    return _Number(start, end, value, scale, unit, also)


def _unit(match: re.Match[str], value: Decimal) -> tuple[str, list[str]]:
    """Return the unit of a number, and what else it may be."""
    name = " ".join((match["sign"] or match["unit"] or "").lower().lstrip("-").split())
    if name not in UNITS:
        name = name.removesuffix("s")
    if name == "won" and not match["scale"] and value < _LEAST_WON:
        name = ""
    return UNITS.get(name, ""), [ALSO[name]] if name in ALSO else []


def _scale(match: re.Match[str], money: bool) -> tuple[Decimal, list[Decimal]]:
    """Return what a number is multiplied with, and what else that may be."""
    product = Decimal(1)
    for word in re.findall(r"\w+", match["scale"] or ""):
        product *= SCALES[word.lower()]
    letters = match["short"] or ""
    short = letters.strip()
    if len(short) > 1 or (short and money) or (letters == short and short in tuple("kKMBb")):
        return SCALES[short.lower()], []
    if letters == "m":
        million = SCALES["m"]
        counted = _COUNTED_NEXT.match(match.string, match.end())
        return (million, []) if counted else (product, [million])
    return product, []


def _year_or_number(number: _Number, text: str, before: str) -> _Number:
    """Decide whether four bare digits are a year."""
    plural = _PLURAL_NEXT.match(text, number.end)
    dated = _IN_YEAR.search(before)
    counted = _COUNTED_NEXT.match(text, number.end) or _NUMBER_CUE.search(before)
    round_or_late = number.value % 50 == 0 or number.value > _LATEST
    if counted or (plural and not dated and round_or_late):
        return number
    also = () if dated and not plural else (number.quantity,)
    return replace(number, year=True, also=also)


def _shared(numbers: list[_Number], text: str) -> list[_Number]:
    """Give both ends of a range what stands at one: "$10-12 billion", "3 to 4 percent"."""
    shared = numbers.copy()
    for place, (first, second) in enumerate(pairwise(numbers)):
        link = _JOINED.fullmatch(text, first.end, second.start)
        before = text[max(0, first.start - 8) : first.start].lower()
        apart = link and link["both"] and before != "between "
        other = first.unit and second.unit and first.unit != second.unit
        if not link or apart or other or first.year or second.year:
            continue
        both_scaled = first.scale == 1 and first.value < second.value
        onward = link["dash"] or second.scale != 1
        shared[place : place + 2] = [
            replace(
                first,
                scale=second.scale if both_scaled else first.scale,
                unit=first.unit or second.unit,
            ),
            replace(second, unit=second.unit or (first.unit if onward else "")),
        ]
    return shared
