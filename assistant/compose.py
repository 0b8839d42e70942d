"""From drafted sentences to an answer: numbered citations, verdicts, status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from assistant.answer import Draft, Ending, Span
from assistant.answer.showing import key
from assistant.citations import bracketless, with_markers
from assistant.errors import ModelError
from assistant.hostile import harmless, plainly
from assistant.language.verbs import has_verb
from assistant.telling import told
from assistant.times import asks_for_newest, named_times
from assistant.types import (
    REFUSAL,
    UNANSWERED,
    Answer,
    AnswerEvent,
    AnswerSentence,
    Citation,
    Note,
    Period,
)
from assistant.verify import BuiltInChecker, Checker, Judgement
from index.errors import EmbedderError
from index.types import Passage
from index.words import stems

_NEAREST = 3  # passages shown with a refusal
_HARMFUL = "it links to what is no article's, or poses as another's turn"
_MOST_GAPS = 8
_LONGEST_GAP = 300  # characters
_OWN_WORDS = 0.5  # share of a part's stems from which on it is in words of the question
_PRECISE = re.compile(r"\S*(?:\d|\w[.@/]\w)\S*|(?<=\w )[A-Z]\w*")  # a figure, address or name
_OTHER_GAP = (
    "the chat model says that something is not answered, in words that are not the question's"
)


class Composition:
    """An answer in the making; citations are numbered in the order of their first use.

    What the checker finds unsupported is left out, or kept and marked if ``keep``. ``prompts`` are
    those that the checker sent to a chat model.
    """

    def __init__(self, checker: Checker | None = None, *, keep: bool = False) -> None:
        self._checker = checker or BuiltInChecker()
        self._keep = keep
        self._sentences: dict[str, AnswerSentence] = {}
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._warnings: dict[str, None] = {}
        self._notes: list[Note] = []
        self._unanswered: list[str] = []
        self._told_whole: dict[str, str] = {}
        self._faults: list[str] = []
        self._cut_off = False
        self.prompts: set[str] = set()

    @property
    def supported(self) -> tuple[AnswerSentence, ...]:
        """The sentences taken so far that are borne out."""
        return tuple(s for s in self._sentences.values() if s.verdict != "unsupported")

    def add(self, draft: Draft) -> AnswerEvent | None:
        """Take a drafted sentence into the answer, unless it was told or is to be left out."""
        self._warnings |= dict.fromkeys(draft.warnings)
        if draft.text in self._sentences:
            return None
        if not harmless(draft.text, [span.quote for span in draft.spans], _addresses(draft.spans)):
            self._faults.append(_HARMFUL)
            return None
        judged = self._judge(draft)
        self.prompts.update(judged.prompts)
        if judged.verdict == "unsupported":
            if whole := _whole(draft):
                self._told_whole[draft.text] = whole.text
                return self.add(whole)
            self._faults.append(judged.reason)
            if not self._keep:
                return None
        known = len(self._citations)
        numbers = self.cite(draft.spans)
        sentence = AnswerSentence(draft.text, numbers, judged.verdict, judged.reason, draft.day)
        self._sentences[draft.text] = sentence
        new = tuple(self._citations.values())[known:]
        return AnswerEvent("sentence", sentence=sentence, citations=new)

    def tell(self, draft: Draft) -> None:
        """Take a sentence of which nothing is to be checked: the catalog says it."""
        text = plainly(draft.text)
        self._sentences[text] = AnswerSentence(text, self.cite(draft.spans), "supported")

    def has(self, draft: Draft) -> bool:
        """Tell whether a drafted sentence is told, and borne out."""
        taken = self._sentences.get(self._told_whole.get(draft.text, draft.text))
        return taken is not None and taken.verdict != "unsupported"

    def note(self, note: Note, spans: Iterable[Span]) -> None:
        """Add a note that rests on these spans, unless it is to be left out."""
        borne = tuple(spans)
        if harmless(note.text, [span.quote for span in borne], _addresses(borne)):
            self._notes.append(replace(note, citations=self.cite(borne)))
        else:
            self._faults.append(_HARMFUL)

    def leave(self, part: str, question: str) -> None:
        """Name a part of the question that the articles do not answer.

        One in words that are not the question's is only warned of: it may state what nobody checks.
        """
        if not _is_part(part, question):
            self._warnings[_OTHER_GAP] = None
            self._cut_off = True
        elif harmless(part, ()) and part not in self._unanswered:
            self._unanswered.append(part)

    def end(self, ending: Ending) -> None:
        """Note how a proposal ended."""
        self.warn(ending.warnings)
        self._cut_off = self._cut_off or ending.cut_off

    def warn_if_refused(self, warning: str) -> None:
        """Add a warning that explains a refusal."""
        if not self.supported:
            self._warnings[warning] = None

    def warn(self, warnings: Iterable[str]) -> None:
        """Add what was found wrong."""
        self._warnings |= dict.fromkeys(warnings)

    def cite(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """Give the numbers of the citations of these spans, new ones to those that have none."""
        return tuple(sorted({self._cite(span) for span in spans}))

    def finish(
        self,
        question: str,
        model: str,
        passages: Sequence[Passage],
        confidence: float | None = None,
        period: Period | None = None,
    ) -> Answer:
        """Give the answer, or a refusal where no sentence is borne out."""
        if self._faults and not self._keep:
            self._warnings[_left_out(self._faults)] = None
        answered = bool(self.supported)
        gaps = tuple(self._unanswered[:_MOST_GAPS]) if answered else ()
        corrected = any(note.kind == "premise" for note in self._notes)
        partial = bool(self._faults or gaps or self._cut_off or corrected)
        return Answer(
            question=question,
            status=("partial" if partial else "answered") if answered else "refused",
            text=" ".join(self._texts(answered, gaps)),
            sentences=tuple(self._sentences.values()),
            citations=tuple(self._citations.values()),
            model=model,
            warnings=tuple(self._warnings),
            nearest=() if answered else tuple(passages[:_NEAREST]),
            confidence=confidence,
            period=period,
            as_of=self._day() if answered and period and asks_for_newest(period) else None,
            unanswered=gaps,
            notes=tuple(self._notes),
        )

    def finish_reply(
        self, question: str, model: str, kind: Literal["collection", "greeting"]
    ) -> Answer:
        """Give an answer that is not one from the articles; a greeting tells nothing."""
        greets = kind == "greeting"
        return Answer(
            question=question,
            status="refused" if greets else "answered",
            text="\n".join(map(told, self._sentences.values())),
            sentences=() if greets else tuple(self._sentences.values()),
            citations=tuple(self._citations.values()),
            model=model,
            kind=kind,
        )

    def _texts(self, answered: bool, gaps: Iterable[str]) -> Iterator[str]:
        yield from map(told, self._sentences.values())
        for note in self._notes:
            yield with_markers(bracketless(note.text), note.citations)
        if not answered:
            yield REFUSAL
        for part in gaps:
            yield f"{UNANSWERED}: {bracketless(part)}"

    def _day(self) -> str:
        """Give the day of the article that answers, or "" if that is unknown."""
        return next(citation.published_at[:10] for citation in self._citations.values())

    def _judge(self, draft: Draft) -> Judgement:
        """Judge a draft, from then on without a model if that of the checker fails."""
        try:
            (judged,) = self._checker.judge([draft])
        except (ModelError, EmbedderError) as error:
            self._warnings[f"{error}; sentences were checked without it"] = None
            self._checker = BuiltInChecker()
            (judged,) = self._checker.judge([draft])
        return judged

    def _cite(self, span: Span) -> int:
        passage = span.passage
        key = (passage.article_id, span.start, span.end)
        if key not in self._citations:
            self._citations[key] = Citation(
                n=len(self._citations) + 1,
                article_id=passage.article_id,
                title=passage.title,
                source=passage.source,
                author=passage.author,
                url=passage.url,
                published_at=passage.published_at,
                quote=span.quote,
                start=span.start,
                end=span.end,
                dates=named_times(span.quote, passage.published_at, span.start),
                opening=passage.opening,
            )
        return self._citations[key].n


def _whole(draft: Draft) -> Draft | None:
    """Give the article's sentence of which a draft without a verb is a part: "$14 billion".

    That says what the part leaves out: by whom it is said, or that it may be.
    """
    words = f" {key(draft.text)} "
    if not words.strip() or has_verb(draft.text):
        return None
    found = (span for span in draft.spans if words in f" {key(span.quote)} ")
    return next(map(Draft.quoting, found), None)


def _is_part(text: str, question: str) -> bool:
    """Tell whether a text can be a part of a question: its words, and no figure or name beside."""
    if len(text) > max(_LONGEST_GAP, len(question)):
        return False
    said, asked = set(stems(text)), set(stems(question))
    return len(said & asked) >= _OWN_WORDS * len(said) and _precise(text) <= set(_bare(question))


def _precise(text: str) -> set[str]:
    return {word for found in _PRECISE.finditer(text) for word in _bare(found.group())}


def _bare(text: str) -> list[str]:
    """Give the words of a text in lower case, without what stands around them."""
    return [re.sub(r"^\W+|['’]s$|\W+$", "", word).lower() for word in text.split()]


def _addresses(spans: Iterable[Span]) -> set[str]:
    return {span.passage.url for span in spans} - {""}


def _left_out(faults: Sequence[str]) -> str:
    """Say how many sentences were left out, and what was wrong with them."""
    reasons = "; ".join(dict.fromkeys(faults))
    if len(faults) == 1:
        return f"1 sentence of the answer was left out: {reasons}"
    return f"{len(faults)} sentences of the answer were left out: {reasons}"
