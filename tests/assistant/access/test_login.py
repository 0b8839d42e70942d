"""Logging in to the page with a password or a key, and out again."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.access.keys import Keys
from assistant.interfaces.access.wiring import add_access
from tests.assistant.access.conftest import Served, serving_with

LOGIN = {"secret": "sesame"}
WIDGET = "http://localhost:9999"


@pytest.fixture(scope="module")
def site(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the password "sesame" that a widget's page may call."""
    folder = tmp_path_factory.mktemp("site")
    with serving_with(assistant, folder, password="sesame", cors=[WIDGET]) as address:
        yield address


@pytest.fixture
def client(site: str) -> Iterator[httpx.Client]:
    """A browser of its own; it follows no redirect."""
    with httpx.Client(base_url=site, timeout=60) as client:
        yield client


def cookie_of(response: httpx.Response) -> SimpleCookie:
    return SimpleCookie(response.headers["set-cookie"])


def test_the_password_opens_the_page_until_one_logs_out(client: httpx.Client) -> None:
    assert client.get("/filters").status_code == 401
    response = client.post("/login", data=LOGIN | {"next": "/filters"})
    assert (response.status_code, response.headers["location"]) == (303, "/filters")
    assert client.get("/filters").status_code == 200
    assert client.get("/").status_code == 200
    assert "You are logged in." in client.get("/login").text
    assert client.post("/logout").headers["location"] == "/login"
    assert client.get("/filters").status_code == 401


def test_a_link_logs_nobody_out(client: httpx.Client) -> None:
    client.post("/login", data={"secret": "sesame"})
    followed = client.get("/logout", headers={"x-forwarded-host": "evil.example"})
    assert (followed.status_code, followed.headers["location"]) == (303, "/login")
    assert client.get("/filters").status_code == 200
    client.post("/logout")


def test_a_login_may_read_and_no_more(served: Served, keys: Keys) -> None:
    admin = keys.add("boss", ["admin"])
    client = served(password="sesame")
    for secret in ("sesame", admin):
        client.post("/login", data={"secret": secret})
        assert client.get("/api/articles").status_code == 200
        assert client.delete("/api/articles/no-such-article.md").status_code == 403
        assert client.get("/metrics").status_code == 403


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_ends(client: httpx.Client) -> None:
    (cookie,) = cookie_of(client.post("/login", data=LOGIN)).values()
    assert cookie["httponly"]
    assert cookie["samesite"] == "lax"
    assert cookie["max-age"] == str(12 * 3600)
    assert not cookie["secure"]
    encrypted = client.post("/login", data=LOGIN, headers={"x-forwarded-proto": "https"})
    (cookie,) = cookie_of(encrypted).values()
    assert cookie["secure"]


def test_a_login_by_key_ends_with_the_key(served: Served, keys: Keys) -> None:
    client = served()
    key = keys.add("desk", ["read"])
    assert client.post("/login", data={"secret": f" {key} "}).status_code == 303
    assert "You are logged in as desk." in client.get("/login").text
    keys.revoke("desk")
    assert client.get("/filters").status_code == 401


def test_another_password_ends_all_logins(served: Served) -> None:
    client = served(password="sesame")
    client.post("/login", data=LOGIN)
    same, other = served(password="sesame"), served(password="another")
    same.cookies = other.cookies = client.cookies
    assert same.get("/filters").status_code == 200
    assert other.get("/filters").status_code == 401


def test_a_cookie_that_somebody_made_lets_nobody_in(client: httpx.Client) -> None:
    client.post("/login", data=LOGIN)
    ((name, value),) = client.cookies.items()
    content, _, signature = value.partition(".")
    for forged in (content, f"{content}x.{signature}", f"{value[:-1]}~", "null", ""):
        cookie = {"cookie": f"{name}={forged}"}
        client.cookies.clear()
        assert client.get("/filters", headers=cookie).status_code == 401


def test_a_login_does_not_serve_pages_of_other_origins(client: httpx.Client) -> None:
    client.post("/login", data=LOGIN)
    question = {"query": "missiles"}
    for headers in (
        {"origin": WIDGET, "sec-fetch-site": "same-site"},
        {"origin": WIDGET},
    ):
        assert client.post("/api/search", json=question, headers=headers).status_code == 401
        assert client.get("/api/articles", headers=headers).status_code == 401
    own = {"origin": str(client.base_url).rstrip("/")}
    assert client.post("/api/search", json=question, headers=own).status_code == 200
    assert client.get("/filters", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_other_sites_cannot_log_anybody_in_or_out(client: httpx.Client) -> None:
    elsewhere = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    assert client.post("/login", data=LOGIN, headers=elsewhere).status_code == 403
    assert client.post("/logout", headers=elsewhere).status_code == 403


def test_wrong_words_are_told_and_limited(served: Served) -> None:
    client = served(password="sesame")
    for _ in range(5):
        response = client.post("/login", data={"secret": "guess", "next": "/filters"})
        assert response.status_code == 401
        assert 'role="alert">That is wrong: check it and try again.' in response.text
        assert 'name="next" value="/filters"' in response.text
        assert "guess" not in response.text
    limited = client.post("/login", data=LOGIN)
    assert limited.status_code == 429
    assert int(limited.headers["retry-after"]) > 0
    assert "Too many attempts" in limited.text
    assert client.get("/filters").status_code == 401


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/%0d%0aset-cookie:x=1\r\nx: y",
        "",
    ],
)
def test_one_goes_on_to_nowhere_else(client: httpx.Client, elsewhere: str) -> None:
    response = client.post("/login", data=LOGIN | {"next": elsewhere})
    assert response.headers["location"] == "/"
    shown = client.get("/login", params={"next": '/"><script>'}).text
    assert "<script>" not in shown


def test_the_login_page_runs_nothing_and_is_kept_nowhere(client: httpx.Client) -> None:
    headers = client.get("/login").headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"


def test_the_form_asks_for_what_there_is(served: Served, keys: Keys) -> None:
    client = served(password="sesame")
    assert '<label for="secret">Password</label>' in client.get("/login").text
    keys.add("desk", ["read"])
    assert '<label for="secret">Password or API key</label>' in client.get("/login").text
    assert '<label for="secret">API key</label>' in served().get("/login").text


def test_it_works_below_a_path(tmp_path: Path) -> None:
    app = FastAPI()
    add_access(app, ServerSettings(state=tmp_path, password="sesame"))

    @app.get("/reader")
    def reader() -> str:
        return "read"

    client = TestClient(app, root_path="/news", follow_redirects=False)
    sent = client.get("/news/reader?article=a", headers={"accept": "text/html"})
    assert sent.headers["location"] == "/news/login?next=/reader%3Farticle%3Da"
    form = client.get("/news/login?next=/reader").text
    assert 'action="/news/login"' in form
    response = client.post("/news/login", data=LOGIN | {"next": "/reader"})
    assert response.headers["location"] == "/news/reader"
    assert "path=/news;" in response.headers["set-cookie"]
    assert client.get("/news/reader").json() == "read"
    assert client.get("/newshealthz").status_code == 401
