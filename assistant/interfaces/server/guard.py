"""What is held to of every request and response, whichever route it is for."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import uuid4

from starlette._utils import get_route_path
from starlette.datastructures import Headers, MutableHeaders

from assistant.interfaces.server.problems import REQUEST_ID, Refused, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "content-security-policy": (
        "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; object-src 'none';"
        " base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""Sent with every response that has none of its own; the policy keeps a browser from asking any
other host."""

_ID = re.compile(r"[\w.-]{1,128}", re.ASCII)
_SAFE = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Bounds bodies, turns other sites' pages away, names each request, and adds ``HEADERS``.

    ``origins`` are those of other sites whose pages may call.
    """

    def __init__(self, app: ASGIApp, largest_body: int, origins: Collection[str] = ()) -> None:
        self._app = app
        self._largest = largest_body
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _ID.fullmatch(given) else uuid4().hex
        REQUEST_ID.set(request_id)
        path = get_route_path(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if not path.startswith("/widget/"):
                    _close(headers)
                for name, value in {**HEADERS, "x-request-id": request_id}.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope, path)
        app = problem_response(refused) if refused else self._app
        await app(scope, receive, send_with_headers)

    def _refused(self, scope: Scope, path: str) -> Refused | None:
        if path.startswith("/gradio_api/upload"):
            return Refused(404, "no files are taken here")
        if scope["method"] in _SAFE and not path.startswith("/gradio_api/"):
            return None
        headers = Headers(scope=scope)
        if not self._may_call(headers):
            return Refused(403, "a page of another site may not do this; DATELINE_CORS names those")
        length = headers.get("content-length", "0")
        if "transfer-encoding" in headers or not length.isdecimal():
            return Refused(411, "say how long the body is, with Content-Length")
        if int(length) > self._largest:
            return Refused(413, f"the body has more than {self._largest:,} bytes")
        return None

    def _may_call(self, headers: Headers) -> bool:
        """Say whether this is no browser, or a page of our own or of a site that may call.

        Over plain HTTP to another machine, browsers send no Sec-Fetch-Site.
        """
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if origin in self._origins or site in ("same-origin", "none"):
            return True
        if site is not None:
            return False
        host = headers.get("host")
        return origin is None or origin in (f"http://{host}", f"https://{host}")


def _close(headers: MutableHeaders) -> None:
    """Take back what lets pages of other sites read this, which Gradio says to all of them."""
    for name in [name for name in headers if name.startswith("access-control-")]:
        del headers[name]
