"""Errors as problem details (RFC 9457): one form for every route."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextvars import ContextVar
from http.client import responses
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from assistant.errors import AssistantClosed, CasesError, ModelError, QuestionError
from index.errors import (
    ArticleMissing,
    DatelineError,
    EmbedderError,
    FilterError,
    IndexBusy,
    IndexFault,
    SourceError,
)

MEDIA_TYPE = "application/problem+json"
FAULT = "something went wrong on the server; its log says what, under this request's id"
UNUSABLE = "questions cannot be answered at the moment; the server's log says why"
RETRY_AFTER = 2  # seconds
MOST_FAULTS = 20  # that are told of one request

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that is being answered; the log has it with what is told here."""

_STATUS: tuple[tuple[type[DatelineError], int], ...] = (
    (ArticleMissing, 404),
    (IndexBusy, 409),
    (QuestionError, 422),
    (FilterError, 422),
    (SourceError, 422),
    (ModelError, 502),
    (AssistantClosed, 503),
    (CasesError, 503),
)

log = logging.getLogger("dateline.server")


class FieldProblem(BaseModel):
    """What is wrong in one place of a request."""

    pointer: str = Field(description="where: a JSON pointer in the body, or a parameter's name")
    detail: str


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Not Found",
                    "status": 404,
                    "detail": "no article 'korea.md' is indexed",
                    "request_id": "0b2c7d1ee4f24a7f",
                }
            ]
        }
    )
    type: str = "about:blank"
    title: str
    status: int
    detail: str
    request_id: str = Field("", description="the X-Request-ID of the response")
    errors: list[FieldProblem] = []


class Refused(Exception):
    """A request that is turned away with a status and a reason."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, dict(headers or {})


TOLD = (HTTPException, DatelineError, Refused, TimeoutError)
"""What is told to the one who asked; anything else is a fault of ours."""


def told(error: Exception) -> Refused:
    """Say what an error is to the one who asked; what only the server's people mend is logged.

    An error that nobody foresaw is a fault of ours, of which no word is told.
    """
    if isinstance(error, Refused):
        return error
    if isinstance(error, HTTPException):
        return Refused(error.status_code, str(error.detail), error.headers)
    for kind, status in _STATUS:
        if isinstance(error, kind):
            headers = {"retry-after": str(RETRY_AFTER)} if status in (409, 503) else {}
            return Refused(status, str(error), headers)
    if isinstance(error, IndexFault | EmbedderError):
        log.error("request %s: %s", REQUEST_ID.get(), error)
        return Refused(503, UNUSABLE, {"retry-after": str(RETRY_AFTER)})
    if isinstance(error, TimeoutError):
        return Refused(504, "the answer took too long; ask something narrower, or again later")
    log.error("request %s: a fault of ours", REQUEST_ID.get(), exc_info=error)
    return Refused(500, FAULT)


def problem(refused: Refused, errors: list[FieldProblem] | None = None) -> Problem:
    """Write a refusal as a problem."""
    return Problem(
        title=responses.get(refused.status, "Unknown"),
        status=refused.status,
        detail=refused.detail,
        request_id=REQUEST_ID.get(),
        errors=errors or [],
    )


def problem_response(refused: Refused, errors: list[FieldProblem] | None = None) -> Response:
    """Write a refusal as a response."""
    body = problem(refused, errors).model_dump()
    return JSONResponse(body, refused.status, refused.headers, MEDIA_TYPE)


def tell_problems(app: FastAPI) -> None:
    """Let what the app's own routes raise be told as a problem; the rest is for ``Faults``."""

    async def on_error(_: Request, error: Exception) -> Response:
        return problem_response(told(error))

    async def on_invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - for the type
        faults = [_fault(fault) for fault in error.errors()[:MOST_FAULTS]]
        first = faults[0]
        place = f"{first.pointer}: " if first.pointer else ""
        refused = Refused(422, f"{place}{first.detail}")
        return problem_response(refused, faults)

    for kind in TOLD:
        app.add_exception_handler(kind, on_error)
    app.add_exception_handler(RequestValidationError, on_invalid)


def _fault(fault: Mapping[str, Any]) -> FieldProblem:
    kind, *path = fault["loc"]
    if fault["type"] == "json_invalid":
        return FieldProblem(pointer="", detail=f"the body is no JSON, from character {path[0]} on")
    if kind == "body" and not path and fault["type"] == "model_attributes_type":
        told = "the body is no object of JSON; is Content-Type application/json?"
        return FieldProblem(pointer="", detail=told)
    where = "/" + "/".join(map(str, path)) if kind == "body" else ".".join(map(str, path))
    return FieldProblem(pointer=where, detail=str(fault["msg"]).removeprefix("Value error, "))


DESCRIBED: dict[int | str, dict[str, Any]] = {
    status: {
        "model": Problem,
        "description": responses[status],
        "content": {MEDIA_TYPE: {}},
    }
    for status in (400, 401, 403, 404, 408, 409, 411, 413, 415, 422, 429, 500, 502, 503, 504)
}
"""The problems that any route may answer with, for the OpenAPI document."""
