"""Sentences weighed as counterparts of a question: how much of its other words each has."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answer import Span
from assistant.language.places import are_kin
from assistant.quantities import PartialDate, Quantity, dates, quantities
from index.types import Passage, Sentence
from index.words import stems

MOST = 12  # sentences that are looked at
_NEARBY = 0.5  # what a word counts that only the sentence's passage or title has
_LEAST_SHARED = 2  # words


class Source:
    """What the passages of one article say, read when first asked for."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its title and passages."""
        return frozenset(stems(self._text))

    @cached_property
    def quantities(self) -> frozenset[Quantity]:
        """The numbers there."""
        return quantities(self._text)

    @cached_property
    def dates(self) -> frozenset[PartialDate]:
        """The days there, and that of its publication."""
        return dates(f"{self._passages[0].published_at[:10]}\n{self._text}")

    @property
    def _text(self) -> str:
        return "\n".join([self._passages[0].title, *(passage.text for passage in self._passages)])


@dataclass(frozen=True)
class Counterpart:
    """A sentence that may say what a question has wrong; ``near`` has the stems around it."""

    passage: Passage
    sentence: Sentence
    source: Source
    own: frozenset[str]
    near: frozenset[str]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.passage, self.sentence.start, self.sentence.end)

    @cached_property
    def quantities(self) -> frozenset[Quantity]:
        """Its numbers."""
        return quantities(self.sentence.text)

    @cached_property
    def dates(self) -> frozenset[PartialDate]:
        """Its days."""
        return dates(self.sentence.text)

    def coverage(self, rest: Mapping[str, float], names: Collection[str]) -> tuple[float, float]:
        """Give the share of some stems that it has itself, 0 of a single one, and with those by."""
        whole = sum(rest.values())
        shared = [w for stem, w in rest.items() if has(self.own, stem, names)]
        own = sum(shared) if len(shared) >= _LEAST_SHARED else 0.0
        near = sum(w for stem, w in rest.items() if has(self.near, stem, names))
        return own / whole, (own + _NEARBY * (near - own)) / whole


def counterparts(passages: Sequence[Passage]) -> list[Counterpart]:
    """Give those whole sentences that have most of the question's words themselves."""
    of_article = {
        article_id: Source([p for p in passages if p.article_id == article_id])
        for article_id in {passage.article_id for passage in passages}
    }
    near: dict[int, frozenset[str]] = {}
    found = []
    for place, sentence in _most_direct(passages):
        passage = passages[place]
        if place not in near:
            near[place] = _stems_of(f"{passage.title}\n{passage.text}")
        own = frozenset(stems(sentence.text))
        source = of_article[passage.article_id]
        found.append(Counterpart(passage, sentence, source, own, near[place]))
    return found


@lru_cache(maxsize=512)  # passages, which are found again by other questions
def _stems_of(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def _most_direct(passages: Sequence[Passage]) -> list[tuple[int, Sentence]]:
    """Give the places of passages and their sentences, in reading order."""
    whole = [
        (passage.relevances[at].direct if passage.relevances else 1.0, place, sentence)
        for place, passage in enumerate(passages)
        for at, sentence in enumerate(passage.sentences)
        if sentence.whole
    ]
    kept = sorted(whole, key=lambda one: -one[0])[:MOST]
    return [(place, s) for _, place, s in sorted(kept, key=lambda one: (one[1], one[2].start))]


def has(found: Collection[str], stem: str, names: Collection[str]) -> bool:
    """Tell whether a stem is among others; a name also where its kin is: Korea, Korean."""
    if stem in found:
        return True
    return stem in names and stem.isalpha() and any(are_kin(stem, other) for other in found)
