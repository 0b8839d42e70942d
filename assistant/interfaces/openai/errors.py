"""Errors in OpenAI's form, which its clients turn into exceptions."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute

from assistant.interfaces.openai.written import written
from assistant.interfaces.server.problems import TOLD, Refused, told

_TYPES = {401: "authentication_error", 403: "permission_error"}


class NotHonoured(Refused):
    """A request that asks for what is not there; ``param`` names what asks for it."""

    def __init__(self, detail: str, param: str, code: str = "", status: int = 400) -> None:
        super().__init__(status, detail)
        self.param, self.code = param, code


class Route(APIRoute):
    """A route whose errors are in OpenAI's form."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give what answers a request."""
        answer = super().get_route_handler()

        async def answer_or_tell(request: Request) -> Response:
            try:
                return await answer(request)
            except RequestValidationError as error:
                refused: Refused = _invalid(error)
            except TOLD as error:
                refused = told(error)
            body = {"error": error_body(refused)}
            return written(body, _status(refused), refused.headers)

        return answer_or_tell


def error_body(refused: Refused) -> dict[str, str | None]:
    """Write a refusal."""
    status = _status(refused)
    kind = "server_error" if status >= 500 else _TYPES.get(status, "invalid_request_error")
    asked = refused if isinstance(refused, NotHonoured) else None
    return {
        "message": refused.detail,
        "type": kind,
        "param": asked.param if asked else None,
        "code": (asked.code or None) if asked else None,
    }


def _status(refused: Refused) -> int:
    """Give the status: OpenAI has 400 for what the API under /api has 422 for."""
    return 400 if refused.status == 422 else refused.status


def _invalid(error: RequestValidationError) -> Refused:
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"][1:]))
    reason = str(first["msg"]).removeprefix("Value error, ")
    return NotHonoured(f"{where}: {reason}" if where else reason, where)
