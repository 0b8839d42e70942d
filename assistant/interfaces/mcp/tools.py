"""The tools: ask, search, get_article."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from mcp.server import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from assistant.interfaces.http.asking import Found
from assistant.interfaces.http.models import Asked, Exact, Sought
from assistant.interfaces.mcp.texts import answer_text, article_text, passages_text
from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.problems import MOST_FAULTS, told
from assistant.types import Answer
from index.types import Article

Context = ServerRequestContext[Any, Any]
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class Wanted(Exact):
    """Which article is wanted."""

    id: Annotated[
        str, Field(min_length=1, max_length=500, description="`article_id` of a citation")
    ]


@dataclass(frozen=True, slots=True)
class Given:
    """What a tool gives: the text that a model reads, and the same as JSON."""

    text: str
    json: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Offer:
    tool: Tool
    takes: type[BaseModel]
    do: Callable[[Any, Context], Awaitable[Given]]


class Tools:
    """The tools of a desk, each of which only reads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._offers = {
            offer.tool.name: offer
            for offer in (
                _offer(
                    "ask",
                    "Ask the news archive",
                    "Answers a question from a collection of news articles. Every sentence of the"
                    " answer ends with the numbers of the quotes that prove it, which follow. It"
                    " says so if the articles do not answer; then do not answer from elsewhere as"
                    " if they did.",
                    Asked,
                    Answer,
                    self._ask,
                ),
                _offer(
                    "search",
                    "Search the news archive",
                    "Finds the passages of news articles that fit a query best, each with its"
                    " article's id and the characters of it that it is.",
                    Sought,
                    Found,
                    self._search,
                ),
                _offer(
                    "get_article",
                    "Read an article",
                    "Gives a whole news article by its id.",
                    Wanted,
                    Article,
                    self._get_article,
                ),
            )
        }

    async def list(self, _: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        """List the tools."""
        return ListToolsResult(tools=[offer.tool for offer in self._offers.values()])

    async def call(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        """Call a tool; what goes wrong in it is its result, which the model can read."""
        offer = self._offers.get(params.name)
        if offer is None:
            names = ", ".join(self._offers)
            raise MCPError(INVALID_PARAMS, f"there is no tool {params.name!r}, only {names}")
        try:
            given = await offer.do(offer.takes.model_validate(params.arguments or {}), context)
        except ValidationError as error:
            return _failed(_faults(error))
        except Exception as error:  # noqa: BLE001 - it is logged there, if it is ours
            return _failed(told(error).detail)
        return CallToolResult(content=[TextContent(text=given.text)], structured_content=given.json)

    async def _ask(self, asked: Asked, context: Context) -> Given:
        turns = [said.turn() for said in asked.history]
        events = self._desk.stream(
            asked.question, turns, asked.filters.filters(), read_time=asked.read_time
        )
        stages = 0
        answer: Answer | None = None
        async with aclosing(events):
            async for event in events:
                if event.stage:
                    stages += 1
                    await context.session.report_progress(stages, message=event.stage)
                answer = event.answer or answer
        if answer is None:
            raise AssertionError("a stream ends with its answer")
        return Given(answer_text(answer), answer.to_dict())

    async def _search(self, sought: Sought, _: Context) -> Given:
        passages = await self._desk.search(sought.query, sought.k, sought.filters.filters())
        json = {"passages": [asdict(passage) for passage in passages]}
        return Given(passages_text(passages), json)

    async def _get_article(self, wanted: Wanted, _: Context) -> Given:
        article = await self._desk.run(lambda: self._desk.assistant.article(wanted.id))
        return Given(article_text(article), asdict(article))


def _offer(
    name: str,
    title: str,
    description: str,
    takes: type[BaseModel],
    gives: type,
    do: Callable[[Any, Context], Awaitable[Given]],
) -> _Offer:
    tool = Tool(
        name=name,
        title=title,
        description=description,
        input_schema=takes.model_json_schema(),
        output_schema=TypeAdapter(gives).json_schema(mode="serialization"),
        annotations=_READS,
    )
    return _Offer(tool, takes, do)


def _failed(reason: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=reason)], is_error=True)


def _faults(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].removeprefix('Value error, ')}"
        for fault in faults[:MOST_FAULTS]
    )
