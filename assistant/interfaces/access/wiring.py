"""Puts all that concerns who may ask into the app, and keeps an open one from strangers."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from assistant.config import ServerSettings
from assistant.errors import SettingsError
from assistant.interfaces.access.gate import Gate
from assistant.interfaces.access.login import Login
from assistant.interfaces.access.middleware import Access
from assistant.interfaces.access.provider import is_loopback
from assistant.interfaces.access.rates import Rates, rate_of


def add_access(app: FastAPI, settings: ServerSettings) -> None:
    """Ask who calls, count what they ask for, and let people log in; raises SettingsError.

    What is added to the app afterwards is passed before.
    """
    gate = Gate(settings)
    if gate.closed:
        gate.secret  # noqa: B018 - where it cannot be kept, that is told now
    app.include_router(Login(gate).router)
    if settings.rate:
        app.add_middleware(Rates, rate=rate_of(settings.rate))
    app.add_middleware(Access, gate=gate)


def add_cors(app: FastAPI, settings: ServerSettings) -> None:
    """Let pages of other sites call; no login of their visitors goes with it."""
    if settings.cors:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["*"],
            expose_headers=["ETag", "Retry-After", "X-Request-ID"],
        )


def refuse_strangers(host: str, settings: ServerSettings) -> None:
    """Raise SettingsError where others reach an address and nothing says who may ask."""
    if is_loopback(host) or settings.allow_anonymous or Gate(settings).closed:
        return
    raise SettingsError(
        f"others reach {host}, and nothing says who may ask: make a key (dateline keys add NAME"
        " --scope read), or set a password (DATELINE_PASSWORD) or an OpenID provider"
        " (DATELINE_OIDC_ISSUER); or let everybody ask and read with --allow-anonymous"
    )
