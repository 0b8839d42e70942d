"""A small OpenAI-compatible server on loopback, so that tests talk HTTP to a real address."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic, sleep
from typing import Any, Literal

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse


@dataclass
class OpenAIServer:
    """What the server says to every request, and what it was asked.

    ``ends`` says how a streamed reply ends: as it should, cut off, with an error event, or never.
    ``pause`` is in seconds, before each piece of it; ``sent`` counts the pieces.
    """

    reply: str = ""
    status: int = 200
    ends: Literal["done", "dropped", "error", "hangs"] = "done"
    body: str | None = None
    pause: float = 0.0
    sent: int = 0
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    authorization: list[str] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI(openapi_url=None)

        @app.post("/v1/chat/completions")
        async def complete(request: Request) -> Response:
            asked = await request.json()
            self.requests.append(asked)
            self.authorization.append(request.headers.get("authorization", ""))
            if self.status != 200:
                error = {"message": f"the test server says {self.status}", "type": "test"}
                return JSONResponse({"error": error}, self.status, {"retry-after-ms": "1"})
            if self.body is not None:
                return PlainTextResponse(self.body)
            if asked.get("stream"):
                return StreamingResponse(
                    self._events(asked["model"]), media_type="text/event-stream"
                )
            return JSONResponse(_completion(asked["model"], message=self.reply))

        return app

    async def _events(self, model: str) -> AsyncIterator[str]:
        for start in range(0, len(self.reply), 5):
            await asyncio.sleep(self.pause)
            self.sent += 1
            yield _event(_completion(model, delta=self.reply[start : start + 5]))
        if self.ends == "dropped":
            raise ConnectionResetError
        if self.ends == "error":
            yield _event({"error": {"message": "the test server gave up", "code": 500}})
        if self.ends == "hangs":
            await asyncio.sleep(5)
        if self.ends == "done":
            yield _event(_completion(model, delta="", finish="stop"))
            yield "data: [DONE]\n\n"


def _event(payload: dict[str, Any]) -> str:
    return f"data: {json.dumps(payload)}\n\n"


def _completion(
    model: str, *, message: str | None = None, delta: str | None = None, finish: str | None = None
) -> dict[str, Any]:
    said = {"role": "assistant", "content": message if delta is None else delta}
    choice = {"index": 0, "finish_reason": finish, "delta" if message is None else "message": said}
    kind = "chat.completion" if delta is None else "chat.completion.chunk"
    return {"id": "test", "object": kind, "created": 0, "model": model, "choices": [choice]}


@contextmanager
def serving(server: OpenAIServer) -> Iterator[OpenAIServer]:
    """Serve on a free port of loopback until the block ends; ``server.url`` is the base URL."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server.url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        runner = uvicorn.Server(
            uvicorn.Config(server.app(), log_config=None, lifespan="off", ws="none")
        )
        thread = Thread(target=runner.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = monotonic() + 30
        while not runner.started:
            if monotonic() > deadline:
                raise TimeoutError("the test server did not start")
            sleep(0.01)
        try:
            yield server
        finally:
            runner.should_exit = runner.force_exit = True
            thread.join()


def closed_address() -> str:
    """Return a base URL on loopback where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
