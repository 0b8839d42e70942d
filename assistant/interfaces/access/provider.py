"""An OpenID Connect provider that says who somebody is, by the code flow with PKCE and a nonce."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from functools import cached_property
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from assistant.config import ServerSettings
from assistant.errors import SettingsError
from assistant.interfaces.server.problems import Refused

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.responses import Response

PATIENCE = 10.0  # seconds for each request to the provider
LONGEST_NAME = 200  # characters
_WELL_KNOWN = "/.well-known/openid-configuration"

log = logging.getLogger("dateline.access")


class Provider:
    """The provider of the settings: it logs in those among ``users``, or whoever it knows."""

    def __init__(
        self, issuer: str, client_id: str, client_secret: str, users: Collection[str] = ()
    ) -> None:
        self.issuer = issuer.rstrip("/")
        self._users = frozenset(user.casefold() for user in users)
        self._client_id, self._client_secret = client_id, client_secret

    @classmethod
    def of(cls, settings: ServerSettings) -> Self | None:
        """Return the provider, if there is one; raises SettingsError."""
        issuer, client_id = settings.oidc_issuer, settings.oidc_client_id
        secret = settings.oidc_client_secret.get_secret_value()
        if not issuer:
            if client_id or secret:
                raise SettingsError("oidc_client_id or its secret is given without oidc_issuer")
            return None
        if not client_id:
            raise SettingsError(
                "oidc_client_id is empty: give the name that the provider knows this server by"
            )
        address = urlsplit(issuer)
        if address.scheme != "https" and not (
            address.scheme == "http" and is_loopback(address.hostname or "")
        ):
            raise SettingsError(f"oidc_issuer is {issuer!r}: give its https:// address")
        return cls(issuer, client_id, secret, settings.oidc_users)

    @property
    def host(self) -> str:
        """The name that people know it by."""
        return urlsplit(self.issuer).netloc

    async def send_to(self, request: Request, come_back: str) -> Response:
        """Send a browser to the provider, which sends it back; raises Refused."""
        with self._trouble():
            await self._know()
            response: Response = await self._client.authorize_redirect(request, come_back)
            return response

    async def account(self, request: Request) -> str:
        """Return the name of who the provider sent back; raises Refused."""
        with self._trouble():
            await self._know()
            token = await self._client.authorize_access_token(request)
        claims = token.get("userinfo")
        if not claims:
            raise Refused(502, f"{self.host} did not say who you are.")
        if self._users and not self._is_user(claims):
            raise Refused(403, "This account may not log in here; ask who runs this server.")
        name = claims.get("preferred_username") or claims.get("email") or claims["sub"]
        return str(name)[:LONGEST_NAME]

    def _is_user(self, claims: Mapping[str, Any]) -> bool:
        """Tell whether an account has an address of ``users`` that its provider has verified."""
        email = str(claims.get("email") or "").casefold()
        at, domain = email.rfind("@"), email[email.rfind("@") :]
        return (
            at > 0 and claims.get("email_verified") is True and bool({email, domain} & self._users)
        )

    async def _know(self) -> None:
        """Ask the provider where its parts are; it must be the one that it was asked as."""
        metadata = await self._client.load_server_metadata()
        if str(metadata.get("issuer", "")).rstrip("/") != self.issuer:
            raise ValueError(f"{self.issuer}{_WELL_KNOWN} names another issuer")

    def _trouble(self) -> _Trouble:
        return _Trouble(self.host)

    @cached_property
    def _client(self) -> Any:
        from authlib.integrations.starlette_client import OAuth  # type: ignore[import-untyped]

        return OAuth().register(
            "openid",
            client_id=self._client_id,
            client_secret=self._client_secret or None,
            server_metadata_url=self.issuer + _WELL_KNOWN,
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "timeout": PATIENCE,
                **({} if self._client_secret else {"token_endpoint_auth_method": "none"}),
            },
        )


class _Trouble:
    """Tells what went wrong with a provider as Refused; its own words only go to the log."""

    def __init__(self, host: str) -> None:
        self._host = host

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        from authlib.integrations.starlette_client import OAuthError
        from httpx2 import HTTPError
        from joserfc.errors import JoseError

        if isinstance(error, OAuthError | JoseError):
            log.warning("login by %s failed: %.300r", self._host, str(error))
            raise Refused(403, f"{self._host} did not log you in; try again.") from error
        if isinstance(error, HTTPError | ValueError | RuntimeError):
            log.error("login by %s failed: %.300r", self._host, str(error))
            raise Refused(502, f"{self._host} cannot be used at the moment.") from error


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches a host."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
