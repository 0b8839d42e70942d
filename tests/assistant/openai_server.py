"""A small OpenAI-compatible server on loopback, so that tests talk HTTP to a real address."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any, Literal

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse


@dataclass
class OpenAIServer:
    """What the server says to every request, and what it was asked.

    ``status`` is that of all requests, or of the first ones, one after another; ``headers`` and
    the ``complaint`` go with those that are no 200. ``ends`` says how a streamed reply ends: as it
    should, cut off, with an error event, never, or without a word. ``finish`` is the reason that
    it gives; ``deltas`` stand in for a reply of text. ``pause`` is in seconds, before each piece
    of it; ``sent`` counts the pieces.
    """

    reply: str = ""
    status: int | Sequence[int] = 200
    headers: dict[str, str] = field(default_factory=lambda: {"retry-after-ms": "1"})
    complaint: str = ""
    ends: Literal["done", "dropped", "error", "hangs", "silent"] = "done"
    finish: str = "stop"
    deltas: Sequence[dict[str, Any]] = ()
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
            status = self._status(len(self.requests))
            asked = await request.json()
            self.requests.append(asked)
            self.authorization.append(request.headers.get("authorization", ""))
            if status != 200:
                complaint = self.complaint or f"the test server says {status}"
                error = {"message": complaint, "type": "test"}
                return JSONResponse({"error": error}, status, self.headers)
            if self.body is not None:
                return PlainTextResponse(self.body)
            if asked.get("stream"):
                return StreamingResponse(
                    self._events(asked["model"]), media_type="text/event-stream"
                )
            return JSONResponse(_completion(asked["model"], message={"content": self.reply}))

        return app

    def _status(self, asked_before: int) -> int:
        if isinstance(self.status, int):
            return self.status
        return self.status[asked_before] if asked_before < len(self.status) else 200

    async def _events(self, model: str) -> AsyncIterator[str]:
        pieces = [self.reply[start : start + 5] for start in range(0, len(self.reply), 5)]
        for delta in self.deltas or [{"content": piece} for piece in pieces]:
            await asyncio.sleep(self.pause)
            self.sent += 1
            yield event(_completion(model, delta=delta))
        if self.ends == "dropped":
            raise ConnectionResetError
        if self.ends == "error":
            yield event({"error": {"message": "the test server gave up", "code": 500}})
        if self.ends == "hangs":
            await asyncio.sleep(5)
        if self.ends == "done":
            yield event(_completion(model, delta={"content": ""}, finish=self.finish))
            yield "data: [DONE]\n\n"


def event(payload: dict[str, Any]) -> str:
    """Write a server-sent event."""
    return f"data: {json.dumps(payload)}\n\n"


def said(text: str, *, choice: int = 0, finish: str | None = None) -> bytes:
    """Write the event that adds a text to a reply, its characters as UTF-8.

    Of several replies side by side it goes on with that ``choice``.
    """
    payload = _completion("tiny", delta={"content": text}, finish=finish)
    payload["choices"][0]["index"] = choice
    return f"data: {json.dumps(payload, ensure_ascii=False)}\n\n".encode()


def _completion(
    model: str,
    *,
    message: dict[str, Any] | None = None,
    delta: dict[str, Any] | None = None,
    finish: str | None = None,
) -> dict[str, Any]:
    said = {"role": "assistant", **(message or delta or {})}
    choice = {"index": 0, "finish_reason": finish, "delta" if message is None else "message": said}
    kind = "chat.completion" if delta is None else "chat.completion.chunk"
    return {"id": "test", "object": kind, "created": 0, "model": model, "choices": [choice]}


STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
CHUNKED = STREAM + b"Transfer-Encoding: chunked\r\n\r\n"
UNTIL_CLOSED = STREAM + b"Connection: close\r\n\r\n"


def chunk(content: bytes, *, missing: int = 0) -> bytes:
    """Write a chunk of an HTTP reply, the last of its bytes missing."""
    head = f"{len(content):x}\r\n".encode()
    return head + content[: len(content) - missing] if missing else head + content + b"\r\n"


@contextmanager
def sending(*parts: bytes, every: float = 0.0, closes: bool = True) -> Iterator[str]:
    """Send these bytes to whoever connects, the last ones again and again unless it closes.

    ``every`` is in seconds, before each part. Gives the base URL.
    """
    ended = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        thread = Thread(target=_send, args=(listener, ended, parts, every, closes), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        finally:
            ended.set()
            thread.join()


def _send(
    listener: socket.socket, ended: Event, parts: Sequence[bytes], every: float, closes: bool
) -> None:
    while not ended.is_set():
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        with connection, suppress(OSError):
            connection.settimeout(5)
            _receive(connection)
            for part in parts:
                ended.wait(every)
                connection.sendall(part)
            while not closes and not ended.wait(every or 0.05):
                connection.sendall(parts[-1] if every else b"")


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


def _receive(connection: socket.socket) -> None:
    """Read a request to its end: who closes with some of it unread resets the connection."""
    with connection.makefile("rb") as request:
        length = 0
        while (line := request.readline().strip()) != b"":
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        request.read(length)


def closed_address() -> str:
    """Return a base URL on loopback where nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
