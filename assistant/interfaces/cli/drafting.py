"""The command that drafts a test set: ``testset``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import CasesError
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


def draft(
    *,
    index: IndexOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="A new .jsonl file; else print it."),
    ] = None,
    count: Annotated[int, typer.Option(metavar="N", min=1, help="How many questions.")] = 50,
    unanswerable: Annotated[
        float,
        typer.Option(metavar="SHARE", min=0, max=1, help="Of which no article answers this share."),
    ] = 0.2,
    multi_article: Annotated[
        float, typer.Option(metavar="SHARE", min=0, max=1, help="And that needs two articles.")
    ] = 0.1,
    attribution: Annotated[
        bool,
        typer.Option("--attribution", help="Ask which article has a quote, and nothing else."),
    ] = False,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    embedder: EmbedderOption = None,
    seed: SeedOption = 0,
) -> None:
    """Draft a test set from the indexed articles, each question with the sentence that answers it.

    Read every draft, and mend it or delete it: figures are only as good as their questions.

    Without a chat model, most drafts repeat a sentence's words and are easier than people's.
    """
    from assistant.evaluation.cases import write_cases
    from assistant.evaluation.drafts.testset import Wish, draft_testset

    if output:
        _check(output)
    wish = Wish(count, unanswerable, multi_article, attribution=attribution, seed=seed)
    settings = {"index": index, "model": model, "base_url": base_url, "embedder": embedder}
    with err.status("Reading the articles…"):
        cases, notes = draft_testset(wish, settings)
    if output:
        write_cases(output, cases)
        say(f"{output}: {len(cases):,} questions. Read them before you rely on them.")
    else:
        for case in cases:
            typer.echo(json.dumps(case.to_dict(), ensure_ascii=False).encode())
    for note in notes:
        warn(note)


def _check(output: Path) -> None:
    """Raise CasesError for a file that can't be written, before anything is drafted."""
    reason = ""
    if output.exists():
        reason = "is there already"
    elif output.suffix != ".jsonl":
        reason = "has to end in .jsonl"
    elif not output.resolve().parent.is_dir():
        reason = f"there is no folder {output.resolve().parent}"
    if reason:
        raise CasesError(f"{output}: {reason}; name a new .jsonl file")
