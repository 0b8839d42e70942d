"""What these routes send: JSON, whole or as server-sent events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi.responses import Response
from fastapi.sse import format_sse_event


def written(
    body: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Write a response; half a surrogate pair that a client sent is sent back as it came."""
    return Response(json.dumps(body), status, headers, "application/json")


def event(data: Mapping[str, Any] | str, name: str | None = None) -> bytes:
    """Write a server-sent event."""
    text = data if isinstance(data, str) else json.dumps(data)
    return format_sse_event(event=name, data_str=text)
