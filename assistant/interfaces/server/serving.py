"""Serving the app: on which address, from the first request to the last."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import socket
import sys
from contextlib import suppress
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

import uvicorn

from assistant.config import ServerSettings
from assistant.errors import SettingsError
from assistant.interfaces.access.provider import is_loopback
from assistant.interfaces.access.wiring import refuse_strangers
from assistant.interfaces.server.app import create_app
from assistant.interfaces.server.lingering import Lingering
from assistant.interfaces.server.observing import log_to_stderr, trace_to
from assistant.interfaces.server.warming import warming

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from assistant import Assistant

LOOPBACK = ("127.0.0.1", "[::1]", "localhost")
GRACE = 30  # seconds that running answers have to end in, once the server is to stop


def serve(
    assistant: Assistant,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    settings: ServerSettings | None = None,
) -> None:
    """Serve the page until interrupted or terminated; ``port`` 0 takes any free one.

    Answers that are being given then have ``GRACE`` seconds to come to their end.
    """
    settings = settings or ServerSettings()
    log_to_stderr(settings)
    if settings.otlp_endpoint:
        trace_to(settings.otlp_endpoint)
    refuse_strangers(host, settings)
    listener = _listen(host, port)
    with listener:
        hosts = settings.hosts or ((*LOOPBACK, host) if is_loopback(host) else ("*",))
        app = Lingering(create_app(assistant, settings, hosts=hosts))
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"

        meanwhile = warming(assistant)

        class Server(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                meanwhile.start()
                sys.stdout.write(f"Dateline is at {address}\n")
                sys.stdout.flush()

            async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                # Cutting off the pages that are still open is no error, but reported as one.
                logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
                app.end()
                await super().shutdown(sockets)
                while meanwhile.is_alive() and not self.force_exit:
                    await asyncio.sleep(0.1)

        with suppress(KeyboardInterrupt):
            if current_thread() is main_thread():
                # uvicorn stops in order, and then raises the signal that told it to once more.
                signal.signal(signal.SIGTERM, signal.default_int_handler)
            Server(served_with(app, settings)).run(sockets=[listener])


def served_with(app: ASGIApp, settings: ServerSettings, grace: int = GRACE) -> uvicorn.Config:
    """Say how an app is served."""
    return uvicorn.Config(
        app,
        http="h11",  # which bounds the headers of a request
        access_log=False,
        log_config=None,
        log_level="warning",
        root_path=settings.root_path,
        forwarded_allow_ips=list(settings.proxies),
        timeout_graceful_shutdown=grace,
    )


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
