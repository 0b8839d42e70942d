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

from assistant.accounts import notes
from assistant.answer import Answerer, Draft, Proposal
from assistant.compose import Composition
from assistant.parts import parts
from assistant.question import checked, subject, with_acronyms
from assistant.recency import propose_newest
from assistant.scope import Found, find
from assistant.times import asks_for_newest
from assistant.types import AnswerEvent, Note, Stage, Turn
from assistant.verify import BuiltInChecker, Checker
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

    def each(self, stage: Stage, drafts: Iterator[Draft]) -> Iterator[Draft]:
        """Yield drafts, counting the time that each takes to come."""
        while True:
            with self.timing(stage):
                draft = next(drafts, None)
            if draft is None:
                return
            yield draft


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
    """What is searched for: the question in words that need no history, and each of its parts.

    A question that asks for one thing has one part, itself.
    """

    inquiry: Inquiry
    query: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found for each part."""

    asked: Standalone
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The answerer's proposal for each part; its sentences may still be in the making."""

    retrieved: Retrieved
    proposals: tuple[Proposal, ...]


class Chain:
    """The four steps, over one index and one answerer."""

    def __init__(
        self,
        retriever: Retriever,
        answerer: Answerer,
        *,
        passages: int = 8,
        rewriter: Rewriter | None = None,
        checker: Checker | None = None,
        keep: bool = False,
        today: date | None = None,
    ) -> None:
        self.retriever = retriever
        self.answerer = answerer
        self._passages = passages
        self._rewriter = rewriter
        self._checker = checker or BuiltInChecker()
        self._keep = keep
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
        return Standalone(inquiry, query, parts(query))

    def retrieve(self, asked: Standalone) -> Retrieved:
        """Find the passages that each part is answered from."""
        inquiry = asked.inquiry
        today = self._now() if inquiry.read_time else None
        with inquiry.clock.timing("searching"):
            found = (
                find(self.retriever, subject(part), self._passages, inquiry.filters, today)
                for part in asked.parts
            )
            return Retrieved(asked, tuple(found))

    def answer(self, retrieved: Retrieved) -> Proposed:
        """Let the answerer propose sentences, each with the spans that bear it."""
        with retrieved.asked.inquiry.clock.timing("answering"):
            return Proposed(retrieved, tuple(map(self._propose, retrieved.found)))

    def verify(self, proposed: Proposed) -> Iterator[AnswerEvent]:
        """Check each sentence as it comes, and at the end give the answer; raises ModelError."""
        asked, found = proposed.retrieved.asked, proposed.retrieved.found
        clock = asked.inquiry.clock
        composition = Composition(self._checker, keep=self._keep)
        for part, of_part, proposal in zip(asked.parts, found, proposed.proposals, strict=True):
            yield from _compose(composition, clock, part, of_part, proposal)
        if asked.inquiry.history and not self._rewriter and _LEANS.search(asked.query):
            composition.warn_if_refused(ALONE)
        endings = [proposal.ending for proposal in proposed.proposals]
        answer = composition.finish(
            asked.inquiry.question,
            next((end.answerer for end in endings if end.answerer), self.answerer.name),
            [passage for of_part in found for passage in of_part.passages],
            _least_sure(proposed.proposals),
            next(filter(None, (of_part.period for of_part in found)), None),
        )
        yield AnswerEvent("done", answer=replace(answer, query=asked.query, timings_ms=clock.spent))

    def _propose(self, found: Found) -> Proposal:
        if found.period and asks_for_newest(found.period):
            return propose_newest(self.answerer, found.asked, found.words, found.passages)
        return self.answerer.propose(found.asked, found.passages)

    def _now(self) -> date:
        return self._today or datetime.now().astimezone().date()


def _compose(
    composition: Composition, clock: Clock, part: str, found: Found, proposal: Proposal
) -> Iterator[AnswerEvent]:
    """Take the answer to one part into the whole, then what other articles say of the same."""
    composition.warn(found.warnings)
    borne: list[Draft] = []
    for draft in clock.each("answering", proposal.drafts):
        with clock.timing("verifying"):
            event = composition.add(draft)
        if event:
            yield event
        if composition.has(draft):
            borne.append(draft)
    composition.warn(proposal.ending.warnings)
    if proposal.ending.cut_off:
        composition.cut_off()
    if not borne:
        composition.leave(part)
        return
    with clock.timing("verifying"):
        findings = notes(found.asked, borne, found.passages)
    for finding in findings:
        yield from filter(None, map(composition.add, finding.drafts))
        composition.note(Note(finding.kind, finding.text), finding.spans)


def _least_sure(proposals: Sequence[Proposal]) -> float | None:
    """Give how sure the answerer of the least sure part is; None where none can tell."""
    sure = [proposal.ending.confidence or proposal.confidence for proposal in proposals]
    return min((one for one in sure if one is not None), default=None)
