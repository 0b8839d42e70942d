"""Settings of what is served: who may ask, how much at a time, what is logged."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
)

CASES = Path(".dateline/reported.jsonl")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d+)?|https?://\[[0-9a-f:]+\](:\d+)?")


class ServerSettings(BaseModel):
    """What the page and the interfaces for programs are served with."""

    model_config = ConfigDict(frozen=True)

    examples: tuple[str, ...] = Field((), description="questions that the empty page offers")
    cases: Path = Field(CASES, description="test set of the answers that users report as wrong")
    state: Path = Field(
        Path(".dateline/server"), description="folder of API keys, logins and idempotency keys"
    )
    at_once: int = Field(8, ge=1, description="questions answered at the same time")
    waiting: int = Field(
        128, ge=0, description="questions that may wait for their turn; a further one gets 503"
    )
    answer_timeout: float = Field(120.0, gt=0, description="seconds an answer may take when served")
    largest_body: int = Field(8_000_000, ge=1_000, description="bytes that a request may have")
    root_path: str = Field(
        "", pattern=r"^(/[^/?#\s]+)*$", description="path that a reverse proxy serves it below"
    )
    hosts: tuple[str, ...] = Field((), description="names that browsers may call the server by")
    proxies: tuple[str, ...] = Field(
        ("127.0.0.1",), description="addresses of reverse proxies whose X-Forwarded-* is believed"
    )
    cors: tuple[str, ...] = Field(
        (), description="origins whose pages may call it, such as widgets"
    )
    rate: str = Field("", description="most requests by key or address, such as 60/minute")
    password: SecretStr = Field(SecretStr(""), description="password of the page")
    oidc_issuer: str = Field("", description="OpenID Connect provider that logs people in")
    oidc_client_id: str = Field("", description="name that the provider knows this server by")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="secret that goes with it")
    oidc_users: tuple[str, ...] = Field(
        (), description="verified e-mail addresses, or @domains, that the provider may log in"
    )
    allow_anonymous: bool = Field(
        False, description="whether anybody may ask and read on an address that others reach"
    )
    log: Literal["errors", "plain", "json"] = Field(
        "errors", description="what is logged: errors, or each request too, as text or as JSON"
    )
    log_questions: bool = Field(False, description="whether questions are logged too")
    otlp_endpoint: str = Field("", description="OpenTelemetry collector that traces are sent to")

    @field_validator("hosts", "proxies", "cors", "oidc_users", "examples", mode="before")
    @classmethod
    def _listed(cls, given: object, info: ValidationInfo) -> object:
        """Read a list that is given as one text: JSON, or parted by commas, which examples hold."""
        if not isinstance(given, str):
            return given
        if given.lstrip().startswith("["):
            try:
                return json.loads(given)
            except ValueError:
                raise ValueError('no list: write it as ["…", "…"], or with commas') from None
        parts = [given] if info.field_name == "examples" else given.split(",")
        return tuple(part.strip() for part in parts if part.strip())

    @field_validator("cors")
    @classmethod
    def _origins(cls, cors: tuple[str, ...]) -> tuple[str, ...]:
        for origin in cors:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(
                    f"{origin!r} is no origin: give scheme and host, a port if need be, no slash at"
                    " the end, such as https://paper.example.org"
                )
        return cors

    @field_validator("cases", "state")
    @classmethod
    def _at_home(cls, path: Path) -> Path:
        return from_home(path)

    @field_validator("cases")
    @classmethod
    def _of_lines(cls, cases: Path) -> Path:
        if cases.suffix != ".jsonl":
            raise ValueError("a file whose name ends in .jsonl")
        return cases


def from_home(path: Path) -> Path:
    """Follow "~"; raises ValueError."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise ValueError(str(error)) from error
