"""The command line: ``dateline index | ask | serve | status``."""

from __future__ import annotations

import json
import os
import re
import sys
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from index.errors import DatelineError

if TYPE_CHECKING:
    from assistant.types import Answer
    from index.build import BuildReport

USAGE_ERROR = 2  # the exit code of everything the user can mend
FAULT = 1  # that of everything else
EXCERPT = 160  # characters of a passage that a refusal shows

app = typer.Typer(
    name="dateline",
    epilog="Settings come from options, then DATELINE_* variables, then dateline.toml.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
_out = Console(highlight=False, soft_wrap=True, markup=False)
_err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
# What moves a terminal's cursor, colours it or turns its text around, and half surrogate pairs.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

IndexOption = Annotated[
    Path | None,
    typer.Option(
        "--index", metavar="DIR", readable=False, help="The index; by default .dateline/index."
    ),
]
EmbedderOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="A sentence-transformers model: a name or a folder."),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="PROVIDER:NAME",
        help="Any chat model of LangChain's, such as openai:NAME or ollama:NAME. "
        "Without one, answers are the articles' own sentences.",
    ),
]
BaseUrlOption = Annotated[
    str | None, typer.Option(metavar="URL", help="An OpenAI-compatible address that has the model.")
]


def _show_version(*, wanted: bool) -> None:
    if wanted:
        _say(f"dateline {version('dateline')}")
        raise typer.Exit


@app.callback()
def options(
    *,
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Ask a collection of news articles; every sentence of an answer is cited to their words."""


@app.command("index")
def index_command(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATHS", help="Files and folders: .txt, .md and .jsonl."),
    ],
    index: IndexOption = None,
    embedder: EmbedderOption = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Start anew, with these paths only.")
    ] = False,
) -> None:
    """Index articles; run again, it adds, updates and removes just what changed.

    What cannot be read is named at the end, and the exit code is then 2; the rest is done.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from assistant.config import load_settings
    from index.build import build
    from index.embed import SentenceTransformerEmbedder

    settings = load_settings(index=index, embedder=embedder)
    columns = (
        TextColumn("Indexing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files, {task.fields[articles]:,} articles"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
        task = bar.add_task("files", total=None, articles=0)
        report = build(
            paths,
            settings.index,
            SentenceTransformerEmbedder(settings.embedder),
            rebuild=rebuild,
            progress=lambda done, total, articles: bar.update(
                task, completed=done, total=total, articles=articles
            ),
        )
    _show_build(report, settings.index)
    if any(problem.lost for problem in report.problems):
        raise typer.Exit(USAGE_ERROR)


@app.command()
def ask(
    question: Annotated[
        list[str], typer.Argument(metavar="QUESTION", help="What you want to know.")
    ],
    index: IndexOption = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    embedder: EmbedderOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Answer a question from the articles, with the words that prove it."""
    from assistant.service import Assistant

    with (
        _err.status("Reading the articles…"),
        Assistant.open(index=index, model=model, base_url=base_url, embedder=embedder) as assistant,
    ):
        answer = assistant.ask(" ".join(question))
    if as_json:
        typer.echo(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2).encode())
    else:
        _show_answer(answer)


@app.command()
def serve(
    index: IndexOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 7860,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    embedder: EmbedderOption = None,
) -> None:
    """Serve the page in which people ask, read and check."""
    from assistant.config import load_settings
    from assistant.interfaces import web
    from assistant.service import Assistant

    web.serve(
        Assistant.open(index=index, model=model, base_url=base_url, embedder=embedder),
        host=host,
        port=port,
        examples=load_settings().examples,
    )


@app.command()
def status(index: IndexOption = None, embedder: EmbedderOption = None) -> None:
    """Tell what an index holds and what it was built with."""
    from assistant.service import Assistant

    with Assistant.open(index=index, embedder=embedder) as assistant:
        found = assistant.status()
    _say(f"{found.index}\n  {found.articles:,} articles in {found.passages:,} passages")
    _say(f"  embedder  {found.embedder}\n  answers   {found.model}")


def main() -> None:
    """Run the command; a mistake of the user's is one line on standard error and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # what a terminal cannot show becomes "?"
    try:
        try:
            app()
        finally:
            if sys.stdout:
                sys.stdout.flush()
    except DatelineError as error:
        _warn(f"dateline: {error}")
        sys.exit(USAGE_ERROR)
    except OSError as error:
        if error.filename is not None:  # not of a stream: a fault of ours
            raise
        # Python would try to write the rest again when it exits, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _warn(f"dateline: {error}")
        sys.exit(FAULT)


def _show_build(report: BuildReport, directory: Path) -> None:
    _say(
        f"{directory}: {report.added:,} added, {report.updated:,} updated, "
        f"{report.removed:,} removed, {report.unchanged:,} unchanged"
    )
    if report.problems:
        count = len(report.problems)
        _warn("1 problem:" if count == 1 else f"{count:,} problems:")
        for problem in report.problems:
            _warn(f"  {problem}")


def _show_answer(answer: Answer) -> None:
    _say(answer.text)
    if answer.citations:
        _say()
    for citation in answer.citations:
        about = [citation.title or citation.article_id, citation.source, citation.published_at]
        _say(f"[{citation.n}] {', '.join(filter(None, about))}")
        _say(f"    {_quoted(citation.quote)}", style="dim")
    if answer.nearest:
        _say("\nThese came closest, but do not answer it:")
    for passage in answer.nearest:
        _say(f"  {passage.title or passage.article_id}")
        _say(f"    {shorten(passage.text, EXCERPT, placeholder='…')}", style="dim")
    for warning in answer.warnings:
        _warn(f"warning: {warning}")


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return flat if flat.startswith(("“", '"')) else f"“{flat}”"


def _say(text: str = "", style: str = "") -> None:
    _out.print(_UNPRINTABLE.sub("\ufffd", text), style=style)


def _warn(text: str) -> None:
    _err.print(_UNPRINTABLE.sub("\ufffd", text))
