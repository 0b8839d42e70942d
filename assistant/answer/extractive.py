"""Answers without a chat model: the sentences of the articles that answer, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import compress, pairwise

from assistant.answer import Draft, Proposal, Span
from assistant.answer.answerable import Signs, least, probability
from assistant.answer.deeds import dating
from assistant.answer.kinds import PLAIN, Kind, holds, wanted
from assistant.language.leaning import is_caption, leans_back
from assistant.question import subject
from index.relevance import Rarity, names, relevance, share, weigh
from index.types import Passage, Relevance, Sentence
from index.words import stems, words

LONGEST_ANSWER = 3  # sentences
NEARLY_AS_GOOD = 2.0  # the most that a sentence told beside the best may be less relevant
CAPTION = 2.0  # how much less relevant a picture's caption is than the same words in the text
RUNNERS_UP = 3  # sentences that the best is compared with
LOOKED_AT = 5.0  # the most that a sentence looked at may be less relevant than the best

# Words that ask for nothing in particular, as in "What did she say about it?"
_TELLING_STEMS = frozenset(
    stems(
        "say said says tell told happen think find found know made make get go come thing people "
        "hi hello hey thank bye"
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart: its stems with weights, those of its names, and the kind asked."""

    text: str
    weights: dict[str, float]
    names: dict[str, float]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer; ``score`` sums up its relevance, higher is better."""

    passage: Passage
    position: int
    score: float

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.passage.sentences[self.position]

    @property
    def relevance(self) -> Relevance:
        """What speaks for it."""
        return self.passage.relevances[self.position]


class ExtractiveAnswerer:
    """Picks the one to three sentences that answer; says nothing when none seems to.

    ``rarity`` gives the inverse document frequency of a stem in the index. Passages need their
    ``relevances``, as a search gives them.
    """

    name = "extractive"

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        """Propose the chosen sentences, word for word, with the probability that they answer."""
        asked = take_apart(subject(question), self._rarity)
        ranked = candidates(asked, passages)
        confidence = probability(signs(asked, ranked)) if ranked else 0.0
        chosen = _choose(_telling(asked, ranked)) if confidence >= least() else []
        return Proposal(map(_draft, _in_order(chosen)), confidence)


def take_apart(question: str, rarity: Rarity) -> Asked:
    """Weigh a question's stems by how rare they are, and tell what kind of thing it asks for."""
    weights = weigh(question, rarity)
    if weights.keys() <= _TELLING_STEMS:
        weights = {}
    named = names(question)
    of_names = {stem: weight for stem, weight in weights.items() if stem in named}
    return Asked(question, weights, of_names, wanted(question))


def candidates(asked: Asked, passages: Sequence[Passage]) -> list[Candidate]:
    """Rank the sentences that may answer, best first; one lacks no number, sum or date asked for.

    A question that names nothing has none. Where a number, sum, share or date is asked
    for, those too far behind the best to be looked at are left out.
    """
    if not asked.weights:
        return []
    found = [
        Candidate(passage, position, score - CAPTION * is_caption(passage.sentences[position].text))
        for passage in passages
        for position, score in enumerate(relevance([*map(astuple, passage.relevances)]).tolist())
        if passage.sentences[position].whole  # a part may say the opposite
    ]
    found.sort(key=lambda candidate: -candidate.score)
    if asked.kind not in PLAIN:
        return found
    known = set(words(asked.text))
    held: list[Candidate] = []
    for one in found:
        if len(held) > RUNNERS_UP and held[0].score - one.score > LOOKED_AT:
            break
        if holds(asked.kind, _fresh(one.sentence.text, known)):
            held.append(one)
    return held


def _telling(asked: Asked, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what dates another deed, where a day is asked for and a sentence gives it."""
    if asked.kind != "date":
        return [*ranked]
    return [*compress(ranked, dating(asked.text, [one.sentence.text for one in ranked]))]


def signs(asked: Asked, ranked: Sequence[Candidate]) -> Signs:
    """Gather what tells whether the best of some candidates answers."""
    best = ranked[0]
    unnamed = 0.0
    if asked.names:
        mentioned = {*stems(best.passage.title), *stems(best.passage.text)}
        unnamed = 1 - share(asked.names, mentioned)
    pairs = set(pairwise(stem for stem in stems(asked.text) if stem in asked.weights))
    told = set(pairwise(stems(best.sentence.text)))
    return Signs(
        best=best.relevance,
        margin=best.score - ranked[: RUNNERS_UP + 1][-1].score,
        phrases=len(pairs & told) / len(pairs) if pairs else 0.0,
        unnamed=unnamed,
    )


def _fresh(sentence: str, known: set[str]) -> str:
    """Leave out what the question says itself, and is no answer; "old" asks for "19-year-old"."""
    said = ((word, _words_in(word)) for word in sentence.split())
    return " ".join(word for word, parts in said if not parts or parts - known)


@lru_cache(maxsize=20_000)
def _words_in(word: str) -> frozenset[str]:
    return frozenset(words(word))


_Chosen = tuple[Passage, Sentence]


def _draft(chosen: _Chosen) -> Draft:
    passage, sentence = chosen
    return Draft.quoting(Span(passage, sentence.start, sentence.end))


def _choose(ranked: Sequence[Candidate]) -> list[_Chosen]:
    """Take the best and those nearly as good, each after the one that it leans on.

    A caption is told only where it is the best.
    """
    chosen: list[_Chosen] = []
    told: set[str] = set()
    for candidate in ranked:
        if ranked[0].score - candidate.score > NEARLY_AS_GOOD:
            break
        if chosen and is_caption(candidate.sentence.text):
            continue
        unit = [s for s in _with_antecedent(candidate) if s.text not in told]
        if len(chosen) + len(unit) <= LONGEST_ANSWER and candidate.sentence in unit:
            chosen += [(candidate.passage, sentence) for sentence in unit]
            told.update(sentence.text for sentence in unit)
    return chosen


def _with_antecedent(candidate: Candidate) -> list[Sentence]:
    if candidate.position and leans_back(candidate.sentence.text):
        before = candidate.passage.sentences[candidate.position - 1]
        return [before, candidate.sentence] if before.whole else [candidate.sentence]
    return [candidate.sentence]


def _in_order(chosen: Sequence[_Chosen]) -> list[_Chosen]:
    """Put the best sentence first, then what follows it in its article, then what is before it.

    Each further article is told likewise, by the best of its own.
    """
    begins: dict[str, int] = {}
    for passage, sentence in chosen:
        begins.setdefault(passage.article_id, sentence.start)
    articles = list(begins)
    return sorted(
        chosen,
        key=lambda c: (
            articles.index(c[0].article_id),
            c[1].start < begins[c[0].article_id],
            c[1].start,
        ),
    )
