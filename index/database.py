"""One SQLite file, read and written by any thread, a transaction at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexMismatch

_State = tuple[int, int, int]


class Database:
    """Connections to a file, each used by one thread at a time and kept for the next.

    A file that was replaced or changed by others is opened anew, so that one that is gone is never
    read on. Raises IndexMismatch for one that is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[tuple[_State, sqlite3.Connection]] = []

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one transaction, which an exception undoes."""
        try:
            state = self._state()
            db = self._taken(state) or self._connected()
            try:
                with db:
                    yield db
            except BaseException:
                db.close()
                raise
            self._idle.append((state, db))
        except (sqlite3.Error, OSError) as error:
            raise IndexMismatch(
                f"{self.path} cannot be used ({error}); if it is damaged, build the index anew"
                f" with: dateline index PATHS --index {self.path.parents[1]} --rebuild"
            ) from error

    def close(self) -> None:
        """Let go of the file; what is asked later opens it again."""
        while kept := self._any():
            kept[1].close()

    def _taken(self, state: _State) -> sqlite3.Connection | None:
        while kept := self._any():
            opened_on, db = kept
            if opened_on == state:
                return db
            db.close()
        return None

    def _any(self) -> tuple[_State, sqlite3.Connection] | None:
        try:
            return self._idle.pop()
        except IndexError:  # none is left, or another thread was faster
            return None

    def _connected(self) -> sqlite3.Connection:
        address = f"{self.path.resolve().as_uri()}?mode=rw"
        db = sqlite3.connect(address, timeout=30, uri=True, check_same_thread=False)
        db.execute("pragma foreign_keys = on")
        return db

    def _state(self) -> _State:
        """Give what changes with the file; one that is held open keeps its number to itself."""
        found = self.path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns
