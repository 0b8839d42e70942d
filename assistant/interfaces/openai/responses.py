"""POST /v1/responses: an answer as a response, whole or as the events that it comes in."""

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
from assistant.interfaces.openai.messages import asked
from assistant.interfaces.openai.requests import MODEL, ResponsesRequest, texts_of
from assistant.interfaces.openai.usage import usage_of
from assistant.interfaces.openai.written import event, written
from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.problems import told
from assistant.telling import Telling
from assistant.types import Answer, AnswerEvent
from index.embed import Embedder

_PLACE = {"output_index": 0, "content_index": 0}  # there is one message with one text


def add_responses(router: APIRouter, desk: Desk) -> None:
    """Serve responses."""

    @router.post("/responses")
    async def respond(wanted: ResponsesRequest, request: Request) -> Response:
        wanted.check()
        question, history = asked(wanted.input, "input")
        reply = Reply(
            desk.assistant.embedder,
            articles_address(request),
            texts_of(question, history),
            {"instructions": wanted.instructions, "metadata": wanted.metadata or {}},
        )
        if not wanted.stream:
            asking = desk.ask(question, history, **wanted.where())
            return written(await reply.whole(await while_connected(request, asking)))
        events = await followed(request, desk.stream(question, history, **wanted.where()))
        return streamed(_numbered(reply.events(events)))


async def _numbered(events: AsyncIterator[dict[str, Any]]) -> AsyncIterator[bytes]:
    number = 0
    async for each in events:
        yield event({**each, "sequence_number": number}, each["type"])
        number += 1


@dataclass(frozen=True, slots=True)
class Reply:
    """One response; ``texts`` are those that are read for it, ``echoed`` is sent back."""

    embedder: Embedder
    articles: str
    texts: list[str]
    echoed: dict[str, Any]
    id: str = field(default_factory=lambda: f"resp_{uuid4().hex}")
    item_id: str = field(default_factory=lambda: f"msg_{uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    async def whole(self, answer: Answer) -> dict[str, Any]:
        """Write it as one object."""
        notes = Annotating(self.articles, answer.citations).annotations(answer.text)
        usage = await usage_of(self.embedder, self.texts, answer.text)
        return self._response(
            "completed",
            output=[self._message("completed", [_text(answer.text, notes)])],
            usage=usage.of_response(),
            dateline=answer.to_dict(),
        )

    async def events(self, steps: AsyncGenerator[AnswerEvent]) -> AsyncIterator[dict[str, Any]]:
        """Write it as events: each sentence, and after it where it cites."""
        started = self._response("in_progress")
        yield {"type": "response.created", "response": started}
        yield {"type": "response.in_progress", "response": started}
        item = self._message("in_progress", [])
        yield {"type": "response.output_item.added", "output_index": 0, "item": item}
        yield self._here("response.content_part.added", part=_text("", []))
        try:
            async with aclosing(steps):
                async for each in self._told(steps):
                    yield each
        except Exception as error:  # noqa: BLE001 - it is logged there, if it is ours
            fault = {"code": "server_error", "message": told(error).detail}
            yield {"type": "response.failed", "response": self._response("failed", error=fault)}

    async def _told(self, steps: AsyncGenerator[AnswerEvent]) -> AsyncIterator[dict[str, Any]]:
        telling, annotating, length, count = Telling(), Annotating(self.articles), 0, 0
        async for step in steps:
            annotating.learn(step.answer.citations if step.answer else step.citations)
            if piece := telling.piece(step):
                yield self._here("response.output_text.delta", delta=piece, logprobs=[])
            for note in annotating.annotations(piece, length):
                more = {"annotation": note, "annotation_index": count}
                yield self._here("response.output_text.annotation.added", **more)
                count += 1
            length += len(piece)
            if step.answer:
                for each in self._ended(await self.whole(step.answer)):
                    yield each

    def _ended(self, whole: dict[str, Any]) -> list[dict[str, Any]]:
        (item,) = whole["output"]
        (part,) = item["content"]
        return [
            self._here("response.output_text.done", text=part["text"], logprobs=[]),
            self._here("response.content_part.done", part=part),
            {"type": "response.output_item.done", "output_index": 0, "item": item},
            {"type": "response.completed", "response": whole},
        ]

    def _here(self, kind: str, **more: Any) -> dict[str, Any]:
        return {"type": kind, "item_id": self.item_id, **_PLACE, **more}

    def _message(self, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "type": "message",
            "id": self.item_id,
            "role": "assistant",
            "status": status,
            "content": content,
        }

    def _response(self, status: str, **more: Any) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": "response",
            "created_at": self.created,
            "status": status,
            "model": MODEL,
            "error": None,
            "incomplete_details": None,
            "output": [],
            "parallel_tool_calls": False,
            "previous_response_id": None,
            "store": False,
            "temperature": None,
            "text": {"format": {"type": "text"}},
            "tool_choice": "none",
            "tools": [],
            "top_p": None,
            "usage": None,
            **self.echoed,
            **more,
        }


def _text(text: str, annotations: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "output_text", "text": text, "annotations": annotations, "logprobs": []}
