"""Where every interface for programs asks: in turn, bounded in time, for as long as one waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, TypeVar

from fastapi.concurrency import run_in_threadpool

from assistant.interfaces.server.admission import Admission
from assistant.types import Answer, AnswerEvent, Turn
from index.types import Filters, Passage

if TYPE_CHECKING:
    from assistant import Assistant

T = TypeVar("T")


class Desk:
    """An assistant as it is served: ``seconds`` are what an answer may take, its wait included.

    Every method raises Refused for one too many, TimeoutError, and what the assistant raises.
    """

    def __init__(self, assistant: Assistant, admission: Admission, seconds: float) -> None:
        self.assistant = assistant
        self.admission = admission
        self._seconds = seconds

    async def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> Answer:
        """Answer a question; if cancelled, nobody works on it any more."""
        async with self.admission.place(self._seconds):
            return await self.assistant.aask(question, history, filters, read_time=read_time)

    async def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> AsyncGenerator[AnswerEvent]:
        """Answer a question, giving each stage and each sentence as it comes."""
        async with self.admission.place(self._seconds):
            events = self.assistant.astream(question, history, filters, read_time=read_time)
            async with aclosing(events):
                async for event in events:
                    yield event

    async def search(self, query: str, k: int, filters: Filters) -> list[Passage]:
        """Find passages."""
        return await self.run(lambda: self.assistant.search(query, k, filters))

    async def run(self, call: Callable[[], T]) -> T:
        """Do something that takes a place, in a thread."""
        async with self.admission.place(self._seconds):
            return await asyncio.shield(run_in_threadpool(call))
