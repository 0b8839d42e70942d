"""/healthz, /readyz and /metrics: what those who run it ask."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from assistant.interfaces.access.caller import needs
from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.metrics import Metrics
from assistant.interfaces.server.problems import Problem


def routes(desk: Desk, metrics: Metrics) -> APIRouter:
    """Give the routes that need no key."""
    router = APIRouter(tags=["operating"])

    @router.get("/healthz", operation_id="alive", summary="Whether the process lives")
    async def alive() -> dict[str, str]:
        """Say that the process answers."""
        return {"status": "alive"}

    @router.get(
        "/readyz",
        operation_id="ready",
        summary="Whether it can answer",
        responses={503: {"model": Problem, "description": "The index cannot be used"}},
    )
    async def ready() -> dict[str, str]:
        """Say whether the index can be read."""
        await run_in_threadpool(desk.assistant.check)
        return {"status": "ready"}

    @router.get(
        "/metrics",
        operation_id="metrics",
        summary="Figures for Prometheus",
        response_class=PlainTextResponse,
        dependencies=[needs("admin")],
    )
    async def figures() -> Response:
        """Give requests, answers, stages and who waits, in Prometheus's text format."""
        return Response(await run_in_threadpool(metrics.text), media_type=CONTENT_TYPE_LATEST)

    return router
