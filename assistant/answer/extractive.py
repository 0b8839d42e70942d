"""Answers without a chat model: the sentences of the articles that answer, word for word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Draft, Proposal, Span
from assistant.answer.kinds import PLAIN, Kind, holds, wanted
from assistant.question import subject
from index.embed import Embedder
from index.types import Passage, Sentence
from index.words import stems, words

# The weights and bounds here were set by hand on public question sets: docs/quality.md.
NAME_WEIGHT = 1.5  # of a name or number in the question, beside another word as rare
COMPARED = 12  # sentences whose meaning is compared with the question's
LONGEST_ANSWER = 3  # sentences
LEAST_CONFIDENCE = 1.1  # of the best sentence; without one the articles are said not to answer
SUREST = (-1.0, 3.0)  # the least and the most that a confidence can be
NEARLY_AS_GOOD = 0.8  # of its score and of that confidence, for a sentence to be told beside it

# A sentence that opens like this is not understood without the one before it.
_LEANS_BACK = re.compile(
    r"[“\"‘']?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|Such)\b"
)
# Words by which a question asks, and which its answer need not have.
_ASKING_STEMS = frozenset(stems("many much long year month day date time share percentage number"))
# Words that ask for nothing in particular, as in "What did she say about it?"
_TELLING_STEMS = frozenset(
    stems(
        "say said says tell told happen think find found know make made get go come thing people "
        "hi hello hey thank bye"
    )
)
_WORD = re.compile(r"[\w.'’-]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart: its stems and those of its names with weights, and the kind asked."""

    text: str
    weights: dict[str, float]
    names: dict[str, float]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, and what speaks for it; each feature is between 0 and 1.

    ``direct`` is the share of the question's words that the sentence has, ``nearby`` the share that
    it has with its neighbours and title, ``meaning`` the cosine with the question, ``unnamed`` the
    share of the question's names that its passage and title never mention. ``fits_kind`` tells
    whether it holds the kind of thing asked for, in words that the question does not have.
    """

    passage: Passage
    position: int
    direct: float
    nearby: float
    meaning: float
    unnamed: float
    fits_kind: bool
    rank: int

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.passage.sentences[self.position]

    @property
    def score(self) -> float:
        """How well it answers beside the other candidates; higher is better."""
        return (
            self.direct
            + 0.5 * self.nearby
            + 1.2 * self.meaning
            + 0.15 * self.fits_kind
            + 0.15 / self.rank
        )

    @property
    def confidence(self) -> float:
        """How sure it is that it answers at all, -1 to 3."""
        return self.direct + self.nearby + self.meaning - self.unnamed


class ExtractiveAnswerer:
    """Picks the one to three sentences that answer; says nothing when none seems to.

    ``rarity`` gives the inverse document frequency of a stem in the index.
    """

    name = "extractive"

    def __init__(self, embedder: Embedder, rarity: Callable[[str], float]) -> None:
        self._embedder = embedder
        self._rarity = rarity

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        """Propose the chosen sentences, word for word; as sure as the surest that may answer is."""
        asked = take_apart(subject(question), self._rarity)
        ranked = sorted(self.candidates(asked, passages), key=lambda c: -c.score)
        surest = max((c.confidence for c in ranked), default=SUREST[0])
        low, high = SUREST
        confidence = min((surest - low) / (high - low), 1.0)  # a cosine may be a hair above 1
        return Proposal(map(_draft, _in_reading_order(_choose(ranked))), confidence)

    def candidates(self, asked: Asked, passages: Sequence[Passage]) -> list[Candidate]:
        """Weigh the sentences that may answer, of passages that come best first.

        The meaning of those that speak least for themselves by their words is not compared.
        """
        found = [c for rank, p in enumerate(passages, 1) for c in _weigh(asked, p, rank)]
        best = sorted(found, key=lambda c: -c.score)[:COMPARED]
        if not best:
            return []
        about = self._embedder.encode_query(asked.text)
        cosines = self._embedder.encode_document([c.sentence.text for c in best]) @ about
        return [replace(c, meaning=max(float(x), 0.0)) for c, x in zip(best, cosines, strict=True)]


def take_apart(question: str, rarity: Callable[[str], float]) -> Asked:
    """Weigh a question's stems by how rare they are, and tell what kind of thing it asks for."""
    named = {
        stem
        for word in _WORD.findall(question)[1:]
        if word[0].isupper() or word[0].isdigit()
        for stem in stems(word)
    }
    weights = {
        stem: rarity(stem) * (NAME_WEIGHT if stem in named else 1.0)
        for stem in stems(question)
        if stem not in _ASKING_STEMS
    }
    if weights.keys() <= _TELLING_STEMS:
        weights = {}
    names = {stem: weight for stem, weight in weights.items() if stem in named}
    return Asked(question, weights, names, wanted(question))


