"""A process that serves a GGUF file, seen from the one who begins it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from threading import Timer
from typing import IO

from assistant.errors import ModelError

CONTEXT = 8_192  # tokens; a model that takes fewer gets as many as it takes
LONGEST_START = 300.0  # seconds in which a file has to be read from its disk
_LAST_WORDS = 10.0  # seconds
_FAULT = re.compile(r"error loading model: (.+)|^[\d.]+ E (.+)", re.MULTILINE)


class Process:
    """Serves a file at ``url``, to who has the ``key``, as long as somebody holds this object.

    Raises ModelError.
    """

    def __init__(self, file: Path) -> None:
        self.key = token_urlsafe()
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
            self._process = _begun(log)
            self.end = weakref.finalize(self, _end, self._process)
            asked = {
                "path": str(file.absolute()),
                "key": self.key,
                "context": CONTEXT,
                "threads": _cores(),
            }
            address = _address(self._process, asked)
            if not address:
                with suppress(subprocess.TimeoutExpired):  # it is about to end by itself
                    self._process.wait(_LAST_WORDS)
                self.end()
                log.seek(0)
                raise ModelError(f"the model file {file} {_fault(self._process, log.read())}")
        self.url = f"{address}/v1"

    def runs(self) -> bool:
        """Tell whether it is still there."""
        return self._process.poll() is None


def _begun(log: IO[str]) -> subprocess.Popen[str]:
    paths = os.pathsep.join(filter(None, sys.path))
    # Threads that wait for each other without rest are slow beside any other work.
    patient = {"OMP_WAIT_POLICY": "PASSIVE"}
    # -P: the folder that one happens to be in is no place to import from.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "assistant.local.serving"],
        env={**patient, **os.environ, "PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        start_new_session=True,  # Ctrl-C is meant for the one who asks
    )


def _address(process: subprocess.Popen[str], asked: dict[str, object]) -> str:
    """Say what to serve, and return where it is served; "" if it is not."""
    if process.stdin is None or process.stdout is None:
        raise AssertionError("both are pipes")
    late = Timer(LONGEST_START, process.kill)
    late.start()
    try:
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        lines = map(str.strip, process.stdout)
        return next((line for line in lines if line.startswith("http:")), "")
    except BrokenPipeError:
        return ""
    finally:
        late.cancel()


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for pipe in filter(None, (process.stdin, process.stdout)):
        pipe.close()


def _fault(process: subprocess.Popen[str], log: str) -> str:
    faults = [told or last for told, last in _FAULT.findall(log)]
    if faults:
        return f"cannot be run, choose another one: {faults[0]}"
    ended = -process.returncode
    if ended == signal.SIGKILL:
        return "did not fit in memory, or took too long to read: choose a smaller model"
    how = signal.Signals(ended).name if ended > 0 else f"status {process.returncode}"
    return f"cannot be run: xllamacpp ended with {how}: {log[-200:]}"


def _cores() -> int:
    """Return the processors that this process may use."""
    usable = getattr(os, "sched_getaffinity", None)  # where the system tells
    return len(usable(0)) if usable else os.cpu_count() or 1
