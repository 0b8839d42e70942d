"""/healthz and /readyz: whether the process lives, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.problems import Problem


def routes(desk: Desk) -> APIRouter:
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
        await run_in_threadpool(desk.assistant.status)
        return {"status": "ready"}

    return router
