"""What these routes send: JSON, whole or as server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from typing import Any, TypeVar

from fastapi.responses import Response, StreamingResponse
from fastapi.sse import format_sse_event

T = TypeVar("T")


def written(
    body: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Write a response; half a surrogate pair that a client sent is sent back as it came."""
    return Response(json.dumps(body), status, headers, "application/json")


def event(data: Mapping[str, Any] | str, name: str | None = None) -> bytes:
    """Write a server-sent event."""
    text = data if isinstance(data, str) else json.dumps(data)
    return format_sse_event(event=name, data_str=text)


def streamed(events: AsyncIterator[bytes]) -> Response:
    """Send events as they come, past proxies that would gather them."""
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def begun(events: AsyncGenerator[T]) -> AsyncGenerator[T]:
    """Wait for the first event, then give them all: until then, an error can have its status."""
    first = await anext(events)

    async def all_of_them() -> AsyncGenerator[T]:
        async with aclosing(events):
            yield first
            async for following in events:
                yield following

    return all_of_them()
