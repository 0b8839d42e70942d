"""A question that nobody waits for any more: the chat model's server is let go of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest

from assistant import Assistant
from assistant.answer.generative import GenerativeAnswerer
from assistant.model import open_chat_model
from assistant.rewrite import rewrite
from index.retrieve import Retriever
from tests.assistant.openai_server import CHUNKED, OpenAIServer, sending, serving

SHIPS = "How many ships did the navy order?"
HISTORY = [{"role": "user", "content": "Who ordered ships?"}]


def with_model(retriever: Retriever, base_url: str) -> Assistant:
    """Give an assistant whose model may take very long."""
    model = open_chat_model("openai:tiny", base_url=base_url, timeout=100)
    return Assistant(
        retriever,
        GenerativeAnswerer(model),
        rewriter=lambda question, history: rewrite(model, question, history),
    )


async def to_its_end(stream: AsyncIterator[Any]) -> None:
    async for _ in stream:
        pass


ASKED: dict[str, Callable[[Assistant], Awaitable[Any]]] = {
    "aask": lambda assistant: assistant.aask(SHIPS),
    "astream": lambda assistant: to_its_end(assistant.astream(SHIPS)),
    "ainvoke": lambda assistant: assistant.as_runnable().ainvoke(SHIPS),
    "runnable's astream": lambda assistant: to_its_end(assistant.as_runnable().astream(SHIPS)),
    "tool's ainvoke": lambda assistant: assistant.as_tool().ainvoke({"question": SHIPS}),
    "rewriting": lambda assistant: assistant.as_runnable().ainvoke(
        {"question": "How many were ordered?", "history": HISTORY}
    ),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_the_server_stops_writing(
    retriever: Retriever, asked: Callable[[Assistant], Awaitable[Any]]
) -> None:
    async def cancelled(server: OpenAIServer) -> None:
        asking = asyncio.ensure_future(asked(with_model(retriever, server.url)))
        while server.sent < 3:
            await asyncio.sleep(0.05)
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking
        sent = 0
        while sent < server.sent:
            sent = server.sent
            await asyncio.sleep(1)

    with serving(OpenAIServer("Twelve ships " * 10_000, pause=0.05)) as server:
        asyncio.run(cancelled(server))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_nobody_waits_for_a_silent_server(
    retriever: Retriever, asked: Callable[[Assistant], Awaitable[Any]]
) -> None:
    """The loop ends when the threads have that it lent out."""

    async def cancelled(url: str) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(asked(with_model(retriever, url)), 1)

    with sending(CHUNKED, closes=False) as url:
        asyncio.run(cancelled(url))
