"""Two evaluations of the same questions side by side: what flipped, and what differs by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from assistant.errors import EvaluationError
from assistant.evaluation.evaluation import Evaluation
from assistant.evaluation.figures.figure import columns, counts
from assistant.evaluation.figures.intervals import mcnemar, paired_difference
from assistant.evaluation.figures.metrics import Metric, metric
from assistant.evaluation.scores.outcome import Outcome

Test = Literal["McNemar", "paired bootstrap"]
LEAST_P = 0.05  # below it a difference is called one


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric of both evaluations over the ``n`` questions that count in both.

    ``difference`` is ``second - first`` with its 95 % interval, ``p`` that of the ``test``.
    """

    name: str
    first: float
    second: float
    difference: float
    low: float
    high: float
    p: float
    n: int
    test: Test

    @property
    def verdict(self) -> Literal["better", "worse", "different", "no difference shown"]:
        """What may be said of the second beside the first."""
        if self.p >= LEAST_P or not self.difference:
            return "no difference shown"
        better = metric(self.name).better
        if better == "neither":
            return "different"
        return "better" if (self.difference > 0) == (better == "higher") else "worse"


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that one of the two evaluations had right, and the other not."""

    id: str
    question: str
    became_right: bool
    first_answer: str
    second_answer: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two evaluations share and where they differ.

    ``asked`` questions are in both; ``notes`` are what a reader has to know, such as another index.
    """

    asked: int
    flips: tuple[Flip, ...]
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return asdict(self)


def compare(first: Evaluation, second: Evaluation, seed: int = 0) -> Comparison:
    """Compare question by question; raises EvaluationError where they share no question."""
    firsts, seconds = _by_id(first), _by_id(second)
    shared = [
        (a, seconds[id_])
        for id_, a in firsts.items()
        if id_ in seconds and seconds[id_].case == a.case
    ]
    if not shared:
        raise EvaluationError("the two evaluations have no question in common: nothing to compare")
    names = [figure.name for figure in first.figures if second.figure(figure.name)]
    scored = [(a.scores, b.scores) for a, b in shared]
    found = (_difference(metric(name), scored, seed) for name in names)
    return Comparison(
        asked=len(shared),
        flips=tuple(flip for a, b in shared if (flip := _flip(a, b))),
        differences=tuple(difference for difference in found if difference),
        notes=tuple(_notes(first, second, len(shared))),
    )


def _by_id(evaluation: Evaluation) -> dict[str, Outcome]:
    return {outcome.case.id: outcome for outcome in evaluation.counted}


def _flip(first: Outcome, second: Outcome) -> Flip | None:
    before, after = first.scores.get("right"), second.scores.get("right")
    if before is None or after is None or before == after:
        return None
    return Flip(first.case.id, first.case.question, after > before, _said(first), _said(second))


def _said(outcome: Outcome) -> str:
    return outcome.answer.text if outcome.answer else outcome.error


def _difference(
    of: Metric, scored: Sequence[tuple[Mapping[str, float], Mapping[str, float]]], seed: int
) -> Difference | None:
    """Compare a metric over the questions that count in both evaluations.

    A metric of refusals or of given answers may count other questions in each; a statistic of
    several columns, or one over a part of the questions, is compared over all that have them.
    """
    import numpy as np

    pairs = [(a, b) for a, b in scored if counts(of, a) and counts(of, b)]
    if not pairs:
        return None
    a, b = (columns(of, rows) for rows in zip(*pairs, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        x, y = (float(of.statistic(*map(np.asarray, cells), axis=-1)) for cells in (a, b))
    if np.isnan(x) or np.isnan(y):
        return None
    low, high, p = paired_difference(a, b, of.statistic, seed)
    test: Test = "paired bootstrap"
    if of.yes_no:
        p, test = mcnemar(a[0], b[0]), "McNemar"
    return Difference(of.name, x, y, y - x, low, high, p, len(pairs), test)


def _notes(first: Evaluation, second: Evaluation, shared: int) -> list[str]:
    """Say what else than the answers is another in the two."""
    notes = []
    for name, evaluation in (("first", first), ("second", second)):
        if rest := len(evaluation.counted) - shared:
            notes.append(f"{rest:,} questions are only in the {name} evaluation: not compared")
    for key in ("answerer", "support", "judge", "seed"):
        before, after = first.about.get(key), second.about.get(key)
        if before != after:
            notes.append(f"{key}: {before or 'none'} in the first, {after or 'none'} in the second")
    for key, what in (("code", "the program"), ("index", "the index"), ("prompts", "the prompts")):
        if first.about.get(key) != second.about.get(key):
            notes.append(f"{what} is not the same in both")
    return notes
