"""The protocol over standard input and output, for a client that starts the server itself."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from mcp.server.stdio import stdio_server

from assistant.config import ServerSettings
from assistant.interfaces.mcp.server import mcp_server
from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.metrics import Metrics
from assistant.interfaces.server.warming import warming

if TYPE_CHECKING:
    from assistant import Assistant


def serve_stdio(assistant: Assistant, settings: ServerSettings) -> None:
    """Serve one client until it closes standard input."""
    meanwhile = warming(assistant)
    meanwhile.start()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(Desk(assistant, settings, Metrics())))
    meanwhile.join()


async def _serve(desk: Desk) -> None:
    server = mcp_server(desk)
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())
