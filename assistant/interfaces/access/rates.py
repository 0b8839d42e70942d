"""How often a key, or an address, may ask."""

from __future__ import annotations

import math
import re
import time
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette._utils import get_route_path
from starlette.datastructures import MutableHeaders

from assistant.errors import SettingsError
from assistant.interfaces.server.problems import Refused, problem_response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.interfaces.access.caller import Caller

_PROGRAMS = re.compile(r"/((api|v1|mcp)(/.*)?|reader)", re.DOTALL)
_PAGE_ASKS = re.compile(r"/gradio_api/(queue/join|(call|run|api)/.*)", re.DOTALL)


class Rates:
    """Counts what asks for work, and turns away what is too much; answers say what is left."""

    def __init__(self, app: ASGIApp, rate: RateLimitItem) -> None:
        self._app = app
        self._rate = rate
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._policy = f'"default";q={rate.amount};w={rate.get_expiry()}'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or not _counts(scope):
            await self._app(scope, receive, send)
            return
        who = _who(scope)
        within = self._limiter.hit(self._rate, who)
        left = self._limiter.get_window_stats(self._rate, who)
        wait = max(1, math.ceil(left.reset_time - time.time()))
        now = f'"default";r={left.remaining};t={wait}'

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["ratelimit-policy"], headers["ratelimit"] = self._policy, now
            await send(message)

        app = self._app if within else self._too_much(wait)
        await app(scope, receive, telling)

    def _too_much(self, wait: int) -> ASGIApp:
        reason = f"too many questions, more than {self._rate}; come back in {wait} seconds"
        refused = Refused(429, reason, {"retry-after": str(wait)})
        return problem_response(refused)


def rate_of(setting: str) -> RateLimitItem:
    """Read a rate such as 60/minute; raises SettingsError."""
    try:
        rates = parse_many(setting)
    except ValueError:
        rates = []
    if len(rates) != 1 or rates[0].amount < 1:
        raise SettingsError(f"rate is {setting!r}: give one such as 60/minute, 5/second, 1000/day")
    return rates[0]


def address(scope: Scope) -> str:
    """Return the address that a request is from; of IPv6, the network that one customer has."""
    client = (scope.get("client") or ("",))[0]
    try:
        found = ip_address(client)
    except ValueError:
        return str(client)
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
    return client


def _who(scope: Scope) -> str:
    caller: Caller | None = scope["state"].get("caller")
    return f"name {caller.name}" if caller and caller.name else f"address {address(scope)}"


def _counts(scope: Scope) -> bool:
    path = get_route_path(scope)
    if _PROGRAMS.fullmatch(path):
        return True
    return scope["method"] == "POST" and _PAGE_ASKS.fullmatch(path) is not None
