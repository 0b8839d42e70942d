"""The command line as a user types it: in this process, or in one of its own."""

from __future__ import annotations

import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

import pytest

from assistant.interfaces.cli import main

ARTICLES = Path(__file__).parents[2] / "articles"
COMMAND = (sys.executable, "-c", "from assistant.interfaces.cli import main; main()")

Done = tuple[int, str, str]
"""Exit code, output and errors."""


def dateline(*arguments: str | Path) -> Done:
    """Run the command here, where everything is imported already."""
    output, errors = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        patch.object(sys, "argv", ["dateline", *map(str, arguments)]),
        redirect_stdout(output),
        redirect_stderr(errors),
        pytest.raises(SystemExit) as end,
    ):
        main()
    return int(end.value.code or 0), said(output), said(errors)


def said(stream: TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def dateline_process(*arguments: str | Path) -> Done:
    """Run the command in a process of its own, which says all that libraries say, too."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    return done.returncode, done.stdout, done.stderr
