"""Idempotency keys: what was done with one is not done again, but answered as before."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock

from assistant.interfaces.server.problems import Refused

KEPT_FOR = 24 * 3600  # seconds
_SCHEMA = """
create table if not exists kept (
    caller text, key text, asked text not null, answer text not null, at real not null,
    primary key (caller, key))
"""


class Kept:
    """Answers by caller and key, in a file that all processes of a server share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def once(
        self, caller: str, key: str, asked: object, work: Callable[[], dict[str, Any]]
    ) -> dict[str, Any]:
        """Do some work, unless that was done; without a key it always is.

        Raises Refused where the key was used for something else.
        """
        if not key:
            return work()
        digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
        name = hashlib.sha256(f"{caller}\0{key}".encode()).hexdigest()[:16]
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(self._folder / f"idempotency-{int(name, 16) % 16}.lock"), self._db() as db:
            db.execute("delete from kept where at < ?", [time.time() - KEPT_FOR])
            row = db.execute(
                "select asked, answer from kept where caller = ? and key = ?", [caller, key]
            ).fetchone()
            if row is None:
                answer = work()
                db.execute(
                    "insert into kept values (?, ?, ?, ?, ?)",
                    [caller, key, digest, json.dumps(answer), time.time()],
                )
                return answer
            if row[0] != digest:
                raise Refused(
                    422, "this Idempotency-Key was used for another request; take a new one"
                )
            answered: dict[str, Any] = json.loads(row[1])
            return answered

    @contextmanager
    def _db(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._folder / "idempotency.sqlite", timeout=30)) as db, db:
            db.execute(_SCHEMA)
            yield db
