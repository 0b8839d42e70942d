"""The chain that answers: rewrite, retrieve, answer, verify.

Each step takes what the one before it gave and can be run alone; ``Assistant`` runs them in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from assistant.accounts import Finding, compared, notes
from assistant.answer import Answerer, Draft, Proposal, Span
from assistant.citations import strip_markers
from assistant.compose import Composition
from assistant.conversation import Rewriter, about_collection, understood
from assistant.errors import AssistantClosed, ModelError
from assistant.hostile import asked as without_orders
from assistant.hostile import guarded
from assistant.listing import answer_from_catalog
from assistant.parts import parts
from assistant.prompting import prompt_hashes
from assistant.question import subject, with_acronyms
from assistant.scope import find
from assistant.steps import Clock, Inquiry, Part, Proposed, Retrieved, Standalone
from assistant.types import AnswerEvent, Note
from assistant.verify import BuiltInChecker, Checker
from assistant.ways import way_to_answer
from index.errors import ArticleMissing
from index.relevance import reweighed
from index.retrieve import Retriever
from index.sentences import split
from index.types import Filters

CLOSED = "this assistant was closed: ask before it is, or open another with Assistant.open()"
ALONE = "It is not plain whom or what the question means: say it again with the name."
UNBORNE = "the articles bear nothing of what the chat model wrote"
WORD_FOR_WORD = "answered word for word from the articles instead"
_LONGEST_LOOKED_UP, _MOST_LOOKED_UP = 1_000, 8  # characters and sentences of an answer


class Chain:
    """The four steps, over one index and one answerer.

    The ``stand_in`` answers where the answerer fails before it said anything, or where the articles
    bear nothing of what it said.
    """

    def __init__(
        self,
        retriever: Retriever,
        answerer: Answerer,
        *,
        passages: int = 8,
        rewriter: Rewriter | None = None,
        checker: Checker | None = None,
        keep: bool = False,
        stand_in: Answerer | None = None,
        today: date | None = None,
    ) -> None:
        self._retriever = retriever
        self._closed = False
        self.answerer = answerer
        self._stand_in = stand_in
        self._passages = passages
        self._rewriter = rewriter
        self._checker = checker or BuiltInChecker()
        self._keep = keep
        self._today = today

    @property
    def retriever(self) -> Retriever:
        """The index that is asked; raises AssistantClosed."""
        if self._closed:
            raise AssistantClosed(CLOSED)
        return self._retriever

    def close(self) -> None:
        """Let go of the index, and answer no more."""
        self._closed = True
        self._retriever.close()

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
                read_time=inquiry.read_time,
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
        sent = [name for ending in endings for name in ending.prompts]
        if self.rewrites(asked.inquiry):
            sent.append("rewrite")
        sent += composition.prompts
        hashes = {name: prompt_hashes()[name] for name in sorted(set(sent))} if sent else {}
        yield AnswerEvent(
            "done",
            answer=replace(answer, query=asked.query, prompts=hashes, timings_ms=clock.spent),
        )

    def _find(self, part: str, filters: Filters, today: date | None) -> Part:
        way = way_to_answer(part, self.retriever)
        found = find(
            self.retriever,
            way.searched,
            max(self._passages, way.passages),
            filters,
            today,
            part,
            of_a_time=way.of_a_time,
        )
        return Part(part, way, found)

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
        drafts = self._with_stand_in(composition, part, proposal)
        borne: list[Draft] = []
        for draft in clock.each("answering", drafts):
            with clock.timing("verifying"):
                event = composition.add(draft)
            if event:
                yield event
            if composition.has(draft):
                borne.append(draft)
        ending = proposal.ending
        composition.end(ending)
        for gap in ending.unanswered if borne else [part.question]:
            composition.leave(gap, part.question)
        if ending.premise and borne:
            composition.note(Note("premise", ending.premise), borne[0].spans)
        if not borne:
            return
        with clock.timing("verifying"):
            findings = self._findings(part, borne)
        for finding in findings:
            yield from filter(None, map(composition.add, finding.drafts))
            composition.note(Note(finding.kind, finding.text), finding.spans)

    def _with_stand_in(
        self, composition: Composition, part: Part, proposal: Proposal
    ) -> Iterator[Draft]:
        """Give the drafts, or those of the stand-in where there are none that the articles bear."""
        told = borne = False
        failure = ""
        try:
            for draft in proposal.drafts:
                told = True
                yield draft
                borne = borne or composition.has(draft)
        except ModelError as error:
            if told or self._stand_in is None:
                raise
            failure = str(error)
        if borne or self._stand_in is None or not (told or failure):
            return
        instead = part.way.propose(self._stand_in, part.found)
        drafts = list(instead.drafts)
        ending = proposal.ending
        if failure or drafts:
            ending.warnings.append(f"{failure or UNBORNE}; {WORD_FOR_WORD}")
            ending.premise = instead.ending.premise
        if failure or (drafts and not self._keep):
            ending.answerer, ending.confidence = self._stand_in.name, instead.confidence
        yield from drafts

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
        """Leave what is planted out of a part's passages, and out of what speaks for the rest."""
        found = part.found
        passages = [
            kept
            if any(kept is passage for passage in found.passages)
            else reweighed(kept, subject(found.words), self.retriever.rarity)
            for kept in guarded(found.passages, self._text_of)
        ]
        return replace(part, found=replace(found, passages=passages))

    def _text_of(self, article_id: str) -> str:
        try:
            return self.retriever.article(article_id).text
        except ArticleMissing:  # gone with a build meanwhile
            return ""

    def _cited_in(self, answer: str) -> Sequence[str]:
        """Look up the articles that have the sentences of an answer word for word."""
        found: dict[str, None] = {}
        for sentence in split(strip_markers(answer[:_LONGEST_LOOKED_UP]))[:_MOST_LOOKED_UP]:
            words = " ".join(sentence.text.split())
            for passage in self.retriever.search(words, 1):
                if words in " ".join(passage.text.split()):
                    found[passage.article_id] = None
        return tuple(found)

    def _now(self) -> date:
        return self._today or datetime.now().astimezone().date()


def _least_sure(proposals: Sequence[Proposal]) -> float | None:
    """Give how sure the answerer of the least sure part is; None where none can tell."""
    sure = [
        proposal.confidence if proposal.ending.confidence is None else proposal.ending.confidence
        for proposal in proposals
    ]
    return min((one for one in sure if one is not None), default=None)
