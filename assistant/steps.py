"""What passes from one step of the chain to the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import perf_counter

from opentelemetry.trace import get_tracer

from assistant.answer import Draft, Proposal
from assistant.conversation import Reply
from assistant.errors import QuestionError
from assistant.question import checked
from assistant.scope import Found
from assistant.types import Stage, Turn
from assistant.ways import Way
from index.errors import FilterError
from index.types import Filters

_MOST_CITED = 100  # articles of an earlier answer that are looked at


class Clock:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def timing(self, stage: Stage) -> Iterator[None]:
        """Count the time until the block ends."""
        start = perf_counter()
        with get_tracer("dateline").start_as_current_span(f"dateline.{stage}"):
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

    ``read_time`` lets "since March" in it limit the articles. Raises QuestionError or FilterError.
    """

    question: str
    history: tuple[Turn, ...] = ()
    filters: Filters = field(default_factory=Filters)
    read_time: bool = True
    clock: Clock = field(default_factory=Clock, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.filters, Filters):
            raise FilterError('the filters are none: give Filters(sources=["…"]), say')
        object.__setattr__(self, "question", checked(self.question))
        object.__setattr__(self, "history", tuple(map(_readable, self.history)))


def _readable(turn: Turn) -> Turn:
    """Give a turn without half surrogate pairs, and with as many articles as an answer may cite."""
    if not isinstance(turn, Turn):
        raise QuestionError('the history holds what is no turn: give Turn("user", "…"), say')
    if not isinstance(turn.text, str):
        raise QuestionError("a turn of the history has no text; leave it out")
    text = turn.text.encode(errors="replace").decode()
    return replace(turn, text=text, article_ids=tuple(turn.article_ids[:_MOST_CITED]))


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
