"""An answer as server-sent events: stage, citation, sentence, at last done or error."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import asdict
from typing import Any

from fastapi.responses import Response, StreamingResponse
from fastapi.sse import format_sse_event

from assistant.interfaces.server.problems import problem, told
from assistant.types import AnswerEvent

EVENTS = "text/event-stream"


async def server_sent(events: AsyncGenerator[AnswerEvent]) -> AsyncIterator[bytes]:
    """Write events; a citation comes before the first sentence that uses it.

    What goes wrong after the first event is told as the last one, "error", with the problem.
    """
    try:
        async with aclosing(events):
            async for event in events:
                for name, data in _named(event):
                    yield _written(name, data)
    except Exception as error:  # noqa: BLE001 - it is logged there, if it is ours
        yield _written("error", problem(told(error)).model_dump())


def _named(event: AnswerEvent) -> list[tuple[str, dict[str, Any]]]:
    if event.answer:
        return [("done", event.answer.to_dict())]
    if event.sentence:
        cited = [("citation", asdict(citation)) for citation in event.citations]
        return [*cited, ("sentence", asdict(event.sentence))]
    return [("stage", {"stage": event.stage, "query": event.query})]


def _written(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))


def streamed(events: AsyncIterator[bytes]) -> Response:
    """Send events as they come, past proxies that would gather them."""
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(events, media_type=EVENTS, headers=headers)
