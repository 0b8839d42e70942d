"""A whole evaluation, from what a user asks for to the files that are written."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from assistant.config import Settings, load_settings
from assistant.errors import CasesError, EvaluationError
from assistant.evaluation.cases import Case
from assistant.evaluation.drafts.attribution import attribution_cases
from assistant.evaluation.evaluation import CUTOFFS, Evaluation, evaluate
from assistant.evaluation.figures.metrics import cutoff
from assistant.evaluation.gate import Bound, Check, check, junit
from assistant.evaluation.provenance import provenance
from assistant.evaluation.reading import load_cases
from assistant.evaluation.report.page import render
from assistant.evaluation.run import DEPTH, Asker, Progress, article_of
from assistant.evaluation.scores.judge import Judge
from assistant.service import Assistant
from assistant.verify import open_checker
from index.build import build
from index.embed import SentenceTransformerEmbedder
from index.manifest import FORMAT

FOLDER = Path(".dateline/evaluations")
"""Where test sets' own indexes are, and what runs that were cut off had got."""

BESIDE = "articles.jsonl"
"""A file of this name beside a test set holds the articles that it is about."""

AT_ONCE_WITH_A_MODEL = 8  # questions; without one, one keeps the processor busy

ALONE = {"fallback": "none", "fallback_model": "", "fallback_base_url": ""}
"""Settings under which a model that fails is not covered up by another one's answers."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure, and where to write it.

    The questions are those of a test set, and ``attribution`` of quotes from the index; ``limit``
    draws some of them. ``articles`` are indexed first. ``jobs`` questions are asked at a time, 0
    being as many as help. ``fresh`` does not go on with a run that was cut off.
    """

    questions: Path | None = None
    attribution: int = 0
    limit: int = 0
    articles: tuple[Path, ...] = ()
    support: str = "built-in"
    bounds: tuple[Bound, ...] = ()
    jobs: int = 0
    seed: int = 0
    fresh: bool = False
    json_file: Path | None = None
    report: Path | None = None
    junit: Path | None = None


def carry_out(
    plan: Plan,
    settings: Mapping[str, Any],
    *,
    say: Callable[[str], None] = lambda line: None,
    progress: Progress = lambda done, of: None,
) -> tuple[Evaluation, list[Check]]:
    """Evaluate as planned with the settings of ``Assistant.open``, and write what is asked for.

    Raises DatelineError; whatever was asked by then is kept for the next run of the same plan.
    """
    if not (plan.questions or plan.attribution):
        raise CasesError("there is nothing to ask: name a test set, or --attribution N")
    _check(plan)
    resolved = load_settings(**settings)
    judge = Judge.open(resolved)
    checker = open_checker(plan.support, judge.chat_model if judge else None)
    cases = load_cases(plan.questions) if plan.questions else []
    if articles := _articles_to_index(plan, resolved):
        resolved = load_settings(**{**settings, "index": _indexed(articles, resolved, say)})
    with Assistant.open(**{**settings, **ALONE, "index": resolved.index}) as assistant:
        if plan.attribution:
            quoted = attribution_cases(
                list(assistant.articles()), count=plan.attribution, seed=plan.seed
            )
            asked = {case.id for case in cases}
            cases += [case for case in quoted if case.id not in asked]
        cases = _draw(cases, plan.limit, plan.seed)
        if not cases:
            raise CasesError("the articles have no sentence that could be asked for")
        about = provenance(
            assistant,
            resolved,
            cases,
            name=str(plan.questions or "attribution"),
            support=checker.name,
            judge=judge.name if judge else "",
        )
        kept = _kept_for(about, cases)
        if plan.fresh:
            kept.unlink(missing_ok=True)
        with_model = resolved.model or resolved.base_url
        jobs = plan.jobs or (AT_ONCE_WITH_A_MODEL if with_model else 1)
        ks = {*CUTOFFS, *(k for bound in plan.bounds if (k := cutoff(bound.name)))}
        found = evaluate(
            Asker(assistant, checker, judge),
            cases,
            about={**about, "jobs": jobs, "created": _now()},
            cutoffs=tuple(ks),
            seed=plan.seed,
            jobs=jobs,
            kept=kept,
            progress=progress,
        )
        checks = check(found, plan.bounds)
        _write(plan, found, checks, assistant)
    kept.unlink(missing_ok=True)
    return found, checks


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _check(plan: Plan) -> None:
    """Raise EvaluationError for what can't be measured or written, before any question is asked."""
    ks = [k for bound in plan.bounds if (k := cutoff(bound.name))]
    if max(ks, default=0) > DEPTH:
        raise EvaluationError(f"rankings go down to {DEPTH} passages: no bound for k = {max(ks)}")
    outputs = [path.resolve() for path in (plan.json_file, plan.report, plan.junit) if path]
    read = [path.resolve() for path in (plan.questions, *plan.articles) if path]
    if twice := [path for path in outputs if (outputs + read).count(path) > 1]:
        raise EvaluationError(f"{twice[0]}: would be written over; name files of their own")
    for path in (plan.json_file, plan.report, plan.junit):
        if path and not path.resolve().parent.is_dir():
            raise EvaluationError(f"{path}: there is no folder {path.resolve().parent}")
        if path and path.is_dir():
            raise EvaluationError(f"{path}: is a folder; name a file")


def _articles_to_index(plan: Plan, settings: Settings) -> tuple[Path, ...]:
    """Return the articles that are asked for, else those beside the questions if no index is."""
    if plan.articles or plan.questions is None or "index" in settings.model_fields_set:
        return plan.articles
    beside = plan.questions.parent / BESIDE
    return (beside,) if beside.is_file() else ()


def _indexed(articles: Sequence[Path], settings: Settings, say: Callable[[str], None]) -> Path:
    """Bring the index that some articles have to themselves in line with them."""
    named = sorted(str(path.resolve()) for path in articles)
    # One of an older format stays unread, beside the new one.
    places = "\n".join([str(FORMAT), settings.embedder, *named])
    directory = FOLDER / f"index-{blake2b(places.encode(), digest_size=6).hexdigest()}"
    say(f"Indexing {', '.join(map(str, articles))} in {directory}")
    report = build(articles, directory, SentenceTransformerEmbedder(settings.embedder))
    for problem in report.problems:
        say(f"  {problem}")
    return directory


def _draw(cases: Sequence[Case], limit: int, seed: int) -> list[Case]:
    if not limit or limit >= len(cases):
        return list(cases)
    drawn = random.Random(seed).sample(range(len(cases)), limit)  # noqa: S311
    return [cases[position] for position in sorted(drawn)]


def _kept_for(about: Mapping[str, Any], cases: Sequence[Case]) -> Path:
    """Name the file that keeps the outcomes of a run: another for whatever changes an outcome."""
    asked = json.dumps([about, [case.to_dict() for case in cases]], sort_keys=True)
    return FOLDER / f"{blake2b(asked.encode(), digest_size=8).hexdigest()}.jsonl"


def _write(plan: Plan, found: Evaluation, checks: Sequence[Check], assistant: Assistant) -> None:
    texts: tuple[tuple[Path | None, Callable[[], str]], ...] = (
        (plan.report, lambda: render(found, article_of(assistant))),
        (plan.junit, lambda: junit(found, checks)),
    )
    if plan.json_file:
        found.save(plan.json_file)
    for path, text in texts:
        if path:
            try:
                path.write_text(text(), encoding="utf-8")
            except OSError as error:
                raise EvaluationError(f"{path}: cannot be written ({error.strerror})") from error
