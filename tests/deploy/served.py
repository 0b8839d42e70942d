"""``dateline serve`` in a process of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.assistant.command import COMMAND

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Served:
    """A server that runs, and its address, without a slash at its end."""

    process: subprocess.Popen[str]
    address: str


@contextmanager
def served(folder: Path, *arguments: object, **settings: str) -> Iterator[Served]:
    """Serve from a folder; ``settings`` are those of Dateline, as variables give them."""
    given = {f"DATELINE_{name.upper()}": value for name, value in settings.items()}
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", *map(str, arguments)],
        cwd=folder,
        env=os.environ | given | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        try:
            said = process.stdout.readline().strip()
            assert said.startswith("Dateline is at "), process.stderr.read()
            yield Served(process, said.removeprefix("Dateline is at "))
        finally:
            if process.poll() is None:
                process.kill()
