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

from filelock import FileLock, Timeout

from assistant.interfaces.server.problems import RETRY_AFTER, Refused

KEPT_FOR = 24 * 3600  # seconds
BUSY = "another addition is being made; repeat this one when it is through"
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

        Raises Refused where the key was used for something else, or other work is being done.
        """
        if not key:
            return work()
        digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if answer := self._answer(caller, key, digest):
            return answer
        try:
            # Held by whoever works, so that no repetition of it works too: what dies lets go of it.
            with FileLock(self._folder / "idempotency.lock", timeout=0, mode=0o600):
                answer = self._answer(caller, key, digest)
                if answer is None:
                    answer = work()
                    self._keep(caller, key, digest, answer)
        except Timeout:
            raise Refused(409, BUSY, {"retry-after": str(RETRY_AFTER)}) from None
        return answer

    def _answer(self, caller: str, key: str, digest: str) -> dict[str, Any] | None:
        """Give what was answered before; raises Refused where something else was asked."""
        with self._db() as db:
            row = db.execute(
                "select asked, answer from kept where caller = ? and key = ? and at >= ?",
                [caller, key, time.time() - KEPT_FOR],
            ).fetchone()
        if row is None:
            return None
        if row[0] != digest:
            raise Refused(422, "this Idempotency-Key was used for another request; take a new one")
        answered: dict[str, Any] = json.loads(row[1])
        return answered

    def _keep(self, caller: str, key: str, digest: str, answer: dict[str, Any]) -> None:
        with self._db() as db:
            db.execute("delete from kept where at < ?", [time.time() - KEPT_FOR])
            db.execute(
                "insert into kept values (?, ?, ?, ?, ?)",
                [caller, key, digest, json.dumps(answer), time.time()],
            )

    @contextmanager
    def _db(self) -> Iterator[sqlite3.Connection]:
        path = self._folder / "idempotency.sqlite"
        path.touch(mode=0o600)
        with closing(sqlite3.connect(path, timeout=30)) as db, db:
            db.execute(_SCHEMA)
            yield db
