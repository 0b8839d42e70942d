"""Thirty questions through every surface: the same sentences, the same spans.

The widget is asked in tests/browser, the JavaScript client in tests/clients.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client as GradioClient  # type: ignore[import-untyped]
from langchain_openai import ChatOpenAI
from mcp import Client as McpClient
from openai import OpenAI
from typer.testing import CliRunner

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.cli import app as command_line
from assistant.interfaces.server.app import create_app
from tests.parity import THIRTY, Said, said, spans
from tests.served import serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def assistant(sample_index: Path) -> Iterator[Assistant]:
    with Assistant.open(index=sample_index) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def expected(assistant: Assistant) -> list[Said]:
    answers = [said(assistant.ask(question).to_dict()) for question in THIRTY]
    assert len(answers) == 30
    assert {status for status, _, _ in answers} == {"answered", "partial", "refused"}
    return answers


@pytest.fixture(scope="module")
def address(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = ServerSettings(state=tmp_path_factory.mktemp("server"))
    with serving(create_app(assistant, settings)) as address:
        yield address


def test_python_async(assistant: Assistant, expected: list[Said]) -> None:
    async def ask_all() -> list[Said]:
        return [said((await assistant.aask(question)).to_dict()) for question in THIRTY]

    assert asyncio.run(ask_all()) == expected


def test_python_streamed(assistant: Assistant, expected: list[Said]) -> None:
    def ask(question: str) -> Said:
        events = list(assistant.stream(question))
        told = [event.sentence.text for event in events if event.sentence]
        answer = events[-1].answer
        assert answer
        assert told == [sentence.text for sentence in answer.sentences]
        return said(answer.to_dict())

    assert [ask(question) for question in THIRTY] == expected


def test_langchain(assistant: Assistant, expected: list[Said]) -> None:
    chain, tool = assistant.as_runnable(), assistant.as_tool()
    assert [said(chain.invoke(question)) for question in THIRTY] == expected
    calls = [
        {"type": "tool_call", "id": "1", "name": tool.name, "args": {"question": q}} for q in THIRTY
    ]
    assert [said(tool.invoke(call).artifact.to_dict()) for call in calls] == expected


def test_command_line(sample_index: Path, expected: list[Said]) -> None:
    def ask(question: str) -> Said:
        done = CliRunner().invoke(
            command_line, ["ask", question, "--index", str(sample_index), "--json"]
        )
        assert done.exit_code == 0, done.output
        return said(json.loads(done.stdout))

    assert [ask(question) for question in THIRTY] == expected


def test_http(address: str, expected: list[Said]) -> None:
    def ask(question: str) -> Said:
        return said(client.post("/api/ask", json={"question": question}).json())

    with httpx.Client(base_url=address, timeout=60) as client:
        assert [ask(question) for question in THIRTY] == expected


def test_server_sent_events(address: str, expected: list[Said]) -> None:
    def ask(question: str) -> Said:
        headers = {"accept": "text/event-stream"}
        response = client.post("/api/ask", json={"question": question}, headers=headers)
        told: dict[str, list[Any]] = {"stage": [], "sentence": [], "citation": [], "done": []}
        for block in response.text.strip().split("\n\n"):
            name, data = block.split("\n")
            told[name.removeprefix("event: ")].append(json.loads(data.removeprefix("data: ")))
        (answer,) = told["done"]
        assert told["sentence"] == answer["sentences"]
        assert spans(told["citation"]) == spans(answer["citations"])
        return said(answer)

    with httpx.Client(base_url=address, timeout=60) as client:
        assert [ask(question) for question in THIRTY] == expected


def test_openai_chat(address: str, expected: list[Said]) -> None:
    def ask(question: str) -> Said:
        reply = client.chat.completions.create(
            model="dateline", messages=[{"role": "user", "content": question}]
        )
        message: dict[str, Any] = reply.choices[0].message.to_dict()
        annotated = [one["url_citation"] for one in message.get("annotations") or []]
        answer = message["dateline"]
        assert spans(annotated) == spans(answer["citations"])
        return said(answer)

    with OpenAI(base_url=f"{address}v1", api_key="unused") as client:
        assert [ask(question) for question in THIRTY] == expected


def test_openai_responses(address: str, expected: list[Said]) -> None:
    def ask(question: str) -> Said:
        reply: dict[str, Any] = client.responses.create(model="dateline", input=question).to_dict()
        annotated = [
            annotation
            for item in reply["output"]
            for part in item["content"]
            for annotation in part["annotations"]
        ]
        assert spans(annotated) == spans(reply["dateline"]["citations"])
        return said(reply["dateline"])

    with OpenAI(base_url=f"{address}v1", api_key="unused") as client:
        assert [ask(question) for question in THIRTY] == expected


def test_chat_openai_of_langchain(address: str, assistant: Assistant) -> None:
    model = ChatOpenAI(base_url=f"{address}v1", api_key=lambda: "unused", model="dateline")
    told = [model.invoke(question).text for question in THIRTY]
    assert told == [assistant.ask(question).text for question in THIRTY]


def test_mcp(address: str, expected: list[Said]) -> None:
    async def ask_all() -> list[Said]:
        async with McpClient(f"{address}mcp") as client:
            replies = [await client.call_tool("ask", {"question": q}) for q in THIRTY]
        return [said(reply.structured_content or {}) for reply in replies]

    assert asyncio.run(ask_all()) == expected


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
def test_gradio_client(address: str, expected: list[Said]) -> None:
    client = GradioClient(address, verbose=False)
    ask: Callable[..., dict[str, Any]] = client.predict
    try:
        answers = [ask(question, api_name="/ask") for question in THIRTY]
    finally:
        client.close()
    assert [said(answer) for answer in answers] == expected
