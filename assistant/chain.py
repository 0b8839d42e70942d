"""The chain that answers: rewrite, retrieve, answer, verify.

Each step takes what the one before it gave and can be run alone; ``Assistant`` runs them in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from time import perf_counter

from assistant.answer import Answerer, Proposal
from assistant.compose import Composition
from assistant.question import checked, subject, with_acronyms
from assistant.recency import propose_newest
from assistant.scope import Found, find
from assistant.times import asks_for_newest
from assistant.types import AnswerEvent, Stage, Turn
from index.retrieve import Retriever
from index.types import Filters

ALONE = "Without a chat model each question stands alone: say again whom or what you mean."
# Words by which a question leans on what was said before it.
_LEANS = re.compile(
    r"\b(?:it|its|he|him|his|she|hers?|they|them|theirs?|this|that|these|those|there|then)\b",
    re.IGNORECASE,
)

Rewriter = Callable[[str, Sequence[Turn]], str]
"""Makes a follow-up and the conversation before it a question that stands alone."""


class Clock:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def timing(self, stage: Stage) -> Iterator[None]:
        """Count the time until the block ends."""
        start = perf_counter()
        yield
        elapsed = (perf_counter() - start) * 1_000
        self.spent[stage] = round(self.spent.get(stage, 0.0) + elapsed, 1)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question as it was typed, the conversation before it, and where to look.

    ``read_time`` lets "since March" in it limit the articles. Raises QuestionError.
    """

    question: str
    history: tuple[Turn, ...] = ()
    filters: Filters = field(default_factory=Filters)
    read_time: bool = True
    clock: Clock = field(default_factory=Clock, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "question", checked(self.question))


@dataclass(frozen=True, slots=True)
class Standalone:
    """What is searched for: the question in words that need no history."""

    inquiry: Inquiry
    query: str


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found for it."""

    asked: Standalone
    found: Found


@dataclass(frozen=True, slots=True)
class Proposed:
    """The answer as the answerer proposes it; its sentences may still be in the making."""

    retrieved: Retrieved
    proposal: Proposal


class Chain:
    """The four steps, over one index and one answerer."""

    def __init__(
        self,
        retriever: Retriever,
        answerer: Answerer,
        *,
        passages: int = 8,
        rewriter: Rewriter | None = None,
        today: date | None = None,
    ) -> None:
        self.retriever = retriever
        self.answerer = answerer
        self._passages = passages
        self._rewriter = rewriter
        self._today = today

    def rewrites(self, inquiry: Inquiry) -> bool:
        """Tell whether the first step has anything to do."""
        return bool(self._rewriter and inquiry.history)

    def rewrite(self, inquiry: Inquiry) -> Standalone:
        """Make the question stand alone; raises ModelError."""
        query = with_acronyms(inquiry.question)
        if self._rewriter and inquiry.history:
            with inquiry.clock.timing("rewriting"):
                query = self._rewriter(query, inquiry.history)
        return Standalone(inquiry, query)

    def retrieve(self, asked: Standalone) -> Retrieved:
        """Find the passages that the question is answered from."""
        inquiry = asked.inquiry
        today = self._now() if inquiry.read_time else None
        with inquiry.clock.timing("searching"):
            query = subject(asked.query)
            found = find(self.retriever, query, self._passages, inquiry.filters, today)
        return Retrieved(asked, found)

    def answer(self, retrieved: Retrieved) -> Proposed:
        """Let the answerer propose sentences, each with the spans that bear it."""
        found = retrieved.found
        with retrieved.asked.inquiry.clock.timing("answering"):
            if found.period and asks_for_newest(found.period):
                proposal = propose_newest(self.answerer, found.asked, found.words, found.passages)
            else:
                proposal = self.answerer.propose(found.asked, found.passages)
        return Proposed(retrieved, proposal)

    def verify(self, proposed: Proposed) -> Iterator[AnswerEvent]:
        """Check each sentence as it comes, and at the end give the answer; raises ModelError."""
        found, inquiry = proposed.retrieved.found, proposed.retrieved.asked.inquiry
        composition = Composition()
        composition.warn(found.warnings)
        while True:
            with inquiry.clock.timing("answering"):
                draft = next(proposed.proposal.drafts, None)
            if draft is None:
                break
            with inquiry.clock.timing("verifying"):
                event = composition.add(draft)
            if event:
                yield event
        query = proposed.retrieved.asked.query
        if inquiry.history and not self._rewriter and _LEANS.search(query):
            composition.warn_if_refused(ALONE)
        answer = composition.finish(
            inquiry.question,
            self.answerer.name,
            found.passages,
            proposed.proposal.confidence,
            found.period,
        )
        yield AnswerEvent(
            "done", answer=replace(answer, query=query, timings_ms=inquiry.clock.spent)
        )

    def _now(self) -> date:
        return self._today or datetime.now().astimezone().date()
