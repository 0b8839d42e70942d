"""Answers to "who is the current …": from the newest article that answers as well as any."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answerer, Proposal
from assistant.times import published_on
from index.types import Passage

AS_SURE = 0.9
"""The share of the confidence in all passages that the newest article's alone must reach."""

TRIED = 3  # articles


def propose_newest(answerer: Answerer, question: str, passages: Sequence[Passage]) -> Proposal:
    """Propose an answer from one article of known day, the newest that answers, else from all.

    An answerer that cannot tell how sure it is gets all passages, the newest first.
    """
    proposal = answerer.propose(question, passages)
    if proposal.confidence is None:
        return proposal
    for article_id in _newest_articles(passages)[:TRIED]:
        of_article = [passage for passage in passages if passage.article_id == article_id]
        alone = answerer.propose(question, of_article)
        drafts = list(alone.drafts)
        if drafts and (alone.confidence or 0.0) >= AS_SURE * proposal.confidence:
            return Proposal(iter(drafts), alone.confidence)
    return proposal


def _newest_articles(passages: Sequence[Passage]) -> list[str]:
    days = {p.article_id: day for p in passages if (day := published_on(p.published_at))}
    return sorted(days, key=lambda id_: days[id_], reverse=True)
