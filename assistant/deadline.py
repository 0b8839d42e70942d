"""An HTTP client that waits no longer than there is patience, for whatever part of a reply.

The time limits of HTTP clients are for each wait. A server that sends a sign of life now and then,
as many do while a model thinks, would be waited for without end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpcore2
import httpx2

from assistant.patience import patience

_GLANCE = 0.2  # seconds between two looks whether anybody still waits
_COMPLAINT = 2.0  # seconds that the text of a refusal may take
_LONGEST_COMPLAINT = 100_000  # bytes


def client(**given: Any) -> httpx2.Client:
    """Return a client that raises TimeoutError or CancelledError as ``Patience.left`` does.

    It follows no redirects, and reads the text of a refusal for as long as it comes. What is given
    goes to ``httpx2.Client``.
    """
    made = _Client(event_hooks={"response": [_bound_complaint]}, **given)
    # A proxy of the environment has a transport of its own. None takes a network to use.
    for transport in filter(None, (made._transport, *made._mounts.values())):
        transport._pool._network_backend = _Network()  # type: ignore[attr-defined]
    return made


class _Client(httpx2.Client):
    def __del__(self) -> None:
        # As OpenAI's own does: nobody else knows when a chat model is no more used.
        with suppress(AttributeError):  # of one that could not be made
            self.close()


class _Network(httpcore2.SyncBackend):
    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *args: Any, **given: Any
    ) -> httpcore2.NetworkStream:
        left = patience().within(timeout).left()
        return _Stream(super().connect_tcp(host, port, left, *args, **given))


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream
        self.close = stream.close  # type: ignore[method-assign]
        self.get_extra_info = stream.get_extra_info  # type: ignore[method-assign]

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        waited = patience().within(timeout)
        while True:
            with suppress(httpcore2.ReadTimeout):
                return self._stream.read(max_bytes, min(waited.left(), _GLANCE))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, patience().within(timeout).left())

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = patience().within(timeout).left()
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left))


def _bound_complaint(response: httpx2.Response) -> None:
    if not response.is_success:
        response.stream = _Complaint(response.stream)


class _Complaint(httpx2.SyncByteStream):
    """The text of a refusal; where it does not end well, the status says enough."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        context = patience().within(_COMPLAINT).context()
        parts = iter(self._stream)
        length = 0
        with suppress(TimeoutError, httpx2.HTTPError):
            while length < _LONGEST_COMPLAINT and (part := context.run(next, parts, b"")):
                length += len(part)
                yield part

    def close(self) -> None:
        self._stream.close()
