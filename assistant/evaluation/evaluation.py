"""An evaluation: a test set asked of an assistant, its figures, and all that they were made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from assistant.errors import CasesError, EvaluationError
from assistant.evaluation.cases import DRAFT, Case
from assistant.evaluation.figures.figure import (
    CurvePoint,
    Figure,
    Timing,
    figures,
    grouped,
    risk_coverage,
    timings,
)
from assistant.evaluation.figures.metrics import metrics
from assistant.evaluation.run import DEPTH, Asker, Progress, run
from assistant.evaluation.scores.evidence import NOT_ITS_WORDS
from assistant.evaluation.scores.outcome import Outcome
from assistant.evaluation.scores.ranking import measure

FORMAT: Literal[1] = 1  # grows when an older file can no longer be compared
CUTOFFS = (1, 4, 10)
NAMED = 5  # questions that a note names


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of a test set over all questions, by type and by tag, and their material.

    ``about`` says what was measured with what: settings, index, prompts, versions, seed. ``notes``
    are what a reader of the figures has to know.
    """

    about: Mapping[str, Any]
    notes: tuple[str, ...]
    figures: tuple[Figure, ...]
    by_type: Mapping[str, tuple[Figure, ...]]
    by_tag: Mapping[str, tuple[Figure, ...]]
    risk_coverage: tuple[CurvePoint, ...]
    timings: Mapping[str, Timing]
    outcomes: tuple[Outcome, ...]
    format: Literal[1] = FORMAT

    @property
    def counted(self) -> tuple[Outcome, ...]:
        """The outcomes of the questions that count."""
        return tuple(outcome for outcome in self.outcomes if not outcome.left_out)

    def figure(self, name: str) -> Figure | None:
        """Return the figure of a metric over all questions, if it has one."""
        return next((figure for figure in self.figures if figure.name == name), None)

    def __getitem__(self, name: str) -> Figure:
        """Return the figure of a metric over all questions; raises EvaluationError for none."""
        if found := self.figure(name):
            return found
        raise EvaluationError(f"{name} was not measured: no question of the set has what it needs")

    def save(self, path: str | Path) -> None:
        """Write it as JSON; raises EvaluationError where that can't be done."""
        try:
            Path(path).write_bytes(_EVALUATION.dump_json(self, indent=1))
        except OSError as error:
            raise EvaluationError(f"{path}: cannot be written ({error.strerror})") from error


_EVALUATION = TypeAdapter(Evaluation)


def load(path: str | Path) -> Evaluation:
    """Read what ``Evaluation.save`` wrote; raises EvaluationError."""
    try:
        found = _EVALUATION.validate_json(Path(path).read_bytes())
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be read ({error.strerror})") from error
    except ValidationError as error:
        raise EvaluationError(
            f"{path}: made by another version of Dateline, or no evaluation; measure again"
        ) from error
    if not all(isfinite(x) for outcome in found.outcomes for x in outcome.scores.values()):
        raise EvaluationError(f"{path}: a score in it is no number")
    return found


def evaluate(
    asker: Asker,
    cases: Sequence[Case],
    *,
    about: Mapping[str, Any] | None = None,
    cutoffs: Sequence[int] = CUTOFFS,
    seed: int = 0,
    jobs: int = 1,
    kept: Path | None = None,
    progress: Progress = lambda done, of: None,
) -> Evaluation:
    """Ask the cases and compute their figures; ``kept`` and ``progress`` are those of ``run``.

    Raises ModelError, EvaluationError, and CasesError where no question counts.
    """
    ks = tuple(sorted(set(cutoffs)))
    if ks[0] < 1 or ks[-1] > DEPTH:
        raise EvaluationError(f"rankings go down to {DEPTH} passages: no figure for k = {ks[-1]}")
    asked = run(asker, cases, jobs=jobs, kept=kept, progress=progress)
    if asked and all(outcome.left_out for outcome in asked):
        raise CasesError(f"no question counts: {asked[0].left_out} ({asked[0].case.id})")
    outcomes = _with_retrieval_scores(asked, ks)
    return summarise(outcomes, about={**(about or {}), "seed": seed}, cutoffs=ks, seed=seed)


def summarise(
    outcomes: Sequence[Outcome], *, about: Mapping[str, Any], cutoffs: Sequence[int], seed: int
) -> Evaluation:
    """Compute the figures of outcomes that have their scores."""
    wanted = list(metrics(tuple(cutoffs)))
    counted = [outcome for outcome in outcomes if not outcome.left_out]
    return Evaluation(
        about=about,
        notes=tuple(_notes(outcomes)),
        figures=figures(wanted, [outcome.scores for outcome in counted], seed),
        by_type=grouped(wanted, counted, lambda o: [o.case.type or "none"], seed),
        by_tag=grouped(wanted, counted, lambda o: o.case.tags, seed),
        risk_coverage=risk_coverage(counted),
        timings=timings(counted),
        outcomes=tuple(outcomes),
    )


def _with_retrieval_scores(outcomes: Sequence[Outcome], cutoffs: Sequence[int]) -> list[Outcome]:
    scores: dict[str, dict[str, float]] = {}
    for kind, prefix in (("quote", ""), ("article", "article_")):
        ranked = {o.case.id: o.rankings[kind] for o in outcomes if kind in o.rankings}
        for id_, found in measure(ranked, cutoffs).items():
            scores.setdefault(id_, {}).update({prefix + name: x for name, x in found.items()})
    return [replace(o, scores={**o.scores, **scores.get(o.case.id, {})}) for o in outcomes]


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _named(ids: Sequence[str]) -> str:
    rest = len(ids) - NAMED
    return ", ".join(ids[:NAMED]) + (f" and {rest:,} more" if rest > 0 else "")


def _notes(outcomes: Sequence[Outcome]) -> list[str]:
    """Say which questions count in no figure and why, and what else was not as it should be."""
    counted = [outcome for outcome in outcomes if not outcome.left_out]
    notes = []
    for reason in dict.fromkeys(o.left_out for o in outcomes if o.left_out):
        ids = [o.case.id for o in outcomes if o.left_out == reason]
        notes.append(
            f"{len(ids):,} of {len(outcomes):,} questions left out: {reason} ({_named(ids)})"
        )
    if drafts := sum(DRAFT in o.case.tags for o in counted):
        notes.append(
            f"{drafts:,} of {len(counted):,} questions are drafts that nobody has read; those made"
            " by rules are easier than what people ask"
        )
    lost = Counter(reason for o in counted for _, reason in o.lost)
    for reason, count in lost.items():
        notes.append(f"{_count(count, 'piece', 'pieces')} of evidence not counted: {reason}")
    notes += [
        f"{o.case.id}: {id_} {reason}"
        for o in counted
        for id_, reason in o.lost
        if reason == NOT_ITS_WORDS
    ]
    errors = Counter(outcome.error for outcome in counted if outcome.error)
    notes += [
        f"{_count(n, 'question', 'questions')} ended in an error: {error}"
        for error, n in errors.items()
    ]
    unreadable = Counter(name for o in counted if o.judgement for name in o.judgement.unreadable)
    unreadable["support"] = sum(int(o.scores.get("support_unreadable", 0)) for o in counted)
    notes += [
        f"{name}: {_count(n, 'reply', 'replies')} of the judge could not be read: no score"
        for name, n in unreadable.items()
        if n
    ]
    return notes
