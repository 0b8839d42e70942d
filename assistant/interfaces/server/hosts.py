"""The names that the server may be called by, lest a page of another name reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette._utils import get_route_path
from starlette.middleware.trustedhost import TrustedHostMiddleware

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

PROBES = ("/healthz", "/readyz")


class Hosts(TrustedHostMiddleware):
    """Turns requests to other names away, but for probes, which ask each worker by its address."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and get_route_path(scope) in PROBES:
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
