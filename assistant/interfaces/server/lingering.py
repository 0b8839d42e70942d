"""Requests that only stay open, which stopping the server need not wait for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Lingering:
    """Serves an app, and can end what lingers: the sign of life that an open page waits for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._lingering: set[asyncio.Task[Any]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        task = asyncio.current_task()
        if task is None or not _lingers(scope):
            await self._app(scope, receive, send)
            return
        self._lingering.add(task)
        try:
            await self._app(scope, receive, send)
        finally:
            self._lingering.discard(task)

    def end(self) -> None:
        """End the requests that linger."""
        for task in list(self._lingering):
            task.cancel()


def _lingers(scope: Scope) -> bool:
    """Tell whether a request is a page's for signs of life."""
    return scope["type"] == "http" and scope["method"] == "GET" and "/heartbeat/" in scope["path"]
