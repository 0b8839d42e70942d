"""An assistant that was closed: whatever is asked of it then, it says so and what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from assistant import Assistant
from assistant.errors import AssistantClosed

SHIPS = "How many ships did the navy order?"


async def streamed(assistant: Assistant) -> list[Any]:
    return [event async for event in assistant.astream(SHIPS)]


ASKED: dict[str, Callable[[Assistant], Any]] = {
    "ask": lambda assistant: assistant.ask(SHIPS),
    "a greeting": lambda assistant: assistant.ask("Hello"),
    "stream": lambda assistant: list(assistant.stream(SHIPS)),
    "aask": lambda assistant: asyncio.run(assistant.aask(SHIPS)),
    "astream": lambda assistant: asyncio.run(streamed(assistant)),
    "search": lambda assistant: assistant.search("ships"),
    "articles": lambda assistant: list(assistant.articles()),
    "status": lambda assistant: assistant.status(),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_it_says_so(extractive: Assistant, asked: Callable[[Assistant], Any]) -> None:
    extractive.close()
    with pytest.raises(AssistantClosed, match=r"open another with Assistant\.open\(\)"):
        asked(extractive)


def test_so_does_what_was_made_of_it(extractive: Assistant) -> None:
    runnable, tool, retriever = (
        extractive.as_runnable(),
        extractive.as_tool(),
        extractive.as_retriever(),
    )
    extractive.close()
    for part in (runnable, retriever):
        with pytest.raises(AssistantClosed):
            part.invoke(SHIPS)
    assert "was closed" in tool.invoke({"question": SHIPS})


def test_a_stream_in_whose_middle_it_is_closed_ends_so(extractive: Assistant) -> None:
    async def closing() -> None:
        async for _ in extractive.astream(SHIPS):
            extractive.close()

    with pytest.raises(AssistantClosed):
        asyncio.run(closing())


def test_to_close_it_twice_is_no_fault(extractive: Assistant) -> None:
    extractive.close()
    extractive.close()
