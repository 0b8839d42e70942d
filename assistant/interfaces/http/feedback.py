"""POST /api/feedback: an answer that is wrong becomes a case of the test set."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

from assistant.evaluation.saving import save_case
from assistant.interfaces.access.caller import needs
from assistant.interfaces.reports import Report


def routes(cases: Path) -> APIRouter:
    """Give the route that saves to a test set."""
    router = APIRouter(prefix="/api", tags=["feedback"], dependencies=[needs("read")])

    @router.post(
        "/feedback", operation_id="report", summary="Report a wrong answer", status_code=201
    )
    async def report(report: Report) -> dict[str, str]:
        """Report an answer as wrong; `dateline evaluate` then holds later answers to it."""
        case = report.as_case()
        await run_in_threadpool(save_case, cases, case)
        return {"id": case.id, "file": cases.name}

    return router
