"""/mcp: the protocol's streamable HTTP, in the process of the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI, HTTPException, Request
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.routing import Route

from assistant.config import ServerSettings
from assistant.interfaces.access.caller import needs
from assistant.interfaces.mcp.server import mcp_server
from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.problems import Refused

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_may_read = needs("read").dependency


class McpRoute:
    """Answers each request by itself, so that any of several workers may.

    Whose pages may call, and by which name, is looked at before any route is: the SDK does not
    look again.
    """

    def __init__(self, desk: Desk, settings: ServerSettings) -> None:
        self._desk = desk
        self._largest = settings.largest_body
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer for as long as this is entered; what is still being answered is then dropped."""
        self._manager = StreamableHTTPSessionManager(
            mcp_server(self._desk), stateless=True, max_request_body_size=self._largest
        )
        async with self._manager.run():
            yield
        self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; raises HTTPException for who may not read.

        Without sessions there is nothing to listen for with GET, nor to end with DELETE.
        """
        _may_read(Request(scope))
        if scope["method"] != "POST":
            raise HTTPException(405, "only POST is answered here", {"allow": "POST"})
        if self._manager is None:
            raise Refused(503, "the server is not running", {"retry-after": "2"})
        await self._manager.handle_request(scope, receive, send)


def add_mcp(app: FastAPI, desk: Desk, settings: ServerSettings) -> McpRoute:
    """Add the route, which answers while ``running`` is entered."""
    route = McpRoute(desk, settings)
    for path in ("/mcp", "/mcp/"):
        app.router.routes.append(Route(path, route))
    return route
