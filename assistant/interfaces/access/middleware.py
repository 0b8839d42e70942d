"""Asks who calls, before anything else is done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette._utils import get_route_path
from starlette.datastructures import Headers
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response

from assistant.interfaces.access.gate import Gate, is_open
from assistant.interfaces.server.problems import Refused, problem_response, told
from index.errors import DatelineError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from assistant.interfaces.access.caller import Caller

LOGIN_LASTS = 12 * 3600  # seconds, from the login
COOKIE = "dateline_login"
_POLICY_VIOLATED = 1008  # of WebSocket's codes
_LONGEST_NEXT = 2_000  # characters


class Access:
    """Puts the caller into the state of a request or a WebSocket, or turns it away.

    Everything behind it is asked for the same way, the page and other mounted apps too.
    """

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app = app
        self._gate = gate
        self._with_session: dict[bool, ASGIApp] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = None
        try:
            app = self._ways_in(scope)
        except DatelineError as error:
            app = _turning_away(scope, told(error))
        await app(scope, receive, send)

    def _ways_in(self, scope: Scope) -> ASGIApp:
        if not self._gate.closed:
            scope["state"]["caller"] = self._gate.anybody
            return self._app
        encrypted = scope["scheme"] in ("https", "wss")
        if encrypted not in self._with_session:
            self._with_session[encrypted] = SessionMiddleware(
                self._asking,
                self._gate.secret,
                session_cookie=COOKIE,
                max_age=LOGIN_LASTS,
                path=scope.get("root_path") or "/",
                https_only=encrypted,
            )
        return self._with_session[encrypted]

    async def _asking(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        try:
            scope["state"]["caller"] = self._caller(scope)
        except Refused as refused:
            if not is_open(get_route_path(scope)):
                app = _turning_away(scope, refused)
        except DatelineError as error:
            app = _turning_away(scope, told(error))
        await app(scope, receive, send)

    def _caller(self, scope: Scope) -> Caller:
        headers = Headers(scope=scope)
        shown = _shown(headers)
        if shown:
            caller = self._gate.by_key(shown)
            challenge = 'Bearer realm="Dateline", error="invalid_token"'
        else:
            session = HTTPConnection(scope).session
            caller = None if _from_elsewhere(headers) else self._gate.by_login(session)
            challenge = 'Bearer realm="Dateline"'
        if caller:
            return caller
        reason = "say who you are, with an API key as 'Authorization: Bearer KEY'"
        if shown:
            reason = "this key is not, or no longer, one of this server's"
        elif headers.get("sec-fetch-site") == "same-origin":
            reason = "your login has ended; reload the page to log in again"
        raise Refused(401, reason, {"www-authenticate": challenge})


def _shown(headers: Headers) -> str:
    """Return the key that is shown; other schemes are of proxies that ask for themselves."""
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip() or "none"
    return headers.get("x-api-key", "").strip()


def _from_elsewhere(headers: Headers) -> bool:
    """Say whether a page of another origin does this, whose visitor's login must not serve it.

    Browsers name no origin where somebody follows a link; over plain HTTP to another machine they
    send no Sec-Fetch-Site.
    """
    origin = headers.get("origin")
    if origin is None:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site != "same-origin"
    host = headers.get("host")
    return origin not in (f"http://{host}", f"https://{host}")


def _turning_away(scope: Scope, refused: Refused) -> ASGIApp:
    if scope["type"] == "websocket":
        return _closing
    if refused.status == 401 and _is_somebody_looking(scope):
        return _to_login(scope)
    return problem_response(refused)


async def _closing(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "websocket.close", "code": _POLICY_VIOLATED})


def _is_somebody_looking(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    looking = scope["method"] == "GET" and "text/html" in headers.get("accept", "")
    return looking and not _shown(headers)


def _to_login(scope: Scope) -> Response:
    query = scope["query_string"].decode("ascii", "replace")
    wanted = quote(get_route_path(scope)) + (f"?{query}" if query else "")
    to = f"{scope.get('root_path', '')}/login"
    if wanted not in ("", "/") and len(wanted) <= _LONGEST_NEXT:
        to = f"{to}?next={quote(wanted, safe='/')}"
    return RedirectResponse(to, 303, {"cache-control": "no-store"})
