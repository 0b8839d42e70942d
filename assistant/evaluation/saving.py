"""Saving single cases to a test set, as users of the page do that report an answer."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from tempfile import mkstemp

from filelock import FileLock

from assistant.errors import CasesError
from assistant.evaluation.cases import Case

MOST = 5_000  # lines of the file
MOST_BYTES = 20_000_000  # of the file
REPORTED = "reported"
"""The tag of a case that a later one with its id may replace; what has no such tag stays."""

_PATIENCE = 2.0  # seconds that another process may take to save


def save_case(path: Path, case: Case, *, most: int = MOST) -> None:
    """Put a case into a test set of JSON lines, in the place of a reported one with its id.

    It is done in one step, and every other line stays as it is. Raises CasesError, which names the
    file without its folder, where that cannot be done or the file would become too large.
    """
    path = path.resolve()
    if Case.from_dict(case.to_dict()) != case:
        raise CasesError("this report cannot be saved as it is; leave odd characters out")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock", timeout=_PATIENCE):
            before = path.read_bytes() if path.exists() else b""
            lines = re.findall(r"[^\n]*\n|[^\n]+$", before.decode("utf-8"))
            kept = [line for line in lines if _reported_id(line) != case.id]
            if kept and not kept[-1].endswith("\n"):
                kept[-1] += "\n"
            kept.append(json.dumps(case.to_dict()) + "\n")
            after = "".join(kept).encode()
            if len(kept) > most or len(after) > MOST_BYTES:
                raise CasesError(f"{path.name} is full ({len(lines):,} lines); move it elsewhere")
            _replace(path, after)
    except UnicodeDecodeError as error:
        raise CasesError(f"{path.name} is not UTF-8; move it elsewhere") from error
    except OSError as error:
        reason = error.strerror or "it is in use"
        raise CasesError(f"{path.name} cannot be written ({reason})") from error


def _replace(path: Path, content: bytes) -> None:
    """Write a file in one step, with the mode that it had; a new one is its owner's alone."""
    handle, draft = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.exists():
            Path(draft).chmod(path.stat().st_mode & 0o777)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _reported_id(line: str) -> str | None:
    """Return the id of a line's case if it was reported; None for any other line."""
    if f'"{REPORTED}"' not in line:
        return None
    try:
        fields = json.loads(line)
        return str(fields["id"]) if REPORTED in fields["tags"] else None
    except (TypeError, ValueError, LookupError, RecursionError):
        return None
