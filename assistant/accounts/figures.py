"""The figures of a sentence: how many of what, how exactly, and in which role.

"from 12 to 14" gives the new level, "rose by 3 percent" and "300 more" are changes, "including 300"
is a part, "12 a day" a rate: figures of different roles are never set against each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from assistant.language.hedges import ABOUT, AT_LEAST, AT_MOST
from assistant.language.irregular import VERBS
from assistant.quantities import PlacedQuantity, placed_quantities
from index.words import STOP_WORDS, stems

Role = Literal["level", "former", "change", "part", "rate"]
Hedge = Literal["", "about", "at least", "at most"]

_HEDGE = re.compile(
    rf"\b(?:(?P<about>{ABOUT})|(?P<least>{AT_LEAST})|(?P<most>{AT_MOST})) (?:the )?\Z",
    re.IGNORECASE,
)
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "former",
        re.compile(
            r"\b(?:from|(?:compared|up|down) (?:with|from|to)|instead of|rather than|not)\s+\Z",
            re.I,
        ),
    ),
    (
        "change",
        re.compile(
            r"\b(?:by|another|additional|further|extra|r[io]se|risen|grew|grown|fell|fallen|gained"
            r"|lost|climbed|dropped|jumped|slipped|shrank|(?:in|de)creased?)(?: some)?\s+\Z",
            re.I,
        ),
    ),
    (
        "part",
        re.compile(
            r"\b(?:including|among them|of (?:them|these|those|whom|which))\W+\Z"
            r"|(?:\A|[;:—–] )(?:of|among) (?:the|them|these|those|its|their)\b[^;:—–]*\Z",
            re.I,
        ),
    ),
)
_EACH = "day|week|month|year|hour|minute|night|time|piece|head|person|barrel|share|tonne?|kilo|mile"
_AFTER: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("change", re.compile(r"\s*(?:\w+\s){0,2}?(?:more|fewer|less|higher|lower|up|down)\b", re.I)),
    (
        "rate",
        re.compile(
            rf"\s*(?:\w+\s)?(?:for )?(?:(?:an?|each|every|per) (?:{_EACH})|daily|weekly)\b", re.I
        ),
    ),
    ("part", re.compile(r"\s*(?:\w+ )?of (?:the|them|these|those|its|their|whom|which)\b", re.I)),
)
_RANGE = re.compile(r"\s?[-–]\s?|\s(?:to|or)\s|\s(?P<both>and)\s", re.I)
_PHRASE_END = re.compile(
    rf"[.,;:()!?—–]|\b(?:{'|'.join(sorted(STOP_WORDS - {'more'}))}|since|within|last|this|next)\b",
    re.IGNORECASE,
)
_PHRASE = 4  # words after a figure that may say what it counts
_DONE = re.compile(
    r"\s+(?:(?!(?:and|or|but|as|while|since|when|after|before)\b)[\w’'-]+\s+){1,3}?"
    r"(?:(?:was|were|is|are|(?:has|have|had) been)\s+)?"
    rf"(\w\w+ed|{'|'.join(VERBS)})\b"
)
_LAST_WORD = re.compile(r"(?:(\w+)\s+)?\b([a-z]+)\s+\Z")
_BEFORE_NOUN = frozenset("the a an its their his her this that in of at on by for".split())
_ASIDE = frozenset("with of at by from for in on to".split())
_SAYING = frozenset("say says said put puts report reports reported".split())
MOST = 20  # figures of a sentence
_ENOUGH_MORE = Decimal("1.5")  # times "at least" a figure that still agrees with it

_OF_ONE_SIZE = 10
_LEAST_POUNDS = 100_000  # less may be a weight


@dataclass(frozen=True, slots=True)
class Figure:
    """``low`` to ``high`` of a unit: a currency's ISO code, "%", or "" for anything else.

    ``shown`` is how the text has it, its words for numbers in digits. ``counted`` are the stems of
    the words after it, ``names`` those of them that are names. ``before`` is the text before it,
    ``predicate`` the verb beside it, as in "sent 12 ships" and "12 ships were sent". ``step`` is
    the unit of its last digit, ``coarse`` that of its last digit which is no zero.
    """

    low: Decimal
    high: Decimal
    unit: str
    shown: str
    hedge: Hedge
    role: Role
    counted: frozenset[str]
    names: frozenset[str]
    before: str
    predicate: str
    step: Decimal
    coarse: Decimal

    def agrees(self, other: Figure) -> bool:
        """Whether both can be true of one thing, as "nearly 30,000" and "28,500" can."""
        if self.low <= other.high and other.low <= self.high:
            return True
        lower, higher = sorted((self, other), key=lambda figure: figure.low)
        between = higher.low - lower.high
        if lower.hedge == "at least" and higher.low <= lower.high * _ENOUGH_MORE:
            return True
        if higher.hedge == "at most" and lower.high * _ENOUGH_MORE >= higher.low:
            return True
        return between <= max(self._tolerance(), other._tolerance())

    def comparable(self, other: Figure) -> bool:
        """Whether both are of one size: what is ten times as much is something else."""
        lower, higher = sorted((self.low, other.low))
        return lower > 0 and higher <= _OF_ONE_SIZE * lower

    def same(self, other: Figure) -> bool:
        """Whether both say the same figure."""
        return (self.low, self.high, self.unit) == (other.low, other.high, other.unit)

    def _tolerance(self) -> Decimal:
        return self.coarse if self.hedge else self.step / 2


def figures(sentence: str) -> tuple[Figure, ...]:
    """Give the first figures of a sentence in its order, those of a range as one."""
    text, placed = placed_quantities(sentence)
    found: list[Figure] = []
    skipped = None
    for one, other in pairwise([*placed[:MOST], None]):
        if one is None or one is skipped:
            continue
        joined = other is not None and _is_range(text, one, other)
        last = other if joined and other is not None else one
        skipped = last if joined else None
        found.append(_figure(text, one, last))
    return tuple(found)


def _is_range(text: str, one: PlacedQuantity, other: PlacedQuantity) -> bool:
    link = _RANGE.fullmatch(text, one.end, other.start)
    before = text[: one.start].lower()
    return (
        link is not None
        and one.quantity.value < other.quantity.value
        and one.quantity.unit == other.quantity.unit
        and not before.endswith("from ")
        and (not link["both"] or before.endswith("between "))
    )


def _figure(text: str, first: PlacedQuantity, last: PlacedQuantity) -> Figure:
    before, after = text[: first.start], text[last.end :]
    hedge = _HEDGE.search(before)
    start = hedge.start() if hedge else first.start
    counted, names = _counted(after)
    step, coarse = _steps(text[last.start : last.end], last.quantity.value)
    is_money = last.quantity.value >= _LEAST_POUNDS and "pound" in text[last.start : last.end]
    return Figure(
        low=first.quantity.value,
        high=last.quantity.value,
        unit="GBP" if is_money else last.quantity.unit,
        shown=" ".join(text[start : last.end].split()),
        hedge=_hedge(hedge),
        role=_role(text[:start], after, is_share=last.quantity.unit == "%"),
        counted=counted,
        names=names,
        before=text[:start],
        predicate=_predicate(text[:start], after),
        step=step,
        coarse=coarse,
    )


def _hedge(found: re.Match[str] | None) -> Hedge:
    if not found:
        return ""
    return "at least" if found["least"] else "at most" if found["most"] else "about"


def _role(before: str, after: str, *, is_share: bool) -> Role:
    for role, cue in _ROLES:
        if cue.search(before):
            return role
    found: Role = next((role for role, cue in _AFTER if cue.match(after)), "level")
    return "level" if is_share and found == "part" else found


def _counted(after: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the stems of the words after a figure, to the end of its phrase, and of the names."""
    after = after.replace("U.S.", "US").lstrip("- ")
    end = _PHRASE_END.search(after)
    phrase = after[: end.start() if end else None].split()[:_PHRASE]
    names = [word for word in phrase if word[0].isupper()]
    return frozenset(stems(" ".join(phrase))), frozenset(stems(" ".join(names)))


def _predicate(before: str, after: str) -> str:
    """Give the verb beside a figure; "" if there is another word."""
    last = _LAST_WORD.search(before)
    done = _DONE.match(after)
    if done and not (last and last[2] in _ASIDE):
        return done[1]
    if not last or last[1] in _BEFORE_NOUN or last[2] in _SAYING:
        return ""
    return last[2]


def _steps(shown: str, value: Decimal) -> tuple[Decimal, Decimal]:
    """Give the unit of the last digit as it is written, and of the last one that is no zero."""
    digits = re.search(r"[\d,]+(?:\.\d+)?", shown)
    written = Decimal(digits[0].replace(",", "")) if digits else value
    scale = value / written if written else Decimal(1)
    exponent = written.as_tuple().exponent
    step = abs(scale) * Decimal(10) ** (exponent if isinstance(exponent, int) else 0)
    last = written.normalize().as_tuple().exponent
    coarse = abs(scale) * Decimal(10) ** (last if isinstance(last, int) else 0)
    return step, max(step, coarse)
