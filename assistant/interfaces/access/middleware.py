"""Asks who calls, before anything else is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.interfaces.access.caller import ANYBODY

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Access:
    """Puts the caller into the request's state."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            scope.setdefault("state", {})["caller"] = ANYBODY
        await self._app(scope, receive, send)