def share(weights: Mapping[str, float], found: set[str]) -> float:
    """Give the share of the whole weight that the found stems have, 0 to 1; 0 of nothing."""
    whole = sum(weights.values())
    return sum(w for stem, w in weights.items() if stem in found) / whole if whole else 0.0


def _weigh(asked: Asked, passage: Passage, rank: int) -> Iterator[Candidate]:
    title = set(stems(passage.title))
    found = [set(stems(sentence.text)) for sentence in passage.sentences]
    known = set(words(asked.text))
    unnamed = 1 - share(asked.names, title.union(*found)) if asked.names else 0.0
    for position, sentence in enumerate(passage.sentences):
        if not sentence.whole:  # a part may say the opposite
            continue
        around = title.union(*found[max(position - 1, 0) : position + 2])
        fresh = " ".join(w for w in sentence.text.split() if not known & set(words(w)))
        fits_kind = holds(asked.kind, fresh)
        if not fits_kind and asked.kind in PLAIN:
            continue
        yield Candidate(
            passage=passage,
            position=position,
            direct=share(asked.weights, found[position]),
            nearby=share(asked.weights, around),
            meaning=0.0,
            unnamed=unnamed,
            fits_kind=fits_kind,
            rank=rank,
        )


_Chosen = tuple[Passage, Sentence]


def _draft(chosen: _Chosen) -> Draft:
    passage, sentence = chosen
    span = Span(passage, sentence.start, sentence.end)
    return Draft(" ".join(sentence.text.split()), (span,))


def _choose(ranked: Sequence[Candidate]) -> list[_Chosen]:
    """Take the best that is sure and those nearly as good, each after the one that it leans on."""
    best = next((c for c in ranked if c.confidence >= LEAST_CONFIDENCE), None)
    if best is None:
        return []
    chosen: list[_Chosen] = []
    told: set[str] = set()
    for candidate in (best, *(c for c in ranked if c is not best and _is_nearly_as_good(c, best))):
        unit = [s for s in _with_antecedent(candidate) if s.text not in told]
        if len(chosen) + len(unit) <= LONGEST_ANSWER and candidate.sentence in unit:
            chosen += [(candidate.passage, sentence) for sentence in unit]
            told.update(sentence.text for sentence in unit)
    return chosen


def _is_nearly_as_good(candidate: Candidate, best: Candidate) -> bool:
    return (
        candidate.score >= NEARLY_AS_GOOD * best.score
        and candidate.confidence >= NEARLY_AS_GOOD * LEAST_CONFIDENCE
    )


def _with_antecedent(candidate: Candidate) -> list[Sentence]:
    if candidate.position and _LEANS_BACK.match(candidate.sentence.text):
        before = candidate.passage.sentences[candidate.position - 1]
        return [before, candidate.sentence] if before.whole else [candidate.sentence]
    return [candidate.sentence]


def _in_reading_order(chosen: Sequence[_Chosen]) -> list[_Chosen]:
    """Put the article of the best sentence first, and each article's sentences in its own order."""
    articles = list(dict.fromkeys(passage.article_id for passage, _ in chosen))
    return sorted(chosen, key=lambda c: (articles.index(c[0].article_id), c[1].start))
