"""The chain and the tool for LangChain: what they take, give and stream."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.runnables import AddableDict, RunnableLambda
from langchain_core.tools import BaseTool
from langchain_tests.unit_tests import ToolsUnitTests

from assistant import Assistant, Filters, Turn
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.errors import QuestionError
from assistant.steps import Inquiry, Proposed, Retrieved, Standalone
from index.build import build
from index.retrieve import Retriever
from tests.fakes import WordEmbedder

SHIPS = "How many ships did the navy order?"


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Assistant]:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ships.txt").write_text("The navy ordered twelve new ships on Monday. They are grey.")
    (folder / "bread.txt").write_text("The baker Ann Lee sold warm bread.")
    build([folder], tmp_path / "index", WordEmbedder())
    opened = Retriever.open(tmp_path / "index", WordEmbedder())
    with Assistant(
        opened,
        ExtractiveAnswerer(opened.rarity),
        rewriter=lambda question, history: f"{question} {history[-1].text}",
    ) as assistant:
        yield assistant


def untimed(answer: Mapping[str, Any]) -> dict[str, Any]:
    assert answer["timings_ms"]
    return {name: value for name, value in answer.items() if name != "timings_ms"}


@pytest.mark.parametrize("question", [SHIPS, "Who won the football world cup?"])
def test_a_runnable_gives_the_json_form_of_an_answer(news: Assistant, question: str) -> None:
    given = news.as_runnable().invoke(question)
    asked = json.loads(json.dumps(news.ask(question).to_dict()))
    assert untimed(json.loads(json.dumps(given))) == untimed(asked)


async def test_what_is_streamed_adds_up_to_the_answer(news: Assistant) -> None:
    runnable = news.as_runnable()
    parts = list(runnable.stream(SHIPS))
    later = [part async for part in runnable.astream(SHIPS)]
    assert len(parts) == len(later) > 1
    assert parts[0]["sentences"][0]["citations"] == (1,)
    for streamed in (parts, later):
        whole = AddableDict()
        for part in streamed:
            whole = whole + part
        assert untimed(whole) == untimed(runnable.invoke(SHIPS))
    assert untimed(await runnable.ainvoke(SHIPS)) == untimed(runnable.invoke(SHIPS))


def test_each_step_runs_alone(news: Assistant) -> None:
    inquire, rewrite, retrieve, answer, verify = news.as_runnable().steps
    inquiry = inquire.invoke({"question": SHIPS})
    assert isinstance(inquiry, Inquiry)
    asked = rewrite.invoke(inquiry)
    assert isinstance(asked, Standalone)
    assert asked.query == SHIPS
    retrieved = retrieve.invoke(asked)
    assert isinstance(retrieved, Retrieved)
    proposed = answer.invoke(retrieved)
    assert isinstance(proposed, Proposed)
    assert verify.invoke(proposed)["status"] == "answered"


@pytest.mark.parametrize(
    "history",
    [
        [Turn("user", "ships")],
        [HumanMessage("hello"), AIMessage("ships"), SystemMessage("Be brief.")],
        [("human", "hello"), ("ai", "ships")],
        [{"role": "user", "content": "hello"}, {"role": "assistant", "content": "ships"}],
    ],
)
def test_a_history_is_of_turns_or_of_messages(news: Assistant, history: list[Any]) -> None:
    asked = {"question": "What did the navy order?", "history": history}
    assert news.as_runnable().invoke(asked)["query"] == "What did the navy order? ships"


@pytest.mark.parametrize(
    "filters", [Filters(article_ids=("bread.txt",)), {"article_ids": ["bread.txt"]}]
)
def test_filters_hold(news: Assistant, filters: Any) -> None:
    given = news.as_runnable().invoke({"question": SHIPS, "filters": filters})
    assert given["status"] == "refused"


@pytest.mark.parametrize(
    "asked",
    [
        "",
        None,
        {},
        {"question": 3},
        {"question": "Who?", "k": 3},
        {"question": "Who?", "filters": {"foo": 1}},
        {"question": "Who?", "filters": "2024"},
        {"question": "Who?", "history": [3]},
        {"question": "Who?", "history": [("nobody", "ships")]},
        {"question": "Who?", "history": 3},
    ],
)
def test_what_is_no_question_is_refused_with_a_reason(news: Assistant, asked: Any) -> None:
    with pytest.raises(QuestionError):
        news.as_runnable().invoke(asked)


def test_a_runnable_is_a_step_of_a_chain(news: Assistant) -> None:
    chain = news.as_runnable() | RunnableLambda(lambda answer: answer["text"])
    assert chain.batch([SHIPS])[0].startswith("The navy ordered twelve new ships on Monday. [1]")


class TestToolByTheStandard(ToolsUnitTests):
    @pytest.fixture(autouse=True)
    def _opened(self, news: Assistant) -> None:
        self._news = news

    @property
    def tool_constructor(self) -> BaseTool:
        return self._news.as_tool()

    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return {"question": SHIPS}


def test_a_tool_tells_the_answer_with_its_quotes(news: Assistant) -> None:
    call = {"name": "any", "args": {"question": SHIPS}, "id": "1", "type": "tool_call"}
    message = news.as_tool().invoke(call)
    first, *quotes = message.content.splitlines()
    assert first.startswith("The navy ordered twelve new ships on Monday. [1]")
    called = "The navy ordered twelve new ships on Monday. They are grey."
    assert f"[1] {called}: “The navy ordered twelve new ships on Monday.”" in quotes
    assert message.artifact.status == "answered"


def test_a_tool_tells_once_what_the_articles_leave_open(news: Assistant) -> None:
    said = news.as_tool().invoke({"question": f"{SHIPS[:-1]}, and who won the world cup?"})
    assert said.count("The articles do not answer: ") == 1


async def test_an_agent_is_told_what_is_wrong_with_its_question(news: Assistant) -> None:
    tool = news.as_tool()
    assert "the question is empty" in tool.invoke({"question": " "})
    assert "the question is empty" in await tool.ainvoke({"question": " "})


async def test_a_tool_answers_without_blocking_the_loop(news: Assistant) -> None:
    turns = 0

    async def turning() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    tool = news.as_tool()
    other = asyncio.create_task(turning())
    said = await tool.ainvoke({"question": SHIPS})
    other.cancel()
    assert said == tool.invoke({"question": SHIPS})
    assert turns > 10
