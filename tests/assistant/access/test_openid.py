"""Logging in by an OpenID Connect provider that nobody here wrote."""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from assistant import Assistant
from tests.assistant.access.conftest import Served, serving_with
from tests.served import serving

ALICE = {
    "sub": "alice",
    "preferred_username": "alice@news.example",
    "email": "Alice@News.example",
    "email_verified": True,
}
MALLORY = {"sub": "mallory", "email": "alice@news.example", "email_verified": False}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The address of a provider in a process of its own, which knows Alice."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    known = [part for user in (ALICE, MALLORY) for part in ("--user-claims", json.dumps(user))]
    with Popen([*command, "true", *known], stderr=DEVNULL) as provider:
        address = f"http://127.0.0.1:{port}"
        while not _answers(address):
            assert provider.poll() is None
            time.sleep(0.1)
        yield address
        provider.terminate()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/.well-known/openid-configuration").is_success
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def site(
    assistant: Assistant, issuer: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A server that this provider logs people in to."""
    given = {"oidc_issuer": issuer, "oidc_client_id": "dateline", "oidc_client_secret": "shared"}
    with serving_with(assistant, tmp_path_factory.mktemp("site"), **given) as address:
        yield address


@pytest.fixture
def client(site: str) -> Iterator[httpx.Client]:
    """A browser of its own; it follows no redirect."""
    with httpx.Client(base_url=site, timeout=60) as client:
        yield client


def sent(client: httpx.Client, following: str = "/filters") -> httpx.URL:
    """Go where the login sends a browser."""
    response = client.get("/login/openid", params={"next": following})
    assert response.status_code == 302
    return httpx.URL(response.headers["location"])


def agreed(at_provider: httpx.URL, **form: str) -> str:
    """Answer the provider's question and return the address that it sends the browser to."""
    given: dict[str, Any] = {"sub": "alice"} | form
    response = httpx.post(at_provider, data=given)
    assert response.status_code == 302
    return response.headers["location"]


def test_who_the_provider_knows_is_let_in(client: httpx.Client, issuer: str) -> None:
    login = client.get("/login").text
    assert f"Log in with {issuer.removeprefix('http://')}</a>" in login
    assert "<form" not in login
    assert client.get("/filters").status_code == 401

    at_provider = sent(client)
    assert at_provider.params["code_challenge_method"] == "S256"
    assert at_provider.params["response_type"] == "code"
    assert at_provider.params["nonce"]
    assert at_provider.params["redirect_uri"] == str(client.base_url.join("/login/callback"))
    assert client.get("/filters").status_code == 401

    back = client.get(agreed(at_provider))
    assert (back.status_code, back.headers["location"]) == (303, "/filters")
    assert client.get("/filters").status_code == 200
    assert client.get("/metrics").status_code == 403
    assert "You are logged in as alice@news.example." in client.get("/login").text
    client.post("/logout")
    assert client.get("/filters").status_code == 401


@pytest.mark.parametrize(
    ("users", "who", "status"),
    [
        (("alice@news.example",), "alice", 303),
        (("@news.example",), "alice", 303),
        (("@news.example",), "mallory", 403),  # says whose address it is, and nobody verified it
        (("bob@news.example", "@s.example"), "alice", 403),
    ],
)
def test_only_those_named_are_let_in(
    assistant: Assistant, issuer: str, tmp_path: Path, users: tuple[str, ...], who: str, status: int
) -> None:
    given = {"oidc_issuer": issuer, "oidc_client_id": "dateline", "oidc_client_secret": "shared"}
    with (
        serving_with(assistant, tmp_path, **given, oidc_users=users) as site,
        httpx.Client(base_url=site, timeout=60) as client,
    ):
        back = client.get(agreed(sent(client), sub=who))
        assert back.status_code == status
        assert client.get("/filters").status_code == (200 if status == 303 else 401)


def test_who_says_no_there_is_not_let_in(client: httpx.Client) -> None:
    back = client.get(agreed(sent(client), action="deny"))
    assert back.status_code == 403
    assert "did not log you in; try again" in back.text
    assert client.get("/filters").status_code == 401


def test_what_a_stranger_says_in_the_providers_name_is_one_line_of_the_log(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    said = {"error": "access_denied", "error_description": "x\n2026-11-27 ERROR " + "long " * 999}
    assert client.get("/login/callback", params=said).status_code == 403
    (line,) = [r.getMessage() for r in caplog.records if r.name.startswith("dateline")]
    assert "access_denied" in line
    assert "\n" not in line
    assert len(line) < 500


def test_an_answer_that_this_browser_did_not_ask_for_is_none(client: httpx.Client) -> None:
    theirs = agreed(sent(client))
    client.cookies.clear()
    assert client.get(theirs).status_code == 403
    assert client.get("/filters").status_code == 401


def test_an_answer_counts_once(client: httpx.Client) -> None:
    back = agreed(sent(client))
    assert client.get(back).status_code == 303
    client.post("/logout")
    assert client.get(back).status_code == 403
    assert client.get("/filters").status_code == 401


def test_one_goes_on_to_nowhere_else(client: httpx.Client) -> None:
    back = client.get(agreed(sent(client, "//evil.example")))
    assert back.headers["location"] == "/"


def test_a_provider_that_is_away_is_told(served: Served) -> None:
    client = served(oidc_issuer="http://127.0.0.1:1", oidc_client_id="dateline")
    response = client.get("/login/openid")
    assert response.status_code == 502
    assert "127.0.0.1:1 cannot be used at the moment" in response.text


def test_a_provider_must_be_the_one_it_is_asked_as(served: Served, issuer: str) -> None:
    metadata = httpx.get(f"{issuer}/.well-known/openid-configuration").json()
    with _telling(metadata) as impostor:
        assert impostor != metadata["issuer"]
        client = served(oidc_issuer=impostor, oidc_client_id="dateline")
        assert client.get("/login/openid").status_code == 502


@contextmanager
def _telling(metadata: dict[str, Any]) -> Iterator[str]:
    app = FastAPI()
    app.get("/.well-known/openid-configuration")(lambda: metadata)
    with serving(app) as address:
        yield address
