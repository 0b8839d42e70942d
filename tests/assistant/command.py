"""The command line in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ARTICLES = Path(__file__).parents[2] / "articles"
COMMAND = (sys.executable, "-c", "from assistant.interfaces.cli import main; main()")


def dateline(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command; give exit code, output and errors."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    return done.returncode, done.stdout, done.stderr
