"""POST /v1/chat/completions: an answer as a completion, whole or in chunks."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request, Response

from assistant.interfaces.http.streaming import streamed
from assistant.interfaces.http.waiting import followed, while_connected
from assistant.interfaces.openai.annotations import Annotating, articles_address
from assistant.interfaces.openai.errors import error_body
from assistant.interfaces.openai.messages import asked
from assistant.interfaces.openai.requests import MODEL, ChatRequest, texts_of
from assistant.interfaces.openai.usage import usage_of
from assistant.interfaces.openai.written import event, written
from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.problems import told
from assistant.telling import Telling
from assistant.types import Answer, AnswerEvent
from index.embed import Embedder


def add_chat(router: APIRouter, desk: Desk) -> None:
    """Serve chat completions."""

    @router.post("/chat/completions")
    async def complete(wanted: ChatRequest, request: Request) -> Response:
        wanted.check()
        question, history = asked(wanted.messages, "messages")
        completion = Completion(
            desk.assistant.embedder, articles_address(request), texts_of(question, history)
        )
        if not wanted.stream:
            asking = desk.ask(question, history, **wanted.where())
            answer = await while_connected(request, asking)
            return written(await completion.whole(answer))
        events = await followed(request, desk.stream(question, history, **wanted.where()))
        options = wanted.stream_options
        return streamed(completion.chunks(events, bool(options and options.include_usage)))


@dataclass(frozen=True, slots=True)
class Completion:
    """One completion; ``texts`` are those that are read for it."""

    embedder: Embedder
    articles: str
    texts: list[str]
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    async def whole(self, answer: Answer) -> dict[str, Any]:
        """Write it as one object."""
        message = {
            "role": "assistant",
            "content": answer.text,
            "refusal": None,
            **self._citing(answer),
        }
        usage = await usage_of(self.embedder, self.texts, answer.text)
        return {
            **self._head("chat.completion"),
            "choices": [
                {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
            ],
            "usage": usage.of_chat(),
        }

    async def chunks(
        self, events: AsyncGenerator[AnswerEvent], include_usage: bool
    ) -> AsyncIterator[bytes]:
        """Write it as events: a sentence each; the last but usage has the citations."""
        more = {"usage": None} if include_usage else {}
        telling = Telling()
        yield self._chunk({"role": "assistant", "content": ""}, more)
        try:
            async with aclosing(events):
                async for step in events:
                    if piece := telling.piece(step):
                        yield self._chunk({"content": piece}, more)
                    if not step.answer:
                        continue
                    yield self._chunk(self._citing(step.answer), more, "stop")
                    if include_usage:
                        usage = await usage_of(self.embedder, self.texts, step.answer.text)
                        last = {"choices": [], "usage": usage.of_chat()}
                        yield event({**self._head("chat.completion.chunk"), **last})
        except Exception as error:  # noqa: BLE001 - it is logged there, if it is ours
            yield event({"error": error_body(told(error))})
            return
        yield event("[DONE]")

    def _citing(self, answer: Answer) -> dict[str, Any]:
        """Write what says where an answer is from, beside its text."""
        flat = Annotating(self.articles, answer.citations).annotations(answer.text)
        annotations = [
            {"type": note.pop("type"), "url_citation": note}  # the rest of it
            for note in flat
        ]
        return {"annotations": annotations, "dateline": answer.to_dict()}

    def _chunk(
        self, delta: dict[str, Any], more: dict[str, Any], finish: str | None = None
    ) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return event({**self._head("chat.completion.chunk"), "choices": [choice], **more})

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL}
