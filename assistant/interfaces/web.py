"""The browser app: our routes and the Gradio page in one FastAPI app."""

from __future__ import annotations

import errno
import logging
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.config import CASES
from assistant.errors import SettingsError
from assistant.interfaces.reports import add_reports
from assistant.interfaces.ui.article import article_html
from assistant.interfaces.ui.sources import digest
from index.errors import ArticleMissing, DatelineError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant import Assistant

LOOPBACK = ("127.0.0.1", "localhost")
LARGEST_BODY = 1_000_000  # bytes of a request
HEADERS = {
    "content-security-policy": (
        "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; object-src 'none';"
        " base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""Sent with every response; the policy keeps a browser from asking any other host."""


def create_app(
    assistant: Assistant,
    *,
    examples: Sequence[str] = (),
    cases: Path = CASES,
    hosts: Sequence[str] = ("*",),
) -> FastAPI:
    """Return the app that serves the page and the articles its citations open.

    ``cases`` is the test set that reports of wrong answers are saved to, ``hosts`` are the names
    that a browser may call it by.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    from assistant.interfaces.ui.page import mount_page

    app = FastAPI(title="Dateline", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/reader", response_class=HTMLResponse)
    def reader(
        article: Annotated[str, Query(min_length=1)],
        start: Annotated[int, Query(ge=0)] = 0,
        end: Annotated[int, Query(ge=0)] = 0,
        expected: Annotated[str, Query(alias="digest")] = "",
    ) -> str:
        try:
            found = assistant.article(article)
        except ArticleMissing as error:
            raise HTTPException(404, f"no article {article} is indexed") from error
        except DatelineError as error:
            raise HTTPException(503, str(error)) from error
        if expected and expected != digest(found.text[start:end]):
            raise HTTPException(409, "this article has changed since the answer; ask again")
        if not start <= end <= len(found.text):
            raise HTTPException(
                422, f"characters {start} to {end} are not in an article of {len(found.text)}"
            )
        return article_html(found, start, end)

    @app.get("/filters")
    def filters() -> dict[str, list[str]]:
        try:
            return {"sources": assistant.sources(), "authors": assistant.authors()}
        except DatelineError as error:
            raise HTTPException(503, str(error)) from error

    add_reports(app, cases)
    mount_page(app, assistant, examples)
    app.add_middleware(_Guard)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    return app


def serve(
    assistant: Assistant,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    examples: Sequence[str] = (),
    cases: Path = CASES,
) -> None:
    """Serve the page until interrupted; ``port`` 0 takes any free one."""
    listener = _listen(host, port)
    with listener:
        import uvicorn

        hosts = LOOPBACK if host in LOOPBACK else "*"
        app = create_app(assistant, examples=examples, cases=cases, hosts=hosts)
        # An open page holds a connection for as long as it is open; stopping does not wait for it.
        config = uvicorn.Config(
            app,
            http="h11",  # which bounds the headers of a request
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=1,
        )
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"

        class Server(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                Thread(target=_warm, args=[assistant], daemon=True).start()
                sys.stdout.write(f"Dateline is at {address}\n")
                sys.stdout.flush()

            async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                # Cutting off the pages that are still open is no error, but reported as one.
                logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
                await super().shutdown(sockets)

        with suppress(KeyboardInterrupt):
            Server(config).run(sockets=[listener])


def _warm(assistant: Assistant) -> None:
    """Load the models while the page is already there; the first question tells what is wrong."""
    with suppress(DatelineError):
        assistant.warm()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"port {port} is in use: stop what uses it, or choose another with --port"
        else:
            reason = f"cannot listen on {host} port {port}: {error.strerror or error}"
        raise SettingsError(reason) from error


class _Guard:
    """Adds ``HEADERS`` to every response; lets no large body in, and no file at all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        refused = _refused(scope) if scope["type"] == "http" else 0
        if refused:
            await Response(status_code=refused)(scope, receive, send_with_headers)
        else:
            await self._app(scope, receive, send_with_headers)


def _refused(scope: Scope) -> int:
    """Give the status with which a request is turned away, or 0."""
    if scope["path"].rstrip("/").endswith("/upload"):
        return 404
    if scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return 0
    length = Headers(scope=scope).get("content-length", "")
    if not length.isdecimal():
        return 411
    return 413 if int(length) > LARGEST_BODY else 0
