"""Answers to "who is the current …": from the newest article that answers about as well as any."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answerer, Proposal
from assistant.times import published_on
from index.types import Passage

ABOUT_AS_SURE = 0.25
"""The share of the best article's odds of answering that a newer one must have."""

_CERTAIN = 1 - 1e-6


def propose_newest(
    answerer: Answerer, question: str, words: str, passages: Sequence[Passage]
) -> Proposal:
    """Propose an answer from one article of known day, the newest that answers, else from all.

    ``words`` is the question without what asks for the newest, which no sentence has to have. An
    answerer that cannot tell how sure it is gets the whole question and all passages.
    """
    proposal = answerer.propose(question, passages)
    if proposal.confidence is None:
        return proposal
    if words != question:
        proposal = answerer.propose(words, passages)
    alone = {
        article_id: answerer.propose(words, [p for p in passages if p.article_id == article_id])
        for article_id in dict.fromkeys(passage.article_id for passage in passages)
    }
    best = max((_odds(one.confidence) for one in alone.values()), default=0.0)
    for article_id in _newest_first(passages):
        drafts = list(alone[article_id].drafts)
        if drafts and _odds(alone[article_id].confidence) >= ABOUT_AS_SURE * best:
            return Proposal(iter(drafts), alone[article_id].confidence)
    return proposal


def _odds(confidence: float | None) -> float:
    sure = min(confidence or 0.0, _CERTAIN)
    return sure / (1 - sure)


def _newest_first(passages: Sequence[Passage]) -> list[str]:
    days = {p.article_id: day for p in passages if (day := published_on(p.published_at))}
    return sorted(days, key=lambda id_: days[id_], reverse=True)
