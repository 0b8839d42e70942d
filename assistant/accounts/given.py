"""What a sentence gives for an answer: the one figure, day or name in it of the kind asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from assistant.accounts.figures import Figure
from assistant.accounts.matter import Asked
from assistant.accounts.statement import Statement
from assistant.language.alike import alike
from assistant.language.verbs import Carrier, carrier
from assistant.times.ranges import Days

_ANSWERS = 0.8  # of the question's words, in a sentence that names who it was
_SOME_WEEK = re.compile(r"\D*(?:day|week|night|morrow)", re.IGNORECASE)  # "Sunday": but which?
_NO_NAME = re.compile(r"['’]s$|^[A-Z.]+$")  # "Spain's"; "UN" may be the United Nations


@dataclass(frozen=True)
class Given:
    """A sentence with the one thing in it that answers, and how that is shown.

    A name is given by its stems.
    """

    statement: Statement
    shown: str
    thing: Figure | Days | frozenset[str]
    carrier: Carrier | None = None
    """What carries a day."""

    def agrees(self, other: Given) -> bool:
        """Whether both can be true."""
        one, two = self.thing, other.thing
        if isinstance(one, Figure) and isinstance(two, Figure):
            return one.agrees(two)
        if isinstance(one, Days) and isinstance(two, Days):
            return one.within(two) or two.within(one)
        return one == two

    def differs(self, other: Given) -> bool:
        """Whether not both can be true; of days that nobody can tell neither this nor agreement."""
        one, two = self.thing, other.thing
        if isinstance(one, Days) and isinstance(two, Days):
            sure = not any(map(_SOME_WEEK.fullmatch, (self.shown, other.shown)))
            return sure and not one.meets(two)
        return not self.agrees(other)


def pair_given(asked: Asked, one: Statement, other: Statement) -> tuple[Given, Given] | None:
    """Give what each of two sentences answers, if both do; never a place.

    A town and its country do not differ.
    """
    if asked.kind == "place":
        return None
    if asked.kind == "person":
        return _exchanged(asked, one, other)
    find = partial(_day if asked.kind == "date" else given_figure, asked)
    first, second = find(one), find(other)
    return (first, second) if first and second else None


def given_figure(asked: Asked, statement: Statement) -> Given | None:
    """Give the one figure of the kind asked for; None if there is none or no telling which."""
    told = [f for f in statement.figures if f.role in ("level", "change")]
    fit = [f for f in told if _of_kind(asked, f)] or told * (asked.kind == "number")
    fit = [f for f in fit if (f.counted - f.names) & asked.stems] or fit
    return Given(statement, fit[0].shown, fit[0]) if len(fit) == 1 else None


def _of_kind(asked: Asked, figure: Figure) -> bool:
    if asked.kind == "money":
        return figure.unit not in ("", "%")
    if asked.kind == "share":
        return figure.unit == "%"
    return asked.kind == "other" or figure.unit == ""


def _day(asked: Asked, statement: Statement) -> Given | None:
    """Give the one day of a sentence, or of what it says of the matter; None if there are more."""
    found = [
        Given(statement, words, days, _carrier(asked, statement.text, words))
        for words, days, _ in statement.times
    ]
    told = [one for one in found if one.carrier and _is_asked(asked, one.carrier)]
    if len(told) > 1:
        telling = statement.telling(asked.plain)
        told = [one for one in told if one.shown in telling]
    return told[0] if len(told) == 1 else None


def _carrier(asked: Asked, text: str, words: str) -> Carrier:
    start = text.index(words)
    return carrier(text, start, start + len(words), asked.plain)


def _is_asked(asked: Asked, told: Carrier) -> bool:
    """Whether a day is that of what is asked for, by the verb that carries it, or its noun."""
    return bool(({told.verb} if asked.done and told.verb else told.head) & asked.plain)


def _exchanged(asked: Asked, one: Statement, other: Statement) -> tuple[Given, Given] | None:
    """Give the one name that each of two sentences has in the place of the other's."""
    if len(asked.covered(one)) < _ANSWERS * len(asked.stems):
        return None
    own, foreign = _strange(asked, one, other), _strange(asked, other, one)
    if len(own) != 1 or len(foreign) != 1 or any(map(_NO_NAME.search, (*own, *foreign))):
        return None
    if not _beside(one, own[0]) & _beside(other, foreign[0]):
        return None
    return Given(one, own[0], alike(own[0])), Given(other, foreign[0], alike(foreign[0]))


def _strange(asked: Asked, one: Statement, other: Statement) -> list[str]:
    return [name for name in one.names if not alike(name) & (asked.stems | other.stems)]


def _beside(statement: Statement, name: str) -> set[tuple[str, str]]:
    """Give the words before and after a name."""
    before, _, after = statement.matter.replace(f"{name},", f"{name} ").partition(name)
    words = (("before", before.split()[-1:]), ("after", after.split()[:1]))
    return {(side, word[0].lower().strip(",;")) for side, word in words if word}
