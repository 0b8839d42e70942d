"""How many questions are answered at a time; who would wait too long is told so at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from assistant.interfaces.server.metrics import Metrics
from assistant.interfaces.server.problems import Refused

COME_BACK = 5  # seconds


class Admission:
    """Lets ``at_once`` in, has ``waiting`` wait in the order they came, and turns away the rest."""

    def __init__(self, at_once: int, waiting: int, metrics: Metrics) -> None:
        self._places = asyncio.Semaphore(at_once)
        self.most = at_once + waiting
        self._here = 0
        self._metrics = metrics

    @asynccontextmanager
    async def place(self, deadline: float) -> AsyncIterator[None]:
        """Hold a place, waited for until an instant of the loop; raises Refused, TimeoutError."""
        if self._here >= self.most:
            self._metrics.turned_away()
            raise Refused(
                503,
                f"{self._here} questions are being answered or wait; come back in a few seconds",
                {"retry-after": str(COME_BACK)},
            )
        self._count(1)
        try:
            async with asyncio.timeout_at(deadline):
                await self._places.acquire()
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._count(-1)

    def _count(self, more: int) -> None:
        self._here += more
        self._metrics.here(self._here)
