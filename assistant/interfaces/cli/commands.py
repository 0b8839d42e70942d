"""The commands that index, ask, serve and tell the status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.interfaces.cli.terminal import (
    USAGE_ERROR,
    AuthorOption,
    BaseUrlOption,
    ChromaOption,
    EmbedderOption,
    FromOption,
    IgnoreTimeOption,
    IndexOption,
    ModelOption,
    SourceOption,
    ToOption,
    err,
    say,
    warn,
)

if TYPE_CHECKING:
    from index.build import BuildReport


def index_command(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATHS", help="Files and folders: .txt, .md and .jsonl."),
    ],
    index: IndexOption = None,
    embedder: EmbedderOption = None,
    chroma: ChromaOption = None,
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

    settings = load_settings(index=index, embedder=embedder, chroma=chroma)
    columns = (
        TextColumn("Indexing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files, {task.fields[articles]:,} articles"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("files", total=None, articles=0)
        report = build(
            paths,
            settings.index,
            SentenceTransformerEmbedder(settings.embedder),
            rebuild=rebuild,
            chroma=settings.chroma_server,
            progress=lambda done, total, articles: bar.update(
                task, completed=done, total=total, articles=articles
            ),
        )
    _show_build(report, settings.index)
    if any(problem.lost for problem in report.problems):
        raise typer.Exit(USAGE_ERROR)


def ask(
    question: Annotated[
        list[str], typer.Argument(metavar="QUESTION", help="What you want to know.")
    ],
    *,
    index: IndexOption = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    embedder: EmbedderOption = None,
    chroma: ChromaOption = None,
    source: SourceOption = None,
    author: AuthorOption = None,
    published_from: FromOption = None,
    published_to: ToOption = None,
    ignore_time: IgnoreTimeOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Answer a question from the articles, with the words that prove it."""
    from assistant.interfaces.cli.answering import show_answer
    from assistant.service import Assistant
    from index.types import Filters

    filters = Filters(
        sources=tuple(source or ()),
        authors=tuple(author or ()),
        published_from=published_from or "",
        published_to=published_to or "",
    )
    with (
        err.status("Reading the articles…"),
        Assistant.open(
            index=index, model=model, base_url=base_url, embedder=embedder, chroma=chroma
        ) as assistant,
    ):
        answer = assistant.ask(" ".join(question), filters=filters, read_time=not ignore_time)
    if as_json:
        typer.echo(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2).encode())
    else:
        show_answer(answer)


def serve(
    index: IndexOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 7860,
    allow_anonymous: Annotated[
        bool,
        typer.Option(
            "--allow-anonymous", help="Let everybody ask and read, on any address, without a login."
        ),
    ] = False,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    embedder: EmbedderOption = None,
    chroma: ChromaOption = None,
) -> None:
    """Serve the page in which people ask, read and check, and the interfaces for programs."""
    from assistant.config import load_settings
    from assistant.interfaces.server.serving import serve as serve_app
    from assistant.service import Assistant

    settings = load_settings(allow_anonymous=allow_anonymous or None)
    serve_app(
        Assistant.open(
            index=index, model=model, base_url=base_url, embedder=embedder, chroma=chroma
        ),
        host=host,
        port=port,
        settings=settings,
    )


def status(
    index: IndexOption = None, embedder: EmbedderOption = None, chroma: ChromaOption = None
) -> None:
    """Tell what an index holds and what it was built with."""
    from assistant.service import Assistant

    with Assistant.open(index=index, embedder=embedder, chroma=chroma) as assistant:
        found = assistant.status()
    say(f"{found.index}\n  {found.articles:,} articles in {found.passages:,} passages")
    say(f"  embedder  {found.embedder}\n  answers   {found.model}")


def _show_build(report: BuildReport, directory: Path) -> None:
    say(
        f"{directory}: {report.added:,} added, {report.updated:,} updated, "
        f"{report.removed:,} removed, {report.unchanged:,} unchanged"
    )
    if report.problems:
        count = len(report.problems)
        warn("1 problem:" if count == 1 else f"{count:,} problems:")
        for problem in report.problems:
            warn(f"  {problem}")
