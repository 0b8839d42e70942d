"""Decides who is let in, by what they show: a key, or a login that began with another request.

As soon as there is a key, a password or an OpenID provider, everything is closed but what
``is_open`` names; otherwise everything is open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from hmac import compare_digest, new
from typing import Any

from assistant.config import ServerSettings
from assistant.interfaces.access.caller import ANYBODY, READER, Caller
from assistant.interfaces.access.keys import Keys
from assistant.interfaces.access.private import secret_in
from assistant.interfaces.access.provider import Provider
from assistant.interfaces.access.scopes import taking_in

_OPEN = re.compile(r"/(healthz|readyz|login(/openid|/callback)?|logout|widget/.*)", re.DOTALL)
PASSWORD, OPENID = "password", "openid"  # ways in, beside the ids of keys


def is_open(path: str) -> bool:
    """Say whether everybody may have a path, which is meant as the router means it."""
    return _OPEN.fullmatch(path) is not None


class Gate:
    """Knows the ways in; raises SettingsError where they are not usable."""

    def __init__(self, settings: ServerSettings) -> None:
        self.keys = Keys(settings.state)
        self.provider = Provider.of(settings)
        self.anybody = READER if settings.allow_anonymous else ANYBODY
        self._password = settings.password.get_secret_value()
        self._secret_file = settings.state / "login.secret"
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether callers are asked who they are; once they were, they always are."""
        self._closed = bool(self._closed or self._password or self.provider or self.keys.exist())
        return self._closed

    @property
    def has_password(self) -> bool:
        """Whether there is a password for the page."""
        return bool(self._password)

    @cached_property
    def secret(self) -> str:
        """What logins are signed with; another password or provider ends them all."""
        issuer = self.provider.issuer if self.provider else ""
        kept = secret_in(self._secret_file)
        return new(kept.encode(), f"{self._password}\n{issuer}".encode(), sha256).hexdigest()

    def by_key(self, shown: str) -> Caller | None:
        """Return who shows a key."""
        key = self.keys.find(shown)
        return Caller(key.name, taking_in(key.scopes)) if key else None

    def by_login(self, session: Mapping[str, Any]) -> Caller | None:
        """Return who logged in: a reader, as long as the way that they came by is there."""
        way, name = session.get("way"), session.get("name")
        if not isinstance(way, str) or not isinstance(name, str):
            return None
        if way == PASSWORD:
            there = self.has_password
        elif way == OPENID:
            there = self.provider is not None
        else:
            there = self.keys.with_id(way) is not None
        return Caller(name, READER.scopes) if there else None

    def login(self, given: str) -> dict[str, str] | None:
        """Return the session that a password or a key opens."""
        password, entered = (sha256(text.encode()).digest() for text in (self._password, given))
        if self.has_password and compare_digest(password, entered):
            return {"way": PASSWORD, "name": ""}
        key = self.keys.find(given.strip())
        return {"way": key.id, "name": key.name} if key else None
