"""Where every interface asks: in turn, bounded in time, for as long as one waits."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, TypeVar

from fastapi.concurrency import run_in_threadpool

from assistant.config import ServerSettings
from assistant.interfaces.server.admission import Admission
from assistant.interfaces.server.metrics import Metrics
from assistant.types import Answer, AnswerEvent, Turn
from index.types import Filters, Passage

if TYPE_CHECKING:
    from assistant import Assistant

T = TypeVar("T")
log = logging.getLogger("dateline.questions")


class Desk:
    """An assistant as it is served: the time that an answer may take includes its wait.

    Every method raises Refused for one too many, TimeoutError, and what the assistant raises.
    """

    def __init__(
        self,
        assistant: Assistant,
        settings: ServerSettings,
        metrics: Metrics,
    ) -> None:
        self.assistant = assistant
        self.admission = Admission(settings.at_once, settings.waiting, metrics)
        self._metrics = metrics
        self._seconds = settings.answer_timeout
        self._log_questions = settings.log_questions

    async def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> Answer:
        """Answer a question; if cancelled, nobody works on it any more."""
        deadline = self._deadline()
        async with self.admission.place(deadline), asyncio.timeout_at(deadline):
            answer = await self.assistant.aask(question, history, filters, read_time=read_time)
        self._note(answer)
        return answer

    async def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> AsyncGenerator[AnswerEvent]:
        """Answer a question, giving each stage and each sentence as it comes.

        One task may begin this and another go on with it: no time limit is held between two events.
        """
        deadline = self._deadline()
        async with self.admission.place(deadline):
            events = self.assistant.astream(question, history, filters, read_time=read_time)
            async with aclosing(events):
                while True:
                    async with asyncio.timeout_at(deadline):
                        event = await anext(events, None)
                    if event is None:
                        return
                    if event.answer:
                        self._note(event.answer)
                    yield event

    async def search(self, query: str, k: int, filters: Filters) -> list[Passage]:
        """Find passages."""
        return await self.run(lambda: self.assistant.search(query, k, filters))

    async def run(self, call: Callable[[], T]) -> T:
        """Do something that takes a place, in a thread; only the wait for the place is limited."""
        async with self.admission.place(self._deadline()):
            return await run_in_threadpool(call)

    def _deadline(self) -> float:
        return asyncio.get_running_loop().time() + self._seconds

    def _note(self, answer: Answer) -> None:
        self._metrics.answer(answer)
        if self._log_questions:
            log.info("asked", extra={"question": answer.question, "status": answer.status})
