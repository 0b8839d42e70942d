"""What every command shares: its options, and how it speaks to the terminal."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

USAGE_ERROR = 2  # the exit code of everything the user can mend

out = Console(highlight=False, soft_wrap=True, markup=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
# What moves a terminal's cursor, colours it or turns its text around, tags that nobody sees, and
# half surrogate pairs.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)

IndexOption = Annotated[
    Path | None,
    typer.Option(
        "--index", metavar="DIR", readable=False, help="The index; by default .dateline/index."
    ),
]
ChromaOption = Annotated[
    str | None,
    typer.Option(
        "--chroma",
        metavar="URL",
        help="A Chroma server that has the vectors: http://HOST:PORT, or cloud.",
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


def _day(given: str) -> str:
    """Check an ISO day; typer names the option and the value that is none."""
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise typer.BadParameter(f"'{given}' is no date such as 2025-12-24") from None


SourceOption = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Only this publisher's articles; repeatable."),
]
AuthorOption = Annotated[
    list[str] | None,
    typer.Option("--author", metavar="NAME", help="Only this author's articles; repeatable."),
]
FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DAY", parser=_day, help="Only articles of this day or later."),
]
ToOption = Annotated[
    str | None,
    typer.Option("--to", metavar="DAY", parser=_day, help="Only articles of this day or before."),
]
IgnoreTimeOption = Annotated[
    bool,
    typer.Option("--ignore-time", help='Do not let "since March" in the question choose articles.'),
]
SeedOption = Annotated[int, typer.Option(metavar="N", min=0, help="Of every draw.")]


def say(text: str = "", style: str = "") -> None:
    """Print a line, whatever strangers have put in it."""
    out.print(printable(text), style=style)


def warn(text: str) -> None:
    """Print a line on standard error."""
    err.print(printable(text))


def line(text: str) -> str:
    """Return a stranger's text on one line, so that it cannot pass for a line of ours."""
    return printable(" ".join(text.split()))


def printable(text: str) -> str:
    """Return a text in which nothing steers a terminal."""
    return _UNPRINTABLE.sub("\ufffd", text)
