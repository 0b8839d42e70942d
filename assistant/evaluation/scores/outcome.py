"""What came of asking one question: the raw material of every figure, kept as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.evaluation.cases import Case
from assistant.evaluation.scores.ranking import Ranking
from assistant.types import Answer


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A passage that retrieval gave: characters ``start:end`` of an article, and its score."""

    article_id: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a chat model as a judge said of an answer.

    ``scores`` are by metric, 0 to 1; ``unreadable`` names those whose reply could not be read.
    ``claims`` are the statements of the answer, each with whether its quotes bear it.
    """

    scores: Mapping[str, float] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()
    claims: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, what was searched for it and found, the answer or the error instead, and its scores.

    ``left_out`` says why the question counts in no figure; ``lost`` what of its evidence could not
    be found. ``seconds`` is what the answer took, ``retrieved`` comes best first. ``rankings`` are
    by what is to be found: "quote" or "article". ``scores`` are by metric.
    """

    case: Case
    query: str = ""
    retrieved: tuple[Retrieved, ...] = ()
    answer: Answer | None = None
    seconds: float = 0.0
    error: str = ""
    left_out: str = ""
    lost: tuple[tuple[str, str], ...] = ()
    rankings: Mapping[str, Ranking] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    judgement: Judgement | None = None
