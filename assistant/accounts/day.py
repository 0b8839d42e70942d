"""One day: what the articles say of it where a question asks for nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.accounts.statement import Statement, scores
from assistant.accounts.timeline import leans_back
from assistant.answer import Answerer, Proposal
from assistant.answer.answerable import least
from assistant.question import subject
from assistant.times import times
from assistant.times.ranges import Days
from index.types import Passage

LONGEST = 3  # sentences

_ON = re.compile(
    r"\A(?:about )?what (?:all )?(?:happened|happens|took place|occurred|went on|was there) on ",
    re.IGNORECASE,
)


def day_asked(question: str) -> Days | None:
    """Read the one day of "What happened on 4 May 2026?"; None if anything else is asked for."""
    about = subject(question).strip(" ?.!")
    asking = _ON.match(about)
    if asking is None:
        return None
    whole = asking.end(), len(about)
    said = [one.days for one in times(about, None) if (one.start, one.end) == whole]
    return next((days for days in said if len(days) == 1), None)


def propose_day(
    answerer: Answerer, question: str, days: Days, passages: Sequence[Passage]
) -> Proposal:
    """Propose the best sentences that name the day; the answerer's own where none does.

    An answerer that cannot tell how sure it is has its own say. A sentence that names the day
    answers: the proposal is as sure as it has to be.
    """
    proposal = answerer.propose(question, passages)
    if proposal.confidence is None:
        return proposal
    naming = sorted(_naming(days, passages), key=lambda pair: -pair[0])
    drafts = [*{one.text: one.draft for _, one in naming}.values()][:LONGEST]
    if not drafts:
        return proposal
    sure = max(proposal.confidence, least())
    return replace(proposal, drafts=iter(drafts), confidence=sure)


def _naming(days: Days, passages: Sequence[Passage]) -> Iterator[tuple[float, Statement]]:
    for passage in passages:
        for sentence, score in zip(passage.sentences, scores(passage), strict=True):
            one = Statement(passage, sentence)
            named = any(theirs == days for _, theirs, _ in one.times)
            if sentence.whole and named and not leans_back(sentence.text):
                yield score, one
