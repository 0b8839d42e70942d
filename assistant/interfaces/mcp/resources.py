"""The articles as resources: listed newest first, read by their ids."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

from mcp.server import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    ListResourcesResult,
    ListResourceTemplatesResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextResourceContents,
)

from assistant.interfaces.http.paging import cursor_after, last_before
from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.problems import told
from index.errors import ArticleMissing
from index.types import Article, Listing

Context = ServerRequestContext[Any, Any]
PAGE = 50  # articles of a list
_SCHEME = "dateline://article/"
_PLAIN = "text/plain"


class Resources:
    """The articles of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def list(self, _: Context, params: PaginatedRequestParams | None) -> ListResourcesResult:
        """List a page of the articles; those of unknown date come last."""
        after = _following(params.cursor if params else None)
        try:
            found = await self._desk.run(lambda: self._desk.assistant.listed(None, PAGE + 1, after))
        except Exception as error:
            raise MCPError(INTERNAL_ERROR, told(error).detail) from error
        page = found[:PAGE]
        return ListResourcesResult(
            resources=[_resource(listing) for listing in page],
            next_cursor=cursor_after(page[-1]) if len(found) > PAGE else None,
        )

    async def templates(
        self, _: Context, __: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        """List the one form that an article's address has."""
        template = ResourceTemplate(
            name="article",
            title="News article",
            description="A news article by its percent-encoded id: the text that citations count.",
            uri_template=f"{_SCHEME}{{id}}",
            mime_type=_PLAIN,
        )
        return ListResourceTemplatesResult(resource_templates=[template])

    async def read(self, _: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        """Read an article's text, of which the offsets of citations count the characters."""
        if not params.uri.startswith(_SCHEME):
            raise MCPError(INVALID_PARAMS, f"{params.uri!r} is no address such as {_SCHEME}ID")
        id_ = unquote(params.uri.removeprefix(_SCHEME))
        article = await self._article(id_, params.uri)
        about = {
            name: value
            for name in ("title", "source", "author", "url", "published_at")
            if (value := getattr(article, name))
        }
        contents = TextResourceContents(
            uri=params.uri, mime_type=_PLAIN, text=article.text, _meta=about or None
        )
        return ReadResourceResult(contents=[contents])

    async def _article(self, id_: str, uri: str) -> Article:
        try:
            return await self._desk.run(lambda: self._desk.assistant.article(id_))
        except ArticleMissing as error:
            raise MCPError(INVALID_PARAMS, str(error), {"uri": uri}) from error
        except Exception as error:
            raise MCPError(INTERNAL_ERROR, told(error).detail) from error


def address(article_id: str) -> str:
    """Give the address of an article."""
    return _SCHEME + quote(article_id, safe="")


def _resource(listing: Listing) -> Resource:
    about = (listing.source, listing.author, listing.published_at[:10])
    return Resource(
        uri=address(listing.id),
        name=listing.id,
        title=listing.name,
        description=", ".join(filter(None, about)) or None,
        mime_type=_PLAIN,
    )


def _following(cursor: str | None) -> Listing | None:
    try:
        return None if cursor is None else last_before(cursor)
    except ValueError as error:
        raise MCPError(INVALID_PARAMS, f"cursor: {error}") from None
