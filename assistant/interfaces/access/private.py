"""Files that nobody but the server's own account may read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from filelock import FileLock

from assistant.errors import SettingsError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file whose folder is made if need be.

    Raises SettingsError where the files, there or in the body of the ``with``, cannot be used.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{path.name}.lock"), mode=0o600):
            yield
    except OSError as error:
        raise unusable(path, error) from error


def write(path: Path, text: str) -> None:
    """Write a file at once or not at all, for its owner only; raises OSError."""
    new = path.with_name(f"{path.name}.{token_hex(4)}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def unusable(path: Path, error: OSError) -> SettingsError:
    """Say which file cannot be used, and which setting says where it is."""
    return SettingsError(
        f"{path} cannot be used: {error.strerror or error}; give it to this account, or choose"
        " another folder with the setting `state`"
    )


def secret_in(path: Path) -> str:
    """Return the 256 random bits that a file keeps, in hex; they are made once."""
    with locked(path):
        if not path.exists():
            write(path, token_hex(32))
        return path.read_text()
