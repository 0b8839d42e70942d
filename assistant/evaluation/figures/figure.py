"""Scores of questions to figures, each with its n and its 95 % interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from assistant.evaluation.figures.intervals import Method, interval, share_interval
from assistant.evaluation.figures.metrics import Metric
from assistant.evaluation.scores.outcome import Outcome

Scores = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's value over ``n`` questions, and its 95 % interval ``low`` to ``high``."""

    name: str
    value: float
    n: int
    low: float
    high: float
    method: Method


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of a stage: the median and the 95th percentile over ``n`` questions."""

    p50: float
    p95: float
    n: int


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Of the answers at least as sure as ``confidence``: their share of all questions, and risk."""

    confidence: float
    coverage: float
    risk: float


def columns(metric: Metric, scores: Iterable[Scores]) -> list[list[float]]:
    """Give a metric's columns: for each, its score of every question that counts."""
    counted = [row for row in scores if counts(metric, row)]
    return [[row[name] for row in counted] for name in metric.columns]


def counts(metric: Metric, scores: Scores) -> bool:
    """Tell whether a question counts for a metric."""
    return _has(metric.where, scores) and all(column in scores for column in metric.columns)


def _has(wanted: tuple[str, float] | None, scores: Scores) -> bool:
    return wanted is None or scores.get(wanted[0]) == wanted[1]


def figure(metric: Metric, scores: Iterable[Scores], seed: int) -> Figure | None:
    """Compute a metric over questions; None where no question counts, or it has no value."""
    import numpy as np

    rows = list(scores)
    cells = columns(metric, rows)
    n = len(cells[0])
    if not n or not any(_has(metric.needs, row) for row in rows):
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(metric.statistic(*map(np.asarray, cells), axis=-1))
    if isnan(value):
        return None
    if metric.yes_no:
        low, high, method = share_interval(round(sum(cells[0])), n)
    else:
        low, high, method = interval(cells, metric.statistic, seed)
    return Figure(metric.name, value, n, low, high, method)


def figures(wanted: Iterable[Metric], scores: Sequence[Scores], seed: int) -> tuple[Figure, ...]:
    """Compute the metrics that have a value."""
    found = (figure(metric, scores, seed) for metric in wanted)
    return tuple(one for one in found if one)


def grouped(
    wanted: Sequence[Metric],
    outcomes: Sequence[Outcome],
    groups_of: Callable[[Outcome], Iterable[str]],
    seed: int,
) -> dict[str, tuple[Figure, ...]]:
    """Compute the metrics for each group of outcomes, by name; nothing if one group is all."""
    members: dict[str, list[Scores]] = {}
    for outcome in outcomes:
        for name in dict.fromkeys(groups_of(outcome)):
            members.setdefault(name, []).append(outcome.scores)
    if [len(rows) for rows in members.values()] == [len(outcomes)]:
        return {}
    return {name: figures(wanted, rows, seed) for name, rows in sorted(members.items())}


def risk_coverage(outcomes: Iterable[Outcome]) -> tuple[CurvePoint, ...]:
    """Give the risk of the surest answers for each coverage, the smallest coverage first."""
    counted = [o.scores for o in outcomes if "right" in o.scores]
    answered = [row for row in counted if row.get("answered") and "confidence" in row]
    points: dict[float, CurvePoint] = {}
    wrong = 0.0
    for rank, row in enumerate(sorted(answered, key=lambda row: -row["confidence"]), 1):
        wrong += 1 - row["right"]
        sure = row["confidence"]
        points[sure] = CurvePoint(sure, rank / len(counted), wrong / rank)
    return tuple(points.values())


def timings(outcomes: Iterable[Outcome]) -> dict[str, Timing]:
    """Give the time of each stage and of the whole answer, over the questions that had it."""
    spent: dict[str, list[float]] = {}
    for outcome in outcomes:
        if outcome.answer:
            for stage, milliseconds in outcome.answer.timings_ms.items():
                spent.setdefault(stage, []).append(milliseconds)
            spent.setdefault("total", []).append(outcome.seconds * 1_000)
    return {stage: _timing(values) for stage, values in spent.items()}


def _timing(values: Sequence[float]) -> Timing:
    import numpy as np

    p50, p95 = np.percentile(values, [50, 95])
    return Timing(round(float(p50), 1), round(float(p95), 1), len(values))
