"""Answering: a question and its passages become drafted sentences, each tied to spans.

One protocol, two answerers: ``extractive`` needs no model, ``generative`` takes any chat model;
``fallback`` asks several in turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.hostile import plainly
from index.types import Passage


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start:end`` of the article that ``passage`` comes from, inside the passage."""

    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The characters themselves."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that an answerer proposes, with the spans it says bear it.

    ``day`` is the one it tells of in a timeline, an ISO 8601 date, month or year, "" elsewhere.
    """

    text: str
    spans: tuple[Span, ...]
    warnings: tuple[str, ...] = ()
    day: str = ""

    @classmethod
    def quoting(cls, span: Span) -> Draft:
        """Tell what an article says, word for word on one line, its links as their text."""
        return cls(" ".join(plainly(span.quote).split()), (span,))


@dataclass(slots=True)
class Ending:
    """What is known of a proposal only when its drafts have been read to their end.

    ``answerer`` names the one that drafted them where it is not the one that was asked, and
    ``confidence`` is then that one's. ``cut_off`` says that they end before they were meant to.
    ``unanswered`` are the parts of the question that the answerer says the passages do not answer.
    ``prompts`` names those that were sent to a chat model. ``premise`` says what the question takes
    for granted, where the drafts say otherwise.
    """

    answerer: str = ""
    confidence: float | None = None
    warnings: list[str] = field(default_factory=list)
    cut_off: bool = False
    unanswered: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    premise: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The drafted sentences of an answer in reading order, as they come; none at all is a refusal.

    ``confidence`` says how sure the answerer is that the passages answer, 0 to 1, of a refusal too;
    it only compares answers of one answerer, and is None where that has no way to tell.
    """

    drafts: Iterator[Draft]
    confidence: float | None = None
    ending: Ending = field(default_factory=Ending)


class Answerer(Protocol):
    """Turns a question and its passages, best first, into drafted sentences."""

    @property
    def name(self) -> str:
        """What ``Answer.model`` says."""
        ...

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        """Propose an answer; its sentences may still be in the making when this returns."""
        ...
