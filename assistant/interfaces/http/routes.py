"""The API under /api, and what operators ask: all routes together."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.exceptions import HTTPException

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

    @app.api_route("/api/{rest:path}", methods=METHODS, include_in_schema=False)
    @app.api_route("/v1/{rest:path}", methods=METHODS, include_in_schema=False)
    async def nothing() -> None:
        raise HTTPException(
            404, "there is no such route; /api/openapi.json lists those that there are"
        )
