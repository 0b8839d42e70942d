"""Answers to "who is the current …": from the newest article that answers about as well as any.

Where that tells of somebody who has left, who came after is told, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Answerer, Draft, Proposal, Span
from assistant.language.leaning import leans_back
from assistant.times import published_on
from index.types import Passage

ABOUT_AS_SURE = 0.25
"""The share of the best article's odds of answering that a newer one must have."""

_CERTAIN = 1 - 1e-6
_WHO_IS = re.compile(r"\bwho(?:['’]s| is| are| (?:\w+ )?(?:heads|leads|runs|holds|chairs))\b", re.I)
_LEFT = re.compile(
    r"\b(?:resign(?:s|ed|ing|ation)|(?:step(?:s|ped|ping)?|stood) (?:down|aside)|quit|retired|died"
    r"|left (?:office|(?:the|his|her|their) (?:post|job|office))"
    r"|(?:was|were|been) (?:sacked|fired|dismissed|ousted|removed))\b"
)
_CAME = re.compile(
    r"\b(?:successors?|succeed(?:s|ed|ing)?|replac(?:es|ed|ing|ement)|t(?:ook|akes?|aking) over"
    r"|appointed|sworn in|acting|interim|(?:was|been|is) named)\b"
)


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
            told = with_successor(question, drafts)
            return Proposal(iter(told), alone[article_id].confidence)
    return proposal


def with_successor(question: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Add, where it is asked who holds an office and a draft says that one left it, who came after.

    That is the next sentence of the same passage which says so.
    """
    told = [*drafts]
    if not _WHO_IS.search(question):
        return told
    for draft in drafts:
        if not _LEFT.search(draft.text) or any(_CAME.search(other.text) for other in told):
            continue
        more = next((one for span in draft.spans for one in _came_after(span)), None)
        if more:
            told.insert(told.index(draft) + 1, more)
    return told


def _came_after(span: Span) -> Iterator[Draft]:
    for sentence in span.passage.sentences:
        came = _CAME.search(sentence.text) and not leans_back(
            sentence.text
        )  # not "He was appointed"
        if came and sentence.whole and sentence.start >= span.end:
            yield Draft.quoting(Span(span.passage, sentence.start, sentence.end))


def _odds(confidence: float | None) -> float:
    sure = min(confidence or 0.0, _CERTAIN)
    return sure / (1 - sure)


def _newest_first(passages: Sequence[Passage]) -> list[str]:
    days = {p.article_id: day for p in passages if (day := published_on(p.published_at))}
    return sorted(days, key=lambda id_: days[id_], reverse=True)
