"""How a number is meant: exact or about, at least or at most, by so much or to so much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.calendar import CALENDAR
from assistant.language.hedges import ABOUT, AT_LEAST, AT_MOST
from assistant.verify.source import Source

_HEDGES = {
    "exact": r"exactly|precisely",
    "least": AT_LEAST,
    "most": AT_MOST,
    "near": ABOUT,
}
_HEDGED = {hedge: re.compile(rf"\b(?:{words})$", re.IGNORECASE) for hedge, words in _HEDGES.items()}
_NUMBER = re.compile(r"(?<![\d.,:-])\d[\d,]*(?:\.\d+)?(?![\d:])")
_CURRENCY = re.compile(r"(?:US|[A-Z]{3})?\s*[$£€¥]?\s*$")
_WAY = re.compile(r"\b(by|to)$", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:rais|ris|rose|increas|grow|grew|climb|jump|soar|expand|fell|fall|drop|cut|reduc|shr[iau]nk"
    r"|declin|lower|sank|slash)\w*\W(?:[^.;]{,60})$",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class _Meant:
    """A number in plain digits; its hedge, and "by" or "to" where it is of a change."""

    number: str
    hedge: str
    way: str


def meant_otherwise(text: str, source: Source) -> str:
    """Say which number of a text its quotes mean in another way."""
    there = list(_numbers(source.text))
    for mine in _numbers(text):
        same = [other for other in there if other.number == mine.number]
        hedges, ways = {other.hedge for other in same}, {other.way for other in same}
        vague = mine.hedge == "exact" and same and "" not in hedges and "exact" not in hedges
        turned = (mine.hedge, hedges) in (("most", {"least"}), ("least", {"most"}))
        if vague:
            return f"the articles do not say that it is exactly {mine.number}"
        if turned:
            return f"says “at {mine.hedge} {mine.number}” where the articles say the opposite"
        if mine.way and len(ways) == 1 and ways <= {"by", "to"} - {mine.way}:
            return f"the articles do not say “{mine.way} {mine.number}”"
    return ""


def _numbers(text: str) -> Iterator[_Meant]:
    for match in _NUMBER.finditer(text):
        number = match.group().replace(",", "")
        before = _CURRENCY.sub("", text[: match.start()]).removesuffix(" just")
        hedge = next((name for name, ends in _HEDGED.items() if ends.search(before)), "")
        if hedge:
            before = _HEDGED[hedge].sub("", before).rstrip().removesuffix(" just")
        following = re.match(r"\W*(\w+)", text[match.end() :])
        is_date = (number.isdigit() and int(number) in _YEARS) or (
            following is not None and following[1].lower() in CALENDAR
        )
        way = None if is_date else _WAY.search(before)
        changes = way is not None and _CHANGES.search(before)
        yield _Meant(number, hedge, way[1].lower() if way and changes else "")
