"""Saving single cases to a test set, as users of the page do that report an answer."""

from __future__ import annotations

import json
from pathlib import Path

from filelock import FileLock

from assistant.errors import CasesError
from assistant.evaluation.cases import Case

MOST = 5_000  # lines of the file
_PATIENCE = 10.0  # seconds that another process may take to save


def save_case(path: Path, case: Case, *, most: int = MOST) -> None:
    """Put a case into a test set of JSON lines, in the place of one with its id, in one step.

    Raises CasesError, which names the file without its folder, where that cannot be done or the
    file would have more than ``most`` lines.
    """
    draft = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock", timeout=_PATIENCE):
            before = path.read_text(encoding="utf-8-sig") if path.exists() else ""
            kept = [line for line in before.split("\n") if line and _id_in(line) != case.id]
            if len(kept) >= most:
                raise CasesError(f"{path.name} is full ({len(kept):,} cases); move it elsewhere")
            lines = [*kept, json.dumps(case.to_dict(), ensure_ascii=False)]
            draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
            draft.replace(path)
    except UnicodeDecodeError as error:
        raise CasesError(f"{path.name} is not UTF-8; move it elsewhere") from error
    except OSError as error:
        reason = error.strerror or "it is in use"
        raise CasesError(f"{path.name} cannot be written ({reason})") from error


def _id_in(line: str) -> str | None:
    """Return the id of a line's case; None for a comment, or what loading will complain of."""
    try:
        return Case.from_dict(json.loads(line)).id
    except (TypeError, ValueError, RecursionError):
        return None
