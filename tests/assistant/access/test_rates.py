"""How often a key or an address may ask, and from which pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.config import ServerSettings
from assistant.interfaces.access.keys import Keys
from assistant.interfaces.access.rates import address
from assistant.interfaces.access.wiring import add_access
from tests.assistant.access.conftest import Served, bearer


def test_a_key_that_asks_too_often_is_told_when_to_come_back(served: Served, keys: Keys) -> None:
    busy, quiet = keys.add("busy", ["read"]), keys.add("quiet", ["read"])
    client = served(rate="3/minute")
    for left in (2, 1, 0):
        response = client.get("/api/articles", headers=bearer(busy))
        assert response.status_code == 200
        assert response.headers["ratelimit-policy"] == '"default";q=3;w=60'
        assert re.fullmatch(rf'"default";r={left};t=\d+', response.headers["ratelimit"])
    refused = client.get("/api/articles", headers=bearer(busy))
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["content-type"] == "application/problem+json"
    assert "more than 3 per 1 minute" in refused.json()["detail"]
    assert refused.headers["ratelimit"].startswith('"default";r=0;')
    assert client.get("/api/articles", headers=bearer(quiet)).status_code == 200


def test_without_a_key_addresses_are_counted(tmp_path: Path) -> None:
    app = FastAPI()
    add_access(app, ServerSettings(state=tmp_path, rate="1/hour"))

    @app.get("/api/articles")
    def articles() -> str:
        return "list"

    def status(client: str) -> int:
        return TestClient(app, client=(client, 1)).get("/api/articles").status_code

    assert [status("192.0.2.1"), status("192.0.2.1"), status("192.0.2.2")] == [200, 429, 200]
    assert [status("2001:db8::1"), status("2001:db8::2"), status("2001:db8:0:1::1")] == [
        200,
        429,
        200,
    ]


def test_an_ipv4_address_is_the_same_written_as_ipv6() -> None:
    assert address({"client": ("::ffff:192.0.2.1", 1)}) == address({"client": ("192.0.2.1", 2)})


def test_what_asks_is_counted_and_the_page_itself_is_not(served: Served) -> None:
    client = served(rate="1000/hour")
    for path in ("/", "/theme.css", "/healthz", "/filters", "/gradio_api/info", "/metrics"):
        assert "ratelimit" not in client.get(path).headers
    for path in ("/api/ask", "/v1/nothing", "/gradio_api/queue/join", "/gradio_api/call/ask"):
        assert "ratelimit" in client.post(path, json={}).headers


def test_who_is_turned_away_for_having_no_key_is_not_counted(served: Served, keys: Keys) -> None:
    key = keys.add("desk", ["read"])
    client = served(rate="1/hour")
    assert [client.get("/api/articles").status_code for _ in range(3)] == [401, 401, 401]
    assert client.get("/api/articles", headers=bearer(key)).status_code == 200


@pytest.fixture
def widget() -> dict[str, str]:
    """The headers of a page of another site."""
    return {"origin": "https://widget.example", "sec-fetch-site": "cross-site"}


def test_pages_of_listed_origins_may_call_with_a_key(
    served: Served, keys: Keys, widget: dict[str, str]
) -> None:
    key = keys.add("widget", ["read"])
    client = served(cors=["https://widget.example"], rate="1/hour")
    asked = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    preflight = client.options("/api/search", headers=widget | asked)
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == widget["origin"]
    assert "authorization" in preflight.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in preflight.headers

    question = {"query": "missiles"}
    refused = client.post("/api/search", json=question, headers=widget)
    found = client.post("/api/search", json=question, headers=widget | bearer(key))
    again = client.post("/api/search", json=question, headers=widget | bearer(key))
    assert [r.status_code for r in (refused, found, again)] == [401, 200, 429]
    for response in (refused, found, again):
        assert response.headers["access-control-allow-origin"] == widget["origin"]
        assert "Retry-After" in response.headers["access-control-expose-headers"]


@pytest.mark.parametrize("path", ["/config", "/gradio_api/info", "/api/articles", "/login"])
def test_where_no_other_site_may_read_gradio_lets_none_by(served: Served, path: str) -> None:
    for origin in ("https://evil.example", "null", "http://localhost:3000"):
        headers = served().get(path, headers={"origin": origin}).headers
        assert not [name for name in headers if name.startswith("access-control-")]


def test_another_sites_page_cannot_even_read_what_gradio_streams(served: Served) -> None:
    client = served()
    asked = "/gradio_api/queue/data?session_hash=nobody"
    assert client.get(asked, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_pages_of_other_origins_may_not(served: Served, widget: dict[str, str]) -> None:
    client = served(cors=["https://another.example"])
    asked = {"access-control-request-method": "POST"}
    preflight = client.options("/api/search", headers=widget | asked)
    assert preflight.status_code == 400
    assert "access-control-allow-origin" not in preflight.headers
    response = client.post("/api/search", json={"query": "missiles"}, headers=widget)
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers
