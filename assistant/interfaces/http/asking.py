"""POST /api/ask and /api/search."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from assistant.interfaces.access.caller import needs
from assistant.interfaces.http.models import Asked, Sought
from assistant.interfaces.http.streaming import EVENTS, server_sent, streamed
from assistant.interfaces.http.waiting import followed, while_connected
from assistant.interfaces.server.desk import Desk
from assistant.types import Answer
from index.types import Passage


class Found(BaseModel):
    """What a search found, best first."""

    passages: list[Passage]


def routes(desk: Desk) -> APIRouter:
    """Give the routes that ask and search."""
    router = APIRouter(prefix="/api", tags=["asking"], dependencies=[needs("read")])

    @router.post(
        "/ask",
        operation_id="ask",
        summary="Answer a question",
        response_model=Answer,
        responses={200: {"description": "The answer, or its events", "content": {EVENTS: {}}}},
    )
    async def ask(
        asked: Asked,
        request: Request,
        accept: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> Response:
        """Answer a question from the articles, each sentence cited to their exact characters.

        With `Accept: text/event-stream` it comes as server-sent events: `stage`, then `citation`
        and `sentence` as they are checked, and at last `done` with the whole answer, or `error`
        with a problem.
        """
        turns = [said.turn() for said in asked.history]
        given: dict[str, Any] = {"filters": asked.filters.filters(), "read_time": asked.read_time}
        if EVENTS not in accept:
            answer = await while_connected(request, desk.ask(asked.question, turns, **given))
            return JSONResponse(answer.to_dict())
        events = await followed(request, desk.stream(asked.question, turns, **given))
        return streamed(server_sent(events))

    @router.post("/search", operation_id="search", summary="Find passages", response_model=Found)
    async def search(sought: Sought) -> Response:
        """Find the passages of articles that fit a query best."""
        passages = await desk.search(sought.query, sought.k, sought.filters.filters())
        return JSONResponse({"passages": [asdict(passage) for passage in passages]})

    return router
