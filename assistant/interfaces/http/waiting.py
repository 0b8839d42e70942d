"""Answers for who is still there: nobody works on a question whose asker has left."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import aclosing
from typing import Any, TypeVar

from fastapi import Request

from assistant.interfaces.server.problems import Refused

GONE = 499  # a status that nobody sees: who asked has left

T = TypeVar("T")


async def followed(request: Request, events: AsyncGenerator[T]) -> AsyncGenerator[T]:
    """Wait for the first event, then give them all: until then, an error can have its status.

    Raises Refused when who asked leaves before it; later, it is for the response to see that.
    """
    return await while_connected(request, _begun(events))


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do some work for as long as who asked for it is there; raises Refused when it has left."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise Refused(GONE, "who asked has left")
    finally:
        for task in (working, leaving):
            task.cancel()
            await asyncio.wait((task,))


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _begun(events: AsyncGenerator[T]) -> AsyncGenerator[T]:
    first = await anext(events)

    async def all_of_them() -> AsyncGenerator[T]:
        async with aclosing(events):
            yield first
            async for following in events:
                yield following

    return all_of_them()
