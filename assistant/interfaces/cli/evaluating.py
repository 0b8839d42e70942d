"""The command that measures: ``evaluate``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import CasesError, EvaluationError
from assistant.interfaces.cli.terminal import (
    BaseUrlOption,
    EmbedderOption,
    IndexOption,
    ModelOption,
    SeedOption,
    err,
    say,
    warn,
)

if TYPE_CHECKING:
    from assistant.evaluation.gate import Check

BOUND_NOT_KEPT = 3  # exit codes
INTERRUPTED = 130

ASKED = "What is asked"
JUDGED = "How it is judged"
WRITTEN = "What is written"
HELD = "Bounds, for continuous integration"


def evaluate(
    *,
    questions: Annotated[
        Path | None, typer.Argument(metavar="QUESTIONS", help="A test set: .jsonl or .csv.")
    ] = None,
    index: IndexOption = None,
    articles: Annotated[
        list[Path] | None,
        typer.Option(
            rich_help_panel=ASKED,
            metavar="PATH",
            help="Index these articles first, in a folder of their own; repeatable. Where neither "
            "this nor an index is given, an articles.jsonl beside the questions is taken.",
        ),
    ] = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    embedder: EmbedderOption = None,
    support: Annotated[
        str,
        typer.Option(
            rich_help_panel=JUDGED,
            metavar="CHECKER",
            help="What tells whether quotes bear a sentence: built-in, chat (which is the judge), "
            "or the name or folder of an NLI cross-encoder.",
        ),
    ] = "built-in",
    judge: Annotated[
        str | None,
        typer.Option(
            rich_help_panel=JUDGED,
            metavar="PROVIDER:NAME",
            help="A chat model that judges the answers, too.",
        ),
    ] = None,
    judge_base_url: Annotated[
        str | None,
        typer.Option(
            rich_help_panel=JUDGED,
            metavar="URL",
            help="An OpenAI-compatible address that has the judge.",
        ),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option(
            "--json",
            rich_help_panel=WRITTEN,
            metavar="FILE",
            help="Write the figures and all behind them.",
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(
            rich_help_panel=WRITTEN, metavar="FILE", help="Write a report to read in a browser."
        ),
    ] = None,
    junit: Annotated[
        Path | None,
        typer.Option(
            rich_help_panel=WRITTEN, metavar="FILE", help="Write the bounds as JUnit XML."
        ),
    ] = None,
    least: Annotated[
        list[str] | None,
        typer.Option(
            "--min",
            rich_help_panel=HELD,
            metavar="METRIC=VALUE",
            help="Exit with 3 if a figure is lower; repeatable.",
        ),
    ] = None,
    most: Annotated[
        list[str] | None,
        typer.Option(
            "--max",
            rich_help_panel=HELD,
            metavar="METRIC=VALUE",
            help="Exit with 3 if a figure is higher; repeatable.",
        ),
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            rich_help_panel=WRITTEN,
            metavar="A.json B.json",
            help="Compare two evaluations instead.",
        ),
    ] = None,
    template: Annotated[
        bool,
        typer.Option(
            "--template",
            rich_help_panel=WRITTEN,
            help="Write an empty test set with comments, to QUESTIONS if given.",
        ),
    ] = False,
    attribution: Annotated[
        int,
        typer.Option(
            rich_help_panel=ASKED,
            metavar="N",
            min=0,
            help="Ask of N quotes which article has them; needs no QUESTIONS.",
        ),
    ] = 0,
    limit: Annotated[
        int,
        typer.Option(
            rich_help_panel=ASKED,
            metavar="N",
            min=0,
            help="Ask only N of the questions, drawn at random.",
        ),
    ] = 0,
    jobs: Annotated[
        int,
        typer.Option(
            rich_help_panel=ASKED,
            metavar="N",
            min=0,
            max=64,
            help="Questions at a time; 0 is as many as help.",
        ),
    ] = 0,
    seed: SeedOption = 0,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh", rich_help_panel=ASKED, help="Do not go on with a run that was cut off."
        ),
    ] = False,
) -> None:
    """Measure how good the answers to a test set are, each figure with its 95 % interval.

    Neither a network nor a judge is needed.

    The same command goes on with a run that was cut off.
    """
    if template:
        _write_template(questions)
        return
    if compare:
        if questions or least or most or report or junit:
            raise EvaluationError(
                "--compare only compares, with --json or without: leave out QUESTIONS, --min,"
                " --max, --report and --junit"
            )
        _compare(*compare, json_file=json_file, seed=seed)
        return
    from assistant.evaluation.gate import parse_bound
    from assistant.evaluation.plan import Plan, carry_out
    from assistant.interfaces.cli.figures import show_evaluation

    plan = Plan(
        questions=questions,
        attribution=attribution,
        limit=limit,
        articles=tuple(articles or ()),
        support=support,
        bounds=(
            *(parse_bound(text) for text in least or ()),
            *(parse_bound(text, at_most=True) for text in most or ()),
        ),
        jobs=jobs,
        seed=seed,
        fresh=fresh,
        json_file=json_file,
        report=report,
        junit=junit,
    )
    settings = {
        "index": index,
        "model": model,
        "base_url": base_url,
        "embedder": embedder,
        "judge": judge,
        "judge_base_url": judge_base_url,
    }
    try:
        with _progress("Asking") as progress:
            found, checks = carry_out(plan, settings, say=warn, progress=progress)
    except KeyboardInterrupt:
        warn("stopped; what was asked is kept, and the same command goes on with it")
        raise typer.Exit(INTERRUPTED) from None
    show_evaluation(found)
    for path in filter(None, (json_file, report, junit)):
        say(f"Written: {path}")
    _hold(checks)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal, and yield what moves it."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _write_template(path: Path | None) -> None:
    from assistant.evaluation.cases import template

    text = template(path.suffix if path else ".jsonl")
    if path is None:
        typer.echo(text.encode(), nl=False)
        return
    if path.exists():
        raise CasesError(f"{path}: is there already; name a new file")
    _write(path, text)
    say(f"Written: {path}. Replace its examples by questions of your own.")


def _compare(first: Path, second: Path, *, json_file: Path | None, seed: int) -> None:
    from assistant.evaluation.compare import compare
    from assistant.evaluation.evaluation import load
    from assistant.interfaces.cli.figures import show_comparison

    found = compare(load(first), load(second), seed)
    show_comparison(found)
    if json_file:
        _write(json_file, json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
        say(f"Written: {json_file}")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be written ({error.strerror})") from error


def _hold(checks: list[Check]) -> None:
    """Tell which bounds are kept, and end with the exit code of those that are not."""
    failed = [check for check in checks if not check.passed]
    for check in checks:
        if check.passed:
            say(f"kept      {check}")
    for check in failed:
        warn(f"NOT KEPT  {check}")
    if failed:
        raise typer.Exit(BOUND_NOT_KEPT)
