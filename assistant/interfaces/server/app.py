"""The app: the page and every interface for programs, in one process."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from assistant.config import ServerSettings
from assistant.interfaces.access.wiring import add_access, add_cors
from assistant.interfaces.http.routes import add_api, end_api
from assistant.interfaces.mcp.route import add_mcp
from assistant.interfaces.openai.routes import add_openai
from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.faults import Faults
from assistant.interfaces.server.guard import Guard
from assistant.interfaces.server.hosts import Hosts
from assistant.interfaces.server.metrics import Metrics
from assistant.interfaces.server.problems import tell_problems
from assistant.interfaces.server.recording import Recording
from assistant.interfaces.ui.routes import add_page_routes
from assistant.interfaces.widget.routes import add_widget

if TYPE_CHECKING:
    from assistant import Assistant


def create_app(
    assistant: Assistant,
    settings: ServerSettings | None = None,
    *,
    hosts: Sequence[str] = ("*",),
) -> FastAPI:
    """Return the app that serves the page and the interfaces for programs.

    ``hosts`` are the names that a browser may call it by.
    """
    settings = settings or ServerSettings()
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    from assistant.interfaces.ui.page import mount_page

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with mcp.running():
            yield

    app = FastAPI(
        title="Dateline",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    metrics = Metrics()
    desk = Desk(assistant, settings, metrics)
    tell_problems(app)
    add_access(app, settings)
    add_api(app, desk, settings, metrics)
    mcp = add_mcp(app, desk, settings)
    add_page_routes(app, assistant)
    add_widget(app, settings.cors)
    add_openai(app, desk)
    end_api(app)
    mount_page(app, desk, settings.examples, settings.root_path)
    app.add_middleware(Faults)
    app.add_middleware(Hosts, allowed_hosts=list(hosts))
    app.add_middleware(Guard, largest_body=settings.largest_body, origins=settings.cors)
    add_cors(app, settings)
    app.add_middleware(Recording, metrics=metrics)
    return app
