"""Passages as a search would find them: one of each article, its sentences weighed."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.accounts import Finding, notes
from assistant.answer import Draft, Span
from index.relevance import features, weigh
from index.sentences import split
from index.types import Passage, Relevance
from index.words import stems

Written = tuple[str, str, str]
"""An article's publisher, day and text."""


def found(question: str, articles: Sequence[Written]) -> list[Passage]:
    """Give each article as one passage, in which no word is rarer than another."""
    sought = weigh(question, lambda _: 1.0)
    passages = []
    for number, (source, day, text) in enumerate(articles):
        sentences = tuple(split(text))
        rows = features(sought, [[]], [[stems(s.text) for s in sentences]], [0.5] * len(sentences))
        passages.append(
            Passage(
                article_id=f"article-{number}",
                title="",
                source=source,
                author="",
                url="",
                published_at=day,
                text=text,
                start=0,
                end=len(text),
                score=1.0,
                sentences=sentences,
                relevances=tuple(Relevance(*row) for row in rows.tolist()),
            )
        )
    return passages


def best(passages: Sequence[Passage]) -> Draft:
    """Draft the sentence that has the most of the question's words, the first of several."""
    _, passage, sentence = max(
        (
            (relevance.direct, passage, sentence)
            for passage in passages
            for sentence, relevance in zip(passage.sentences, passage.relevances, strict=True)
        ),
        key=lambda one: one[0],
    )
    return Draft(sentence.text, (Span(passage, sentence.start, sentence.end),))


def noted(question: str, *articles: Written) -> dict[str, Finding]:
    """Answer with one sentence of the articles, and give the notes on that by their kind."""
    passages = found(question, articles)
    return {note.kind: note for note in notes(question, [best(passages)], passages)}
