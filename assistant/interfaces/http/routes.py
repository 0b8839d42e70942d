"""The API under /api, and what operators ask: all routes together."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from assistant.config import ServerSettings
from assistant.interfaces.http import articles, asking, feedback, health
from assistant.interfaces.http.idempotency import Kept
from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.metrics import Metrics
from assistant.interfaces.server.problems import DESCRIBED

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


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
    """Tell that there is nothing else below /api and /v1, where the page would answer."""
    routes = list(app.router.routes)

    def takes(scope: Scope, method: str) -> bool:
        asked = {**scope, "method": method}
        return any(route.matches(asked)[0] is Match.FULL for route in routes)

    @app.api_route("/api/{rest:path}", methods=METHODS, include_in_schema=False)
    @app.api_route("/v1/{rest:path}", methods=METHODS, include_in_schema=False)
    async def nothing(request: Request) -> None:
        if allowed := [method for method in METHODS if takes(request.scope, method)]:
            raise HTTPException(
                405, f"this is only for {' and '.join(allowed)}", {"allow": ", ".join(allowed)}
            )
        raise HTTPException(
            404, "there is no such route; /api/openapi.json lists those that there are"
        )
