"""Whether two sentences tell of one matter: the same subject, at the same time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from assistant.accounts.statement import Statement, names
from assistant.answer.kinds import Kind, wanted
from assistant.language.alike import alike
from assistant.language.verbs import has_verb
from assistant.question import subject
from index.words import stems

SOON = timedelta(days=31)
"""How far apart the days that two reports name may be for these to tell of one event."""
SEASON = timedelta(days=92)
YEAR = timedelta(days=366)
COVERED = 0.75  # of the question's words that one has, to be had by the other
MENTIONS = 0.6  # likewise, for an article to be about it at all
_HALF = 0.5  # of the question's words, in a sentence that answers it
_MOST = 60  # sentences that are looked at closely

# Words by which a question asks, and which its answer need not have.
_ASKING = frozenset(
    stems(
        "many much long year month day date time share percentage number say said says tell did do"
    )
)


_IN_SEASON = re.compile(
    r"\b(?:this|last|next|past) (?:spring|summer|autumn|fall|winter|season|term|quarter)\b", re.I
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True)
class Asked:
    """A question: the stems it is about, those of its names, and the kind of thing it asks for."""

    stems: frozenset[str]
    names: frozenset[str]
    kind: Kind
    done: bool = True
    """Whether it asks for something done, "When was it signed?", not "When is the vote?"."""

    @classmethod
    def of(cls, question: str) -> Asked:
        """Take a question apart."""
        about = subject(question)
        asking, *_ = about.split(maxsplit=1) or [""]
        named = alike(" ".join(names(about.removeprefix(asking))))
        return cls(alike(about) - _ASKING, named, wanted(about), has_verb(about))

    @property
    def plain(self) -> frozenset[str]:
        """The stems that are no names."""
        return self.stems - self.names

    def is_answered(self, statement: Statement) -> bool:
        """Whether a sentence has half of the question's words, and no years but others than its."""
        if len(self.covered(statement)) < _HALF * len(self.stems):
            return False
        years = {stem for stem in statement.stems if _YEAR.fullmatch(stem)}
        asked = {stem for stem in self.stems if _YEAR.fullmatch(stem)}
        return not asked or not years or bool(asked & years)

    def covered(self, statement: Statement) -> frozenset[str]:
        """Give the question's stems that a sentence has."""
        return self.stems & statement.stems


def others(asked: Asked, best: Statement, sentences: Sequence[Statement]) -> list[Statement]:
    """Give the sentences of other articles that tell of what the best one answers, best first."""
    has = asked.covered(best)
    found = [
        (len(has & asked.covered(other)), other)
        for other in sentences
        if other.passage.article_id != best.passage.article_id
    ]
    found.sort(key=lambda pair: -pair[0])
    telling = (one for count, one in found if count and count >= MENTIONS * len(has))
    return [one for one in islice(telling, _MOST) if asked.is_answered(one)]


def same_subject(asked: Asked, one: Statement, other: Statement) -> bool:
    """Whether both have the question's words and names, and no names that set them apart."""
    has, had = asked.covered(one), asked.covered(other)
    if len(had & has) < COVERED * len(has) or any(s[0].isdigit() for s in has - had):
        return False
    if one.ordinals and other.ordinals and one.ordinals.isdisjoint(other.ordinals):
        return False
    foreign = other.named - asked.names - one.stems
    own = one.named - asked.names - other.stems
    if (has & asked.names) - other.stems:
        around = alike(f"{other.passage.title} {other.passage.text}")
        return not foreign and (has & asked.names) <= around
    return not (foreign and own) and not set_apart(one, other)


def set_apart(one: Statement, other: Statement) -> bool:
    """Whether one preposition is followed by one thing here and by another there."""
    return any(
        not (here & other.stems or there & one.stems)
        for word, here in one.adjuncts.items()
        if here and (there := other.adjuncts.get(word))
    )


def same_time(one: Statement, other: Statement, similar: float) -> bool:
    """Whether they may speak of one time; ``similar`` is the share that they have in common."""
    far = one.day and other.day and abs(one.day - other.day) > SEASON
    if far and (_IN_SEASON.search(one.text) or _IN_SEASON.search(other.text)):
        return False
    if one.times and other.times:
        return any(
            a.meets(b) or (len(a) == len(b) == 1 and abs(a.first - b.first) <= SOON)
            for _, a, _ in one.times
            for _, b, _ in other.times
        )
    if not one.times and not other.times:
        if one.day is None or other.day is None:
            return True
        return abs(one.day - other.day) <= YEAR or similar >= COVERED
    dated, day = (one, other.day) if one.times else (other, one.day)
    if day is None:
        return similar >= COVERED
    return any(days.first - SOON <= day <= days.last + SEASON for _, days, _ in dated.times)
