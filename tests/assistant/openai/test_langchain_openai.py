"""LangChain's ChatOpenAI, which knows nothing of Dateline."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from assistant import Assistant
from tests.assistant.openai.cited import TROOPS, check_citations


@pytest.fixture(params=["completions", "responses"])
async def model(base_url: str, request: pytest.FixtureRequest) -> AsyncIterator[ChatOpenAI]:
    with httpx.Client() as client:
        async with httpx.AsyncClient() as async_client:
            yield ChatOpenAI(
                model="dateline",
                base_url=base_url,
                api_key=SecretStr("unused"),
                use_responses_api=request.param == "responses",
                stream_usage=True,
                http_client=client,
                http_async_client=async_client,
            )


def test_it_is_invoked(model: ChatOpenAI, assistant: Assistant) -> None:
    message = model.invoke([SystemMessage("Be brief."), HumanMessage(TROOPS)])
    assert message.text == assistant.ask(TROOPS).text
    assert isinstance(message, AIMessage)
    assert message.usage_metadata
    assert message.usage_metadata["output_tokens"] > 0


def test_it_streams(model: ChatOpenAI, assistant: Assistant) -> None:
    whole = None
    for chunk in model.stream(TROOPS):
        assert isinstance(chunk, AIMessageChunk)
        whole = chunk if whole is None else whole + chunk
    assert whole is not None
    assert whole.text == assistant.ask(TROOPS).text
    assert whole.usage_metadata


async def test_it_streams_without_blocking(model: ChatOpenAI, assistant: Assistant) -> None:
    pieces = [chunk.text async for chunk in model.astream(TROOPS)]
    assert "".join(pieces) == assistant.ask(TROOPS).text


def test_its_messages_are_the_conversation(model: ChatOpenAI) -> None:
    """An answer is known again by its words, and by its annotations where they come along."""
    said: list[Any] = [HumanMessage(TROOPS)]
    said += [model.invoke(said), HumanMessage("When was that article published?")]
    assert "was published on" in model.invoke(said).text


@pytest.mark.parametrize("model", ["responses"], indirect=True)
def test_responses_keep_where_sentences_cite(model: ChatOpenAI, assistant: Assistant) -> None:
    """Of completions, ChatOpenAI drops what they have beside the text."""
    streamed: Any = None
    for chunk in model.stream(TROOPS):
        streamed = chunk if streamed is None else streamed + chunk
    whole: Any = model.invoke(TROOPS)
    for message in (whole, streamed):
        cited = [note for block in message.content for note in block.get("annotations", [])]
        assert cited
        check_citations(assistant, message.text, cited)
