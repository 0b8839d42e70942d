"""/widget: a chat for other sites' pages, as an element or in a frame."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Header
from fastapi.responses import Response

HERE = Path(__file__).parent
PARTS = ("text.js", "server.js", "reply.js", "reader.js", "chat.js")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}


def add_widget(app: FastAPI, origins: Sequence[str]) -> None:
    """Serve the widget; ``origins`` are those of the sites that may show it in a frame."""
    router = APIRouter(prefix="/widget", include_in_schema=False)
    framed = " ".join(("frame-ancestors 'self'", *origins))
    policy = {"content-security-policy": f"{_POLICY}; {framed}"}
    # Another site may load it whatever isolation it asks its own page for.
    shared = {"cross-origin-resource-policy": "cross-origin", "access-control-allow-origin": "*"}
    for path, name, body, headers in (
        ("/dateline.js", "dateline.js", script(), shared),
        ("/frame", "frame.html", _read("frame.html"), policy),
        ("/demo", "demo.html", _read("demo.html"), policy),
        ("/frame.js", "frame.js", _read("frame.js"), {}),
        ("/frame.css", "frame.css", _read("frame.css"), {}),
    ):
        router.add_api_route(path, _file(name, body, headers), methods=["GET", "HEAD"])
    app.include_router(router)


def script() -> str:
    """Return the widget as one script: its parts and its style sheet, with nothing global."""
    parts = "\n".join(map(_read, PARTS))
    style = json.dumps(_read("dateline.css"))
    return f'(() => {{\n"use strict";\nconst STYLE = {style};\n{parts}}})();\n'


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _file(name: str, text: str, headers: dict[str, str]) -> Callable[..., Response]:
    """Return a route that gives a text, packed where that is understood."""
    plain = text.encode()
    packed = gzip.compress(plain, mtime=0)
    etag = f'"{hashlib.sha256(plain).hexdigest()[:32]}"'
    always = {
        "cache-control": "public, max-age=300",
        "etag": etag,
        "vary": "accept-encoding",
        **headers,
    }

    def file(
        if_none_match: Annotated[str, Header()] = "", accept_encoding: Annotated[str, Header()] = ""
    ) -> Response:
        if etag in if_none_match:
            return Response(status_code=304, headers=always)
        media_type = _KINDS[Path(name).suffix]
        if "gzip" in accept_encoding:
            return Response(
                packed, headers={**always, "content-encoding": "gzip"}, media_type=media_type
            )
        return Response(plain, headers=always, media_type=media_type)

    return file
