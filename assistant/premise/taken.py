"""The things that a question takes for granted, and whether a sentence bears each out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from assistant.language.calendar import MONTHS
from assistant.language.irregular import VERBS, past
from assistant.language.numbers import SPELLED
from assistant.language.opposites import CONVERSES, DEEDS, likes_of, opposites_of
from assistant.premise.counterpart import Counterpart, has
from assistant.premise.sayings import Saying, sayings
from assistant.quantities import PartialDate, Quantity, agrees, dates, quantities
from index.words import stems

Kind = Literal["verb", "number", "date", "name"]
Stance = Literal["for", "against", "neither"]

_CLOSE = Decimal("0.1")  # the share of the greater by which roundings of one number differ
_BEHIND = 80  # characters behind a number in which what it counts is looked for
_NOUNS = 3  # words after a number, of which one is what it counts
_BEFORE_NOUN = frozenset("the a an this that these those his her its their of".split())
_DOES = "did|does|do|will|would|can|could|may|might|must|shall|should"
# What makes the next word a noun: "Trump's travel", but not "Did the state ban travel?".
_PHRASE = re.compile(
    rf"(?P<does>\b(?:{_DOES})\s+)?(?:\b(?:{'|'.join(sorted(_BEFORE_NOUN))})|[\w.-]+['’]s)\s+"
    rf"(?:(?!(?:to|{_DOES})\b)[a-z][\w-]*\s+){{1,2}}\Z"
)
_ASKS = re.compile(r"\b(?:who(?:m|se)?|what|which|when|where|why|how)\b", re.IGNORECASE)
MANNER = re.compile(r"\b(?:when|where|why|how)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,’'.] )[A-Z][\w’-]*(?:(?::| of(?: the)?)? [A-Z][\w’-]*)*")
_DEEDS = DEEDS + CONVERSES
_SPELLED = SPELLED.keys() - {"one"}
_NUMBER = re.compile(
    r"(?:[$€£¥]\s?)?\d(?:[\d,.]*\d)?(?:\s(?:thousand|million|billion|trillion))?"
    rf"(?:\s?%|\sper\s?cent\b)?|\b(?:{'|'.join(sorted(_SPELLED))})\b",
    re.IGNORECASE,
)


class Taken(Protocol):
    """One thing taken for granted; ``assumed`` says it after "The articles do not say …"."""

    @property
    def kind(self) -> Kind:
        """What kind of thing it is."""
        ...

    @property
    def assumed(self) -> str:
        """What the articles do not say."""
        ...

    def leaves(self, stem: str) -> bool:
        """Tell whether a stem of the question belongs to the rest, which a sentence must have."""
        ...

    def stance(self, counterpart: Counterpart) -> Stance:
        """Tell whether a sentence bears it out, or has another in its place."""
        ...


@dataclass(frozen=True, slots=True)
class TakenVerb:
    """That something was done, or was not."""

    question: str
    saying: Saying
    opposites: frozenset[str]
    kind: Kind = "verb"

    @property
    def assumed(self) -> str:
        """A clause, where it is plain how to make one of the question."""
        verb = self._verb
        before, rest = self.question[: verb.start()], self.question[verb.start() :].rstrip(" ?.")
        asked = re.fullmatch(
            r"(?P<manner>why|when|where|how) "
            r"(?P<be>is|are|was|were|do|does|did|has|have|had|will|would) "
            r"(?P<subject>(?:(?!that\b|would\b|will\b|not\b|to\b)\S+ ){1,6})(?P<denies>not )?",
            before,
            re.IGNORECASE,
        )
        if asked and not (asked["be"].lower() == "did" and _is_inflected(verb[0])):
            manner = asked["manner"].lower()
            said = "that" if manner == "why" else manner
            subject, denies = asked["subject"], asked["denies"] or ""
            if asked["be"].lower() != "did" or denies:
                return f"{said} {subject}{asked['be'].lower()} {denies}{rest}"
            return f"{said} {subject}{past(verb[0])}{rest[len(verb[0]) :]}"
        return f"that anyone {rest}" if before.lower() == "who " else f'"{verb.group()}" here'

    @property
    def is_noun(self) -> bool:
        """Whether it is none after all, as in "the travel ban"."""
        phrase = _PHRASE.search(self.question, 0, self._verb.start())
        plain = self._verb[0].lower() == self.saying.form
        return plain and phrase is not None and not phrase["does"]

    @property
    def _verb(self) -> re.Match[str]:
        found = re.finditer(r"\w+", self.question)
        return next(word for word in found if self.saying.stem in stems(word.group()))

    def leaves(self, stem: str) -> bool:
        """All but the verb."""
        return stem != self.saying.stem

    def stance(self, counterpart: Counterpart) -> Stance:
        """Take an opposite as speaking against it, and the same denied."""
        alike = likes_of(self.saying.form, _DEEDS)
        against = False
        for one in sayings(counterpart.sentence.text):
            same, other = one.form in alike, one.form in self.opposites
            if (same or other) and same == (one.denied == self.saying.denied):
                return "for"
            against = against or same or other
        return "against" if against else "neither"


@dataclass(frozen=True, slots=True)
class TakenNumber:
    """That there are so many of something."""

    quantity: Quantity
    text: str
    nouns: tuple[str, ...]
    kind: Kind = "number"

    @property
    def assumed(self) -> str:
        """The number as the question has it."""
        return f'"{self.text}" here'

    def leaves(self, stem: str) -> bool:
        """All but numbers."""
        return not stem[0].isdigit() and stem not in _SPELLED

    def stance(self, counterpart: Counterpart) -> Stance:
        """Take another number of the same unit, or of the same thing, as speaking against it."""
        if any(_near(given, self.quantity) for given in counterpart.quantities):
            return "for"
        if not any(given.unit == self.quantity.unit for given in counterpart.quantities):
            return "neither"
        same = self.quantity.unit or any(noun in counterpart.own for noun in self.nouns)
        known = any(given.value == self.quantity.value for given in counterpart.source.quantities)
        return "against" if same and not known else "neither"


@dataclass(frozen=True, slots=True)
class TakenDay:
    """That it was in that year, month or day."""

    day: PartialDate
    kind: Kind = "date"

    @property
    def assumed(self) -> str:
        """The day, the month by its name."""
        month = self.day.month and MONTHS[self.day.month - 1]
        return f"this of {' '.join(str(p) for p in (self.day.day, month, self.day.year) if p)}"

    def leaves(self, stem: str) -> bool:
        """All but numbers and months."""
        return not stem[0].isdigit() and not dates(f"{stem} 1")

    def stance(self, counterpart: Counterpart) -> Stance:
        """Take another date as speaking against it, where the article lacks this one."""
        if any(agrees(self.day, given) for given in counterpart.source.dates):
            return "for"
        return "against" if any(self._as_exact(given) for given in counterpart.dates) else "neither"

    def _as_exact(self, given: PartialDate) -> bool:
        pairs = (
            (self.day.year, given.year),
            (self.day.month, given.month),
            (self.day.day, given.day),
        )
        return all(wanted is None or found is not None for wanted, found in pairs)


@dataclass(frozen=True, slots=True)
class TakenName:
    """That it was this person, place or body."""

    name: str
    asked: frozenset[str]
    kind: Kind = "name"

    @property
    def assumed(self) -> str:
        """The name."""
        return f"this of {self.name}"

    def leaves(self, stem: str) -> bool:
        """All but the name."""
        return stem not in stems(self.name)

    def is_in(self, found: frozenset[str]) -> bool:
        """Tell whether its last word, or its initials, are among stems."""
        last = stems(self.name)[-1]
        initials = "".join(word[0] for word in self.name.lower().split())
        return has(found, last, {last}) or bool(found & {initials, f"{initials}."})

    def stance(self, counterpart: Counterpart) -> Stance:
        """Take a name not asked about as speaking against it, where the article lacks this one."""
        if self.is_in(counterpart.source.stems):
            return "for"
        others = {stem for name in _names(f". {counterpart.sentence.text}") for stem in stems(name)}
        return "against" if others - self.asked else "neither"


def taken(question: str) -> Iterator[Taken]:
    """Yield what a question takes for granted; nothing of one that only asks whether."""
    if not _ASKS.search(question):
        return
    manner = bool(MANNER.search(question))
    for saying in sayings(question):
        opposites = opposites_of(saying.form, _DEEDS if manner else DEEDS)
        if opposites and saying.before and saying.before not in _BEFORE_NOUN:
            verb = TakenVerb(question, saying, opposites)
            if not verb.is_noun:
                yield verb
    yield from _numbers(question)
    yield from map(TakenDay, dates(question))
    for name in _names(question):
        if stems(name) and name not in MONTHS and not name.split()[-1].isupper():
            yield TakenName(name, frozenset(stems(question)))


def _is_inflected(verb: str) -> bool:
    """Whether a word after "did" is no infinitive, so that the verb is another."""
    return verb in VERBS or verb.endswith(("ed", "ing")) or re.search(r"[^s]s$", verb) is not None


def _names(text: str) -> list[str]:
    return [re.sub(r"['’]s$", "", found.group()) for found in _NAME.finditer(text)]


def _numbers(question: str) -> Iterator[TakenNumber]:
    """Yield the numbers that count something, not those of a name, as in "Pixel 6"."""
    counted = quantities(question)
    for number in _NUMBER.finditer(question):
        before = question[: number.start()].split()[1:]
        if before and before[-1][0].isupper():
            continue
        after = question[number.end() : number.end() + _BEHIND]
        unit = re.match(r"[\s-]*\w*", after)
        for quantity in quantities(f"{number.group()}{unit.group() if unit else ''}") & counted:
            yield TakenNumber(quantity, number.group(), tuple(stems(after)[:_NOUNS]))


def _near(one: Quantity, other: Quantity) -> bool:
    return abs(one.value - other.value) <= _CLOSE * max(abs(one.value), abs(other.value))
