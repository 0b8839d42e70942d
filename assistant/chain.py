"""The chain that answers: rewrite, retrieve, answer, verify.

Each step takes what the one before it gave and can be run alone; ``Assistant`` runs them in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from time import perf_counter

from assistant.accounts import Finding, compared, notes
from assistant.answer import Answerer, Draft, Proposal, Span
from assistant.citations import strip_markers
from assistant.compose import Composition
from assistant.conversation import Reply, Rewriter, about_collection, understood
from assistant.hostile import asked as without_orders
from assistant.hostile import guarded
from assistant.listing import answer_from_catalog
from assistant.parts import parts
from assistant.question import checked, with_acronyms
from assistant.scope import Found, find
from assistant.types import AnswerEvent, Note, Stage, Turn
from assistant.verify import BuiltInChecker, Checker
from assistant.ways import Way, way_to_answer
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
class Part:
    """A part of a question, the way in which it is answered, and what was found for it."""

    question: str
    way: Way
    found: Found


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found for each part."""

    asked: Standalone
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The answerer's proposal for each part; its sentences may still be in the making.

    Each part has those passages that the proposal may be made from: without planted sentences.
    """

    retrieved: Retrieved
    proposals: tuple[tuple[Part, Proposal], ...]


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
        question = with_acronyms(without_orders(inquiry.question))
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
        asked = (meant.text,) if compared(meant.text) else parts(meant.text)
        return Standalone(inquiry, meant.text, asked, meant.lost, meant.warnings)

    def retrieve(self, asked: Standalone) -> Retrieved:
        """Find the passages that each part is answered from."""
        inquiry = asked.inquiry
        today = self._now() if inquiry.read_time else None
        with inquiry.clock.timing("searching"):
            return Retrieved(
                asked, tuple(self._find(p, inquiry.filters, today) for p in asked.parts)
            )

    def answer(self, retrieved: Retrieved) -> Proposed:
        """Let the answerer propose sentences, each with the spans that bear it."""
        with retrieved.asked.inquiry.clock.timing("answering"):
            return Proposed(retrieved, tuple(map(self._propose, retrieved.parts)))

    def verify(self, proposed: Proposed) -> Iterator[AnswerEvent]:
        """Check each sentence as it comes, and at the end give the answer; raises ModelError."""
        asked, found = proposed.retrieved.asked, proposed.retrieved.parts
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
        for part, proposal in proposed.proposals:
            yield from self._compose(composition, clock, part, proposal)
        if asked.lost:
            composition.warn_if_refused(ALONE)
        endings = [proposal.ending for _, proposal in proposed.proposals]
        answer = composition.finish(
            asked.inquiry.question,
            next((end.answerer for end in endings if end.answerer), self.answerer.name),
            [passage for part in found for passage in part.found.passages],
            _least_sure([proposal for _, proposal in proposed.proposals]),
            next(filter(None, (part.found.period for part in found)), None),
        )
        yield AnswerEvent("done", answer=replace(answer, query=asked.query, timings_ms=clock.spent))

    def _find(self, part: str, filters: Filters, today: date | None) -> Part:
        way = way_to_answer(part, self.retriever)
        passages = max(self._passages, way.passages)
        return Part(part, way, find(self.retriever, way.searched, passages, filters, today))

    def _propose(self, part: Part) -> tuple[Part, Proposal]:
        """Propose an answer to a part from what is not planted.

        To look at every sentence takes longer than to answer, so where the answerer chooses among
        them only the passages that it took some from are looked at, and all if one was planted.
        """
        proposal = part.way.propose(self.answerer, part.found)
        if proposal.confidence is not None:
            drafts = list(proposal.drafts)
            if self._is_clean(span for draft in drafts for span in draft.spans):
                return part, replace(proposal, drafts=iter(drafts))
        part = self._cleaned(part)
        return part, part.way.propose(self.answerer, part.found)

    def _compose(
        self, composition: Composition, clock: Clock, part: Part, proposal: Proposal
    ) -> Iterator[AnswerEvent]:
        """Take the answer to one part into the whole, then what other articles say of the same."""
        composition.warn(part.found.warnings)
        borne: list[Draft] = []
        for draft in clock.each("answering", proposal.drafts):
            with clock.timing("verifying"):
                event = composition.add(draft)
            if event:
                yield event
            if composition.has(draft):
                borne.append(draft)
        ending = proposal.ending
        composition.end(ending)
        for gap in ending.unanswered if borne else [part.question]:
            composition.leave(gap)
        if ending.premise and borne:
            composition.note(Note("premise", ending.premise), borne[0].spans)
        if part.way.alone or not borne:
            return
        with clock.timing("verifying"):
            findings = self._findings(part, borne)
        for finding in findings:
            yield from filter(None, map(composition.add, finding.drafts))
            composition.note(Note(finding.kind, finding.text), finding.spans)

    def _findings(self, part: Part, borne: Sequence[Draft]) -> Sequence[Finding]:
        findings = notes(part.found.asked, borne, part.found.passages)
        if self._is_clean(span for finding in findings for span in finding.spans):
            return findings
        return notes(part.found.asked, borne, self._cleaned(part).found.passages)

    def _is_clean(self, spans: Iterable[Span]) -> bool:
        """Tell whether nothing is planted in the passages of these spans."""
        passages = list({id(span.passage): span.passage for span in spans}.values())
        return guarded(passages, self._text_of) == passages

    def _cleaned(self, part: Part) -> Part:
        passages = guarded(part.found.passages, self._text_of)
        return replace(part, found=replace(part.found, passages=passages))

    def _text_of(self, article_id: str) -> str:
        return self.retriever.article(article_id).text

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


def _least_sure(proposals: Sequence[Proposal]) -> float | None:
    """Give how sure the answerer of the least sure part is; None where none can tell."""
    sure = [proposal.ending.confidence or proposal.confidence for proposal in proposals]
    return min((one for one in sure if one is not None), default=None)
