"""The API under /api, and what operators ask: all routes together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match, Route

from assistant.config import ServerSettings
from assistant.interfaces.http import articles, asking, feedback, health
from assistant.interfaces.http.idempotency import Kept
from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.metrics import Metrics
from assistant.interfaces.server.problems import DESCRIBED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Receive, Scope, Send

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def add_api(app: FastAPI, desk: Desk, settings: ServerSettings, metrics: Metrics) -> None:
    """Serve the API from the app."""
    for part in (
        asking.routes(desk),
        articles.routes(desk, Kept(settings.state)),
        feedback.routes(settings.cases),
    ):
        app.include_router(part, responses=DESCRIBED)
    app.include_router(health.routes(desk, metrics))


def end_api(app: FastAPI) -> None:
    """Tell that there is nothing else on these paths, where the page would answer."""
    nothing = _Nothing(list(app.router.routes))
    for path in ("/api/{rest:path}", "/v1/{rest:path}", "/healthz", "/readyz", "/metrics"):
        app.router.routes.append(Route(path, nothing))


class _Nothing:
    """Answers to what no route does; those of another method it names."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raise HTTPException."""
        if allowed := [method for method in METHODS if self._is_taken(scope, method)]:
            told = f"this is only for {' and '.join(allowed)}"
            raise HTTPException(405, told, {"allow": ", ".join(allowed)})
        raise HTTPException(
            404,
            "there is no such route; /api/openapi.json lists those that there are, docs/openai.md"
            " those below /v1",
        )

    def _is_taken(self, scope: Scope, method: str) -> bool:
        asked = {**scope, "method": method}
        return any(route.matches(asked)[0] is Match.FULL for route in self._routes)
