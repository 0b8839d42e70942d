"""The routes below /v1, for clients that were made for OpenAI's API."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Response

from assistant.interfaces.access.caller import needs
from assistant.interfaces.openai.chat import add_chat
from assistant.interfaces.openai.embeddings import add_embeddings
from assistant.interfaces.openai.errors import Route
from assistant.interfaces.openai.requests import MODEL, check_model
from assistant.interfaces.openai.responses import add_responses
from assistant.interfaces.openai.written import written
from assistant.interfaces.server.desk import Desk


def add_openai(app: FastAPI, desk: Desk) -> None:
    """Serve chat completions, responses, embeddings and models: OpenAI's documents say how."""
    router = APIRouter(
        prefix="/v1", route_class=Route, dependencies=[needs("read")], include_in_schema=False
    )
    add_chat(router, desk)
    add_responses(router, desk)
    add_embeddings(router, desk)

    def model() -> dict[str, Any]:
        about = {"embedder": desk.assistant.embedder.name}
        return {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL, "dateline": about}

    @router.get("/models")
    async def models() -> Response:
        return written({"object": "list", "data": [model()]})

    @router.get("/models/{name:path}")
    async def one_model(name: str) -> Response:
        check_model(name)
        return written(model())

    app.include_router(router)
