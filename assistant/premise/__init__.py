"""What a question takes for granted, and the sentence of the articles that says otherwise.

"Why did Seoul reject the 3.5 % target?" presupposes that Seoul rejected it. Where a sentence has
all the rest of the question and the opposite verb, another number, day or name, and no sentence as
near bears the question out, that sentence corrects it. What has no such counterpart is no mismatch:
whether the articles answer then is for the answerer to say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.answer import Draft, Span
from assistant.premise.counterpart import Counterpart, counterparts
from assistant.premise.taken import MANNER, Kind, Taken, TakenName, taken
from index.relevance import Rarity, names, weigh
from index.types import Passage
from index.words import stems

__all__ = ["Kind", "Mismatch", "mismatch"]


@dataclass(frozen=True, slots=True)
class _Least:
    """The shares of the rest of the question, by weight, that a sentence must have to correct it.

    ``own`` itself, ``all`` with what is around it, ``more`` above the best that bears it out.
    """

    own: float
    all: float
    more: float


_LEAST: Mapping[Kind, _Least] = {
    "verb": _Least(0.3, 0.5, 0.1),
    "number": _Least(0.4, 0.5, 0.1),
    "date": _Least(0.5, 0.6, 0.1),
    "name": _Least(0.5, 0.7, 0.2),
}
_LEAST_OF_WHAT = 0.7  # own, for a name in "What does Kim say?", which may be said in other words
_LEAST_WORDS = 2
_MOST = 8  # things taken for granted that are looked at
_UNKNOWN = 0.5  # what a word counts that no article has: it tells no sentence from another
_NO_STEM = ""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What the articles do not say, and the span of the sentence that they say instead."""

    kind: Kind
    assumed: str
    span: Span

    @property
    def note(self) -> str:
        """What is said beside that sentence."""
        return f"The articles do not say {self.assumed}."

    @property
    def draft(self) -> Draft:
        """That sentence, word for word."""
        return Draft.quoting(self.span)


def mismatch(
    question: str, passages: Sequence[Passage], rarity: Rarity, told: Collection[Span] = ()
) -> Mismatch | None:
    """Find the sentence that corrects what a question takes for granted, if a passage has one.

    ``told`` are the spans of the answer that is otherwise given: what they say of the name or day
    in question stands.
    """
    presumed = tuple(islice(taken(question), _MOST))
    if not presumed:
        return None
    sentences = counterparts(passages)
    answer = [counterpart for counterpart in sentences if counterpart.span in told]
    named = names(question)
    rarest = rarity(_NO_STEM)
    weights = {
        stem: weight * (_UNKNOWN if rarity(stem) >= rarest else 1.0)
        for stem, weight in weigh(question, rarity).items()
    }
    best: tuple[float, Mismatch] | None = None
    for one in presumed:
        rest = {stem: weight for stem, weight in weights.items() if one.leaves(stem)}
        if len(rest) < _LEAST_WORDS or _is_told(one, answer):
            continue
        found = _counterpart(one, _least_of(one, question), rest, named, sentences)
        if isinstance(one, TakenName) and found:
            found = None if _is_told_of(one, rest.keys() - named, passages) else found
        if found and (best is None or found[0] > best[0]):
            best = found[0], Mismatch(one.kind, one.assumed, found[1].span)
    return best[1] if best else None


def _is_told(one: Taken, answer: Sequence[Counterpart]) -> bool:
    return one.kind in ("name", "date") and any(one.stance(each) == "for" for each in answer)


def _is_told_of(one: TakenName, rest: Collection[str], passages: Sequence[Passage]) -> bool:
    """Tell whether a sentence of any article says something of a name that the question asks."""
    return any(
        one.is_in(said) and not said.isdisjoint(rest)
        for passage in passages
        for sentence in passage.sentences
        if (said := frozenset(stems(sentence.text)))
    )


def _least_of(one: Taken, question: str) -> _Least:
    least = _LEAST[one.kind]
    if one.kind == "name" and not MANNER.search(question):
        return _Least(_LEAST_OF_WHAT, least.all, least.more)
    return least


def _counterpart(
    one: Taken,
    least: _Least,
    rest: Mapping[str, float],
    named: set[str],
    sentences: Sequence[Counterpart],
) -> tuple[float, Counterpart] | None:
    """Give the sentence that has most of the rest and another thing in its place, with how much.

    One that bears the question out, and has about as much of the rest, leaves none.
    """
    shares = [(counterpart, *counterpart.coverage(rest, named)) for counterpart in sentences]
    shares.sort(key=lambda share: -share[2])
    found: tuple[float, Counterpart] | None = None
    for counterpart, own, around in shares:
        if around < (found[0] if found else least.all) - least.more:
            break
        stance = one.stance(counterpart)
        if stance == "for":
            return None
        if stance == "against" and not found and own >= least.own and around >= least.all:
            found = around, counterpart
    return found
