"""An HTTP client whose replies end in time.

The time limits of HTTP clients are for each wait. A server that sends a sign of life now and then,
as many do while a model thinks, would be waited for without end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

import httpx2


def client(seconds: float, **given: Any) -> httpx2.Client:
    """Return a client that reads no reply for longer; the rest goes to ``httpx2.Client``.

    Reading on raises ``httpx2.ReadTimeout``.
    """

    def limit(response: httpx2.Response) -> None:
        response.stream = _Limited(response.stream, monotonic() + seconds)

    return _Client(event_hooks={"response": [limit]}, follow_redirects=True, **given)


class _Client(httpx2.Client):
    def __del__(self) -> None:
        # As OpenAI's own does: nobody else knows when a chat model is no more used.
        with suppress(AttributeError):  # of one that could not be made
            self.close()


class _Limited(httpx2.SyncByteStream):
    def __init__(self, stream: Any, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        for part in self._stream:
            if monotonic() > self._deadline:
                raise httpx2.ReadTimeout("the reply has not ended in time")
            yield part

    def close(self) -> None:
        self._stream.close()
