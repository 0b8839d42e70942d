"""What went wrong, as the client is told it."""

from __future__ import annotations

import logging

from assistant.interfaces.server.problems import told

log = logging.getLogger("dateline.server")


def reason(error: Exception) -> str:
    """Say what went wrong; a fault of ours is logged, as the SDK would send its text instead."""
    refused = told(error)
    if refused.status == 500:
        log.error("a fault of ours, in an MCP request", exc_info=error)
    return refused.detail
