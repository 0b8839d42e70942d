"""The command line: ``dateline index | ask | serve | mcp | status | evaluate | testset | keys``."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer

from assistant.interfaces.cli import commands, drafting, evaluating, keys, mcp
from assistant.interfaces.cli.terminal import USAGE_ERROR, say, warn
from index.errors import DatelineError

FAULT = 1  # the exit code of what the user cannot mend

app = typer.Typer(
    name="dateline",
    epilog="Settings come from options, then DATELINE_* variables, then dateline.toml.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("index")(commands.index_command)
app.command()(commands.ask)
app.command()(commands.serve)
app.command()(mcp.mcp)
app.command()(commands.status)
app.command()(evaluating.evaluate)
app.command("testset")(drafting.draft)
app.add_typer(keys.app, name="keys")


def _show_version(*, wanted: bool) -> None:
    if wanted:
        say(f"dateline {version('dateline')}")
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
        warn(f"dateline: {error}")
        sys.exit(USAGE_ERROR)
    except OSError as error:
        if error.filename is not None:  # not of a stream: a fault of ours
            raise
        # Python would try to write the rest again when it exits, and fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        warn(f"dateline: {error}")
        sys.exit(FAULT)
