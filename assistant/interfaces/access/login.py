"""Logging in to the page, with a password, a key or an OpenID provider, and out again."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.responses import RedirectResponse, Response

from assistant.interfaces.access.caller import Caller
from assistant.interfaces.access.gate import OPENID, Gate
from assistant.interfaces.access.page import account_page, login_page
from assistant.interfaces.access.rates import address
from assistant.interfaces.server.problems import Refused

WRONG = {parse("50/day"): "try again tomorrow", parse("5/minute"): "wait a minute"}
"""Wrong attempts that an address has; the right word is not taken either when they are used up."""

LONGEST_SECRET = 1_000  # characters
_OURS = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]{0,2000}")


class Login:
    """The routes, which everybody reaches; nothing is asked where the gate is open."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._attempts = SlidingWindowCounterRateLimiter(MemoryStorage())
        self.router = APIRouter(include_in_schema=False)
        for path, endpoint in (
            ("/login", self.ask),
            ("/login/openid", self.send_away),
            ("/login/callback", self.come_back),
        ):
            self.router.get(path, name=endpoint.__name__)(endpoint)
        self.router.post("/login")(self.enter)
        self.router.post("/logout")(self.leave)
        self.router.get("/logout")(self.offer_to_leave)

    async def ask(self, request: Request, next: str = "/") -> Response:  # noqa: A002 - in addresses
        """Show the form, or who is logged in."""
        if not self._gate.closed:
            return _to(request, "/")
        caller: Caller | None = request.state.caller
        if caller:
            return account_page(_root(request), caller.name)
        return self._page(request, next)

    async def enter(
        self,
        request: Request,
        secret: Annotated[str, Form(max_length=LONGEST_SECRET)] = "",
        next: Annotated[str, Form()] = "/",  # noqa: A002
    ) -> Response:
        """Take a password or a key."""
        if not self._gate.closed:
            return _to(request, "/")
        who = address(request.scope)
        for rate, advice in WRONG.items():
            if not self._attempts.test(rate, who):
                response = self._page(request, next, f"Too many attempts; {advice}.", 429)
                response.headers["retry-after"] = str(rate.get_expiry())
                return response
        session = self._gate.login(secret)
        if session is None:
            for rate in WRONG:
                self._attempts.hit(rate, who)
            return self._page(request, next, "That is wrong: check it and try again.", 401)
        return _logged_in(request, session, next)

    async def send_away(self, request: Request, next: str = "/") -> Response:  # noqa: A002
        """Send the browser to the provider."""
        if not self._gate.provider:
            return _to(request, "/login")
        come_back = str(request.url_for("come_back"))
        try:
            response = await self._gate.provider.send_to(request, come_back)
        except Refused as refused:
            return self._page(request, next, refused.detail, refused.status)
        request.session["next"] = _ours(next)
        return response

    async def come_back(self, request: Request) -> Response:
        """Let in who the provider sends back."""
        if not self._gate.provider:
            return _to(request, "/login")
        following = request.session.get("next", "/")
        try:
            name = await self._gate.provider.account(request)
        except Refused as refused:
            return self._page(request, following, refused.detail, refused.status)
        return _logged_in(request, {"way": OPENID, "name": name}, following)

    async def offer_to_leave(self, request: Request) -> Response:
        """Send who only follows a link to where one can log out."""
        return _to(request, "/login")

    async def leave(self, request: Request) -> Response:
        """Log out."""
        if self._gate.closed:
            request.session.clear()
        return _to(request, "/login")

    def _page(
        self, request: Request, following: str, error: str = "", status: int = 200
    ) -> Response:
        return login_page(
            _root(request),
            label=self._label(),
            provider=self._gate.provider.host if self._gate.provider else "",
            following=_ours(following),
            error=error,
            status=status,
        )

    def _label(self) -> str:
        """Say what the form takes; "" for nothing."""
        ways = [
            "Password" if self._gate.has_password else "",
            "API key" if self._gate.keys.exist() else "",
        ]
        return " or ".join(filter(None, ways))


def _logged_in(request: Request, session: dict[str, str], following: str) -> Response:
    request.session.clear()
    request.session.update(session)
    return _to(request, _ours(following))


def _ours(following: str) -> str:
    """Return a path of this server, whatever an address says is to come after the login."""
    return following if _OURS.fullmatch(following) else "/"


def _to(request: Request, path: str) -> Response:
    return RedirectResponse(_root(request) + path, 303, {"cache-control": "no-store"})


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))
