"""A claim made from an article, the sentences that it cites, and what its maker knows of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer import Draft, Span
from index.sentences import split
from index.types import Article, Passage, Sentence

LONGEST_PASSAGE = 1_200  # characters, as a search gives them
FEWEST_WORDS, MOST_WORDS = 7, 45  # of a sentence that claims are made of


@dataclass(frozen=True)
class Claim:
    """A text with the spans that it cites; a kind of faithful claim, or of fault."""

    kind: str
    faithful: bool
    text: str
    spans: tuple[Span, ...]

    @property
    def draft(self) -> Draft:
        """The claim as a checker sees it."""
        return Draft(self.text, self.spans)


@dataclass(frozen=True)
class Read:
    """An article and its sentences, each with the passage that it stands in."""

    article: Article
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, article: Article) -> Read:
        """Split an article as an index would, more or less."""
        sentences = split(article.text)
        passages: list[Passage] = []
        run: list[Sentence] = []
        for at, sentence in enumerate(sentences):
            run.append(sentence)
            last = at + 1 == len(sentences)
            if last or sentences[at + 1].end - run[0].start > LONGEST_PASSAGE:
                passage = Passage.of(article, run[0].start, run[-1].end)
                passages += [passage] * len(run)
                run = []
        return cls(article, tuple(sentences), tuple(passages))

    def telling(self) -> Iterator[tuple[int, str]]:
        """Give the sentences that claims are made of: their place and text on one line."""
        for at, sentence in enumerate(self.sentences):
            plain = " ".join(sentence.text.split())
            if (
                FEWEST_WORDS <= len(plain.split()) <= MOST_WORDS
                and re.match(r"[A-Z“\"]", plain)
                and re.search(r"[.”\"]$", plain)
            ):
                yield at, plain

    def neighbours(self) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
        """Give pairs of such sentences that follow each other in one passage."""
        for first, second in pairwise(self.telling()):
            if second[0] == first[0] + 1 and self.passages[first[0]] is self.passages[second[0]]:
                yield first, second

    def span(self, at: int) -> Span:
        """Give the span of a sentence."""
        sentence = self.sentences[at]
        return Span(self.passages[at], sentence.start, sentence.end)

    def claim(self, kind: str, text: str, *cited: int, faithful: bool) -> Claim:
        """Make a claim that cites the sentences at these places."""
        return Claim(kind, faithful, text, tuple(self.span(at) for at in cited))


def spans_of(article: Article, quotes: Sequence[str]) -> tuple[Span, ...]:
    """Give the spans of quotes in the whole of their article."""
    whole = Passage.of(article)
    starts = [(article.text.index(quote), len(quote)) for quote in quotes]
    return tuple(Span(whole, start, start + length) for start, length in starts)
