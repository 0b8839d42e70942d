"""The chain that answers: rewrite, retrieve, answer, verify.

Each step takes what the one before it gave and can be run alone; ``Assistant`` runs them in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from time import perf_counter

from assistant.accounts import notes
from assistant.answer import Answerer, Draft, Proposal
from assistant.citations import strip_markers
from assistant.compose import Composition
from assistant.conversation import Reply, Rewriter, about_collection, understood
from assistant.listing import answer_from_catalog
from assistant.parts import parts
from assistant.question import checked, subject, with_acronyms
from assistant.recency import propose_newest
from assistant.scope import Found, find
from assistant.times import asks_for_newest
from assistant.types import AnswerEvent, Note, Stage, Turn
from assistant.verify import BuiltInChecker, Checker
from index.retrieve import Retriever
from index.sentences import split
from index.types import Filters

ALONE = "It is not plain whom or what the question means: say it again with the name."


_LONGEST_LOOKED_UP = 1_000  # characters of an answer


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

    A question that asks for one thing has one part, itself; ``lost`` is one that leans on
    something that was not said. To one about the collection, or a greeting, there is a ``reply``.
    """

    inquiry: Inquiry
    query: str
    parts: tuple[str, ...] = ()
    lost: bool = False
    warnings: tuple[str, ...] = ()
    reply: Reply | None = None


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
        """Tell whether the first step has to ask a chat model."""
        return bool(self._rewriter and inquiry.history)

    def rewrite(self, inquiry: Inquiry) -> Standalone:
        """Make the question stand alone, or reply if it is not about the world."""
        question = with_acronyms(inquiry.question)
        with inquiry.clock.timing("rewriting"):
            reply = about_collection(
                question,
                inquiry.history,
                self.retriever,
                today=self._now(),
                filters=inquiry.filters,
                cited_in=self._cited_in,
            )
            if reply:
                return Standalone(inquiry, question, reply=reply)
            meant = understood(question, inquiry.history, self._rewriter)
        return Standalone(inquiry, meant.text, parts(meant.text), meant.lost, meant.warnings)

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
        if asked.reply:
            replied = answer_from_catalog(
                asked.inquiry.question, asked.reply, self.retriever.article
            )
            answer = replace(replied, query=asked.query, timings_ms=clock.spent)
            yield AnswerEvent("done", answer=answer)
            return
        composition = Composition(self._checker, keep=self._keep)
        composition.warn(asked.warnings)
        for part, of_part, proposal in zip(asked.parts, found, proposed.proposals, strict=True):
            yield from _compose(composition, clock, part, of_part, proposal)
        if asked.lost:
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

    def _cited_in(self, answer: str) -> Sequence[str]:
        """Look up the articles that have the sentences of an answer word for word."""
        found: dict[str, None] = {}
        for sentence in split(strip_markers(answer[:_LONGEST_LOOKED_UP])):
            words = " ".join(sentence.text.split())
            for passage in self.retriever.search(words, 1):
                if words in " ".join(passage.text.split()):
                    found[passage.article_id] = None
        return tuple(found)

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
    for gap in proposal.ending.unanswered if borne else [part]:
        composition.leave(gap)
    with clock.timing("verifying"):
        findings = notes(found.asked, borne, found.passages)
    for finding in findings:
        yield from filter(None, map(composition.add, finding.drafts))
        composition.note(Note(finding.kind, finding.text), finding.spans)


def _least_sure(proposals: Sequence[Proposal]) -> float | None:
    """Give how sure the answerer of the least sure part is; None where none can tell."""
    sure = [proposal.ending.confidence or proposal.confidence for proposal in proposals]
    return min((one for one in sure if one is not None), default=None)
