"""Two evaluations of the same questions side by side: what flipped, and what differs by chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from assistant.errors import EvaluationError
from assistant.evaluation.evaluation import Evaluation
from assistant.evaluation.figures.figure import columns, counts
from assistant.evaluation.figures.intervals import mcnemar, paired_difference
from assistant.evaluation.figures.metrics import MAIN, Metric, metric
from assistant.evaluation.scores.outcome import Outcome

Test = Literal["McNemar", "exchange"]
LEAST_P = 0.05  # below it a difference is called one


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric of both evaluations over the ``n`` questions that count in both.

    ``difference`` is ``second - first`` with its 95 % interval by the paired bootstrap, ``p`` that
    of the ``test``.
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
    differences = tuple(difference for difference in found if difference)
    notes = _notes(first, second, len(shared)) + _figure_notes(first, second, differences)
    return Comparison(
        asked=len(shared),
        flips=tuple(flip for a, b in shared if (flip := _flip(a, b))),
        differences=differences,
        notes=tuple(notes),
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

    A metric of given answers may count other questions in each: it is compared over those that both
    answered, and not over what each one's own figure is.
    """
    import numpy as np

    if of.compared:
        of = replace(of, columns=of.compared[0], statistic=of.compared[1], where=None, yes_no=False)
    pairs = [(a, b) for a, b in scored if counts(of, a) and counts(of, b)]
    if not pairs:
        return None
    a, b = (columns(of, rows) for rows in zip(*pairs, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        x, y = (float(of.statistic(*map(np.asarray, cells), axis=-1)) for cells in (a, b))
    if np.isnan(x) or np.isnan(y):
        return None
    low, high, p = paired_difference(a, b, of.statistic, seed)
    test: Test = "exchange"
    if of.yes_no:
        p, test = mcnemar(a[0], b[0]), "McNemar"
    return Difference(of.name, x, y, y - x, low, high, p, len(pairs), test)


def _told(value: object) -> str:
    return "none" if value in (None, "") else str(value)


def _figure_notes(
    first: Evaluation, second: Evaluation, differences: Sequence[Difference]
) -> list[str]:
    """Say which figures only one has, and which are compared over fewer questions than they are."""
    firsts, seconds = ({f.name for f in evaluation.figures} for evaluation in (first, second))
    notes = [
        f"only the {name} has {', '.join(sorted(more))}"
        for name, more in (("first", firsts - seconds), ("second", seconds - firsts))
        if more
    ]
    fewer = [
        one.name
        for one in differences
        if one.name in MAIN and one.n < min(first[one.name].n, second[one.name].n)
    ]
    if fewer:
        notes.append(f"compared only where both have it: {', '.join(fewer)}")
    return notes


def _notes(first: Evaluation, second: Evaluation, shared: int) -> list[str]:
    """Say what else than the answers is another in the two."""
    notes = [
        f"{rest:,} questions are as they are only in the {name} evaluation: not compared"
        for name, evaluation in (("first", first), ("second", second))
        if (rest := len(evaluation.counted) - shared)
    ]
    notes += _changed(first.about, second.about, ("answerer", "support", "judge", "seed", "jobs"))
    before, after = first.about.get("settings", {}), second.about.get("settings", {})
    notes += _changed(before, after, sorted({*before, *after} - {"index", "model"}))
    for key, what in (("code", "the program"), ("index", "the index"), ("prompts", "the prompts")):
        if first.about.get(key) != second.about.get(key):
            notes.append(f"{what} is not the same in both")
    return notes


def _changed(
    first: Mapping[str, object], second: Mapping[str, object], names: Iterable[str]
) -> Iterator[str]:
    for name in names:
        before, after = first.get(name), second.get(name)
        if before != after:
            yield f"{name}: {_told(before)} in the first, {_told(after)} in the second"
