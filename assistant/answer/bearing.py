"""Finding the sentences of some passages that bear a drafted one: found, never made up.

A sentence is scored by the share of the draft's words that it has, each weighed by how rare it is
among the passages, names more and figures most; by what its title and the sentences before it
have of the rest; and by meaning. ``python -m tests.benchmarks.bearing`` tells how well that does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log
from typing import TYPE_CHECKING

from assistant.answer import Span
from assistant.hostile import plainly, shown_to_model
from assistant.language.numbers import SCALES
from assistant.quantities import dates, missing_dates, missing_quantities, quantities
from index.relevance import share, weigh
from index.types import Passage, Sentence
from index.words import stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_BY_WORDS = 0.2  # score, from 0 to 1, below which a sentence does not bear another
LEAST = 0.6  # the same with meaning, from -1 to 2
CLEARLY = 0.15  # how much higher a score has to be for another sentence to be preferred
MORE = 0.5  # how much higher that of a clause has to be for another sentence to join
FIGURE = 3.0  # weight of a number, sum, share or date, beside the mean of the words
ALIKE = 0.5  # cosine from which a sentence says the same in other words
AROUND = 0.5  # what a word counts that only the title or the sentences before have
BEFORE = 2  # sentences
MOST = 4  # sentences that bear one together
_CLAUSE = 3  # stems that a part of a sentence needs to be looked for by itself
_MOST_CLAUSES = 8  # that are looked for by themselves; what follows stays with the last
_SCALES = frozenset(stems(" ".join((*SCALES, "percent", "dollar"))))
_LONGEST_TITLE = 80  # characters by which a passage is called in a warning
_NONE: frozenset[str] = frozenset()
_JOINT = re.compile(r"(?:[,;:]\s+)?\b(?:and|but|while|whereas|although|though|because)\s+|[,;:]\s+")

Encode = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""Texts to vectors of length 1, shape ``(n, dim)``."""


@dataclass(frozen=True, slots=True)
class Borne:
    """The spans that bear a sentence, and those of its numbers whose passage does not."""

    spans: tuple[Span, ...]
    unfit: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence of the passage of a number, its stems, and those of its title and before it."""

    number: int
    passage: Passage
    sentence: Sentence
    has: frozenset[str]
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A text, its figures, and by line which of these it gives and how well it bears the text."""

    figures: frozenset[str]
    given: Sequence[frozenset[str]]
    scores: Sequence[float]


