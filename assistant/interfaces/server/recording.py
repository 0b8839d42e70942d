"""What is known of each request: a line in the log and a figure; nothing of what was asked."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.interfaces.server.metrics import Metrics
from assistant.interfaces.server.problems import REQUEST_ID

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

UNFINISHED = 499  # the status of a request whose client left before the response began
OTHER = "other"  # the page's own, and what there is no route or method for
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

log = logging.getLogger("dateline.requests")


class Recording:
    """Records every request by the pattern of its route: no path, query or body is kept."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = UNFINISHED

        async def noting_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        start = perf_counter()
        try:
            await self._app(scope, receive, noting_status)
        finally:
            route = _route(scope)
            seconds = perf_counter() - start
            self._metrics.request(_method(scope), route, status, seconds)
            _log(scope, route, status, seconds)


def _route(scope: Scope) -> str:
    """Give the pattern of the route that answered."""
    return getattr(scope.get("route"), "path", "") or OTHER


def _method(scope: Scope) -> str:
    """Give the method, if there is such a one: a client may send any word."""
    method: str = scope["method"]
    return method if method in METHODS else OTHER


def _log(scope: Scope, route: str, status: int, seconds: float) -> None:
    caller = scope.get("state", {}).get("caller")
    log.info(
        "%s %s %d",
        _method(scope),
        route,
        status,
        extra={
            "request_id": REQUEST_ID.get(),
            "milliseconds": round(seconds * 1_000, 1),
            "caller": caller.name if caller else "",
            "client": (scope.get("client") or ("",))[0],
        },
    )
