"""Asking as a tool for agents of LangChain."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from langchain_core.tools import StructuredTool, ToolException
from pydantic import BaseModel, Field

from assistant.hostile import named
from assistant.types import Answer
from index.errors import DatelineError

NAME = "ask_news_archive"
DESCRIPTION = (
    "Answers a question from a collection of news articles. Every sentence of the answer ends with"
    " the numbers of the quotes that prove it, which follow. It says so if the articles do not"
    " answer; then do not answer from elsewhere as if they did."
)


class Question(BaseModel):
    """What the tool takes."""

    question: str = Field(description="One question in full, with all names in it.")


def as_tool(
    ask: Callable[[str], Answer], aask: Callable[[str], Awaitable[Answer]]
) -> StructuredTool:
    """Make a tool of ``Assistant.ask`` and ``aask``.

    It gives the answer and its quotes as text, the Answer as artifact.

    What a user can mend is told to the agent instead of being raised.
    """

    def answer(question: str) -> tuple[str, Answer]:
        with _telling_the_agent():
            answered = ask(question)
        return as_text(answered), answered

    async def answer_async(question: str) -> tuple[str, Answer]:
        with _telling_the_agent():
            answered = await aask(question)
        return as_text(answered), answered

    return StructuredTool.from_function(
        answer,
        answer_async,
        name=NAME,
        description=DESCRIPTION,
        args_schema=Question,
        response_format="content_and_artifact",
        handle_tool_error=True,
    )


@contextmanager
def _telling_the_agent() -> Iterator[None]:
    try:
        yield
    except DatelineError as error:
        raise ToolException(str(error)) from error


def as_text(answer: Answer) -> str:
    """Give an answer with its quotes below it, one a line."""
    lines = [answer.text]
    for citation in answer.citations:
        name = named(citation.name) or named(citation.article_id)
        about = ", ".join(filter(None, (name, named(citation.source, citation.published_at[:10]))))
        quote = " ".join(citation.quote.split())
        lines.append(f"[{citation.n}] {about}: “{quote}”")
    return "\n".join(lines)