class Evidence:
    """Passages, numbered from 1, that can be asked which of their sentences bear a text.

    ``titles`` are what they are called to users. ``encode`` adds meaning to words; it is called
    when first needed.
    """

    def __init__(self, passages: Sequence[Passage], encode: Encode | None = None) -> None:
        self.titles = [plainly(p.name)[:_LONGEST_TITLE] for p in passages]
        self._lines = [line for n, passage in enumerate(passages, 1) for line in _lines(n, passage)]
        self._counts = Counter(chain.from_iterable(line.has for line in self._lines))
        self._encode = encode
        self._least = LEAST if encode else LEAST_BY_WORDS

    def bearing(self, text: str, numbers: Sequence[int] = ()) -> Borne:
        """Find the fewest sentences that bear a text, in the passages it cites if these do.

        Another joins the best for a clause that it bears clearly better, or for a figure.
        """
        if not self._lines:
            return Borne((), tuple(numbers))
        claim = self._claim(text)
        chosen = self._of_passages(claim, numbers)
        if chosen:
            clauses = [self._claim(clause) for clause in _clauses(text)]
            chosen += self._of_clauses(clauses, chosen, numbers)
            chosen += _of_figures(clauses or [claim], chosen)
        lines = [self._lines[place] for place in sorted([*dict.fromkeys(chosen)][:MOST])]
        cited = {line.number for line in lines}
        return Borne(_spans(lines), tuple(n for n in numbers if n not in cited))

    def _of_passages(self, claim: _Claim, numbers: Iterable[int]) -> list[int]:
        """Choose the best line of each passage cited, or that of all if it is clearly better."""
        best = _best(claim.scores, range(len(self._lines)))
        if claim.scores[best] < self._least:
            return []
        near = max(self._least, claim.scores[best] - CLEARLY)
        cited = [
            _best(claim.scores, places)
            for number in numbers
            if (places := [at for at, line in enumerate(self._lines) if line.number == number])
        ]
        return [place for place in cited if claim.scores[place] >= near] or [best]

    def _of_clauses(
        self, clauses: Iterable[_Claim], chosen: Sequence[int], numbers: Sequence[int]
    ) -> Iterator[int]:
        """Choose a line for each clause that it bears clearly better than those chosen."""
        known = list(chosen)
        for clause in clauses:
            for best in self._of_passages(clause, numbers)[:1]:
                if clause.scores[best] > max(clause.scores[place] for place in known) + MORE:
                    known.append(best)
                    yield best

    def _claim(self, text: str) -> _Claim:
        figures = _figures(text)
        words = weigh(text, self._rarity)
        if figures:
            words = {
                stem: w
                for stem, w in words.items()
                if stem not in _SCALES and not stem[0].isdigit()
            }
        cosines = [0.0] * len(self._lines)
        if self._encode:
            cosines = (self._meanings @ self._encode([text])[0]).tolist()
        given = [
            self._given(text, place, figures) if self._is_about(words, place, cosine) else _NONE
            for place, cosine in enumerate(cosines)
        ]
        mean = sum(words.values()) / len(words) if words else 1.0
        weights = words | dict.fromkeys(figures, FIGURE * mean)
        scores = [
            share(weights, line.has | gives)
            + AROUND * share(weights, line.around - line.has)
            + cosine
            for line, gives, cosine in zip(self._lines, given, cosines, strict=True)
        ]
        return _Claim(figures, given, scores)

    def _is_about(self, words: Mapping[str, float], place: int, cosine: float) -> bool:
        """Tell whether a line says more of a text than its figures, so that these are the same."""
        line = self._lines[place]
        return not words or cosine >= ALIKE or not words.keys().isdisjoint(line.has | line.around)

    def _given(self, text: str, place: int, figures: frozenset[str]) -> frozenset[str]:
        if not figures or not self._has_figures[place]:
            return _NONE
        return figures - _missing(text, self._lines[place].sentence.text)

    def _rarity(self, stem: str) -> float:
        return log(1 + len(self._lines) / (self._counts[stem] + 0.5))

    @cached_property
    def _has_figures(self) -> list[bool]:
        return [bool(_figures(line.sentence.text)) for line in self._lines]

    @cached_property
    def _meanings(self) -> NDArray[np.float32]:
        if self._encode is None:
            raise AssertionError("meaning needs an encoder")
        return self._encode([line.sentence.text for line in self._lines])


def _lines(number: int, passage: Passage) -> Iterator[_Line]:
    sentences = passage.sentences or (Sentence(passage.start, passage.end, passage.text),)
    stemmed = [frozenset(stems(sentence.text)) for sentence in sentences]
    title = frozenset(stems(shown_to_model(passage.title)))
    for place, sentence in enumerate(sentences):
        around = title.union(*stemmed[max(0, place - BEFORE) : place])
        yield _Line(number, passage, sentence, stemmed[place], around)


def _of_figures(claims: Iterable[_Claim], chosen: Sequence[int]) -> Iterator[int]:
    """Choose lines for the figures that those chosen lack."""
    known = list(chosen)
    for claim in claims:
        lacking = claim.figures.difference(*(claim.given[place] for place in known))
        while any(gains := [len(lacking & given) for given in claim.given]):
            ranked = [*zip(gains, claim.scores, strict=True)]
            best = max(range(len(ranked)), key=ranked.__getitem__)
            lacking -= claim.given[best]
            known.append(best)
            yield best


def _best(scores: Sequence[float], places: Iterable[int]) -> int:
    return max(places, key=scores.__getitem__)


def _clauses(text: str) -> list[str]:
    """Cut a text where clauses or items may be joined, each long enough; one that has none: []."""
    clauses: list[str] = []
    start = 0
    for joint in _JOINT.finditer(text):
        parts = (text[start : joint.start()], text[joint.end() :])
        if len(clauses) < _MOST_CLAUSES and all(len(set(stems(part))) >= _CLAUSE for part in parts):
            clauses.append(parts[0])
            start = joint.end()
    return [*clauses, text[start:]] if clauses else []


def _figures(text: str) -> frozenset[str]:
    return frozenset(map(str, (*quantities(text), *dates(text))))


def _missing(text: str, source: str) -> frozenset[str]:
    return frozenset(map(str, (*missing_quantities(text, source), *missing_dates(text, source))))


def _spans(lines: Iterable[_Line]) -> tuple[Span, ...]:
    """Give the spans of lines, the same characters of an article once."""
    spans: dict[tuple[str, int], Span] = {}
    for line in lines:
        span = Span(line.passage, line.sentence.start, line.sentence.end)
        spans.setdefault((line.passage.article_id, span.start), span)
    return tuple(spans.values())
