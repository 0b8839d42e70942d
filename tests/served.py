"""An app served by a real server, in a thread of the tests' process."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from fastapi import FastAPI

from assistant.config import ServerSettings
from assistant.interfaces.server.serving import served_with


@contextmanager
def serving(app: FastAPI, settings: ServerSettings | None = None) -> Iterator[str]:
    """Serve an app on a free loopback port and give its address, which ends in a slash."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(served_with(app, settings or ServerSettings(), grace=1))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.05)
        assert server.started
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join(30)
            assert not thread.is_alive()
