"""/api/articles: list, read, add and remove articles."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Query
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from assistant.interfaces.access.caller import Caller, needs
from assistant.interfaces.http.idempotency import Kept
from assistant.interfaces.http.models import NewArticles
from assistant.interfaces.http.paging import cursor_after, last_before
from assistant.interfaces.server.desk import Desk
from index.types import Article, Filters, Listing

_PRIVATE = "private, no-cache"  # kept by who asked alone, and asked for again before it is used
Names = Annotated[list[str], Query(max_length=50)]


class Listed(BaseModel):
    """A page of the list; ``next`` is what the following one is asked for with."""

    articles: list[Listing]
    total: int = Field(description="articles that meet the filters, on all pages")
    next: str | None = Field(description="cursor of the following page; null on the last one")


class Added(BaseModel):
    """What an addition did, as ids."""

    added: list[str]
    updated: list[str]
    unchanged: list[str]


def routes(desk: Desk, kept: Kept) -> APIRouter:
    """Give the routes; ``kept`` remembers what additions were answered with."""
    router = APIRouter(prefix="/api", tags=["articles"])

    @router.get(
        "/articles",
        operation_id="listArticles",
        summary="List articles",
        dependencies=[needs("read")],
        response_model=Listed,
    )
    async def listed(
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Annotated[str, Query(max_length=4_000, description="`next` of a page")] = "",
        source: Names = [],  # noqa: B006 - FastAPI copies it
        author: Names = [],  # noqa: B006
        published_from: Annotated[str, Query(examples=["2026-01-01"])] = "",
        published_to: Annotated[str, Query(examples=["2026-12-31"])] = "",
    ) -> Listed:
        """List articles without their texts, newest first, those of unknown date last."""
        filters = Filters((), tuple(source), tuple(author), published_from, published_to)
        after = _following(cursor)
        found = await desk.run(lambda: desk.assistant.listed(filters, limit + 1, after))
        total = await desk.run(lambda: desk.assistant.count(filters))
        page = found[:limit]
        more = len(found) > limit
        return Listed(articles=page, total=total, next=cursor_after(page[-1]) if more else None)

    @router.get(
        "/articles/{article_id:path}",
        operation_id="getArticle",
        summary="Read an article",
        dependencies=[needs("read")],
        response_model=Article,
        responses={304: {"description": "It is still the one of the ETag"}},
    )
    async def read(article_id: str, if_none_match: Annotated[str, Header()] = "") -> Response:
        """Read a whole article; offsets of citations count the characters of its `text`."""
        article = await desk.run(lambda: desk.assistant.article(article_id))
        body = asdict(article)
        etag = _etag(body)
        headers = {"etag": etag, "cache-control": _PRIVATE}
        if if_none_match == "*" or etag in (
            tag.strip().removeprefix("W/") for tag in if_none_match.split(",")
        ):
            return Response(status_code=304, headers=headers)
        return JSONResponse(body, headers=headers)

    @router.post(
        "/articles",
        operation_id="addArticles",
        summary="Add articles",
        response_model=Added,
        status_code=200,
    )
    async def add(
        new: NewArticles,
        caller: Annotated[Caller, needs("write")],
        idempotency_key: Annotated[
            str, Header(max_length=255, description="the same addition is only made once with it")
        ] = "",
    ) -> dict[str, Any]:
        """Add articles, or replace those of their ids; all come into sight at once."""
        fields = [article.model_dump() for article in new.articles]

        def work() -> dict[str, Any]:
            return asdict(desk.assistant.add(fields))

        return await desk.run(lambda: kept.once(caller.name, idempotency_key, fields, work))

    @router.delete(
        "/articles/{article_id:path}",
        operation_id="removeArticle",
        summary="Remove an article",
        status_code=204,
        dependencies=[needs("write")],
    )
    async def remove(article_id: str) -> None:
        """Remove an article; one whose file is still there comes back when it is indexed again."""
        await desk.run(lambda: desk.assistant.remove([article_id]))

    return router


def _etag(body: dict[str, str]) -> str:
    return f'"{hashlib.sha256(json.dumps(body).encode()).hexdigest()[:32]}"'


def _following(cursor: str) -> Listing | None:
    try:
        return last_before(cursor) if cursor else None
    except ValueError as error:
        raise HTTPException(422, f"cursor: {error}") from None
