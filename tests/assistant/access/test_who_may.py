"""What is closed as soon as there is a key, a password or a provider, and to whom it opens."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, WebSocket
from gradio_client import Client  # type: ignore[import-untyped]
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assistant.config import ServerSettings
from assistant.errors import SettingsError
from assistant.interfaces.access.caller import needs
from assistant.interfaces.access.keys import Keys
from assistant.interfaces.access.wiring import add_access, refuse_strangers
from tests.assistant.access.conftest import Served, bearer
from tests.assistant.command import dateline

ARTICLE = {"articles": [{"id": "new.md", "title": "New", "text": "A new article."}]}
CLOSED = [
    ("GET", "/"),
    ("GET", "/config"),
    ("GET", "/theme.css"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/queue/data?session_hash=x"),
    ("POST", "/gradio_api/queue/join"),
    ("POST", "/gradio_api/call/ask"),
    ("GET", "/reader?article=alliance-history.md"),
    ("GET", "/filters"),
    ("GET", "/api/articles"),
    ("POST", "/api/ask"),
    ("POST", "/api/feedback"),
    ("GET", "/api/openapi.json"),
    ("GET", "/api/nothing"),
    ("POST", "/v1/chat/completions"),
    ("POST", "/mcp"),
    ("GET", "/metrics"),
    ("GET", "/no/such/page"),
    # What might be taken for something open.
    ("GET", "/healthz/"),
    ("GET", "//healthz"),
    ("GET", "/healthz%2f..%2fapi/articles"),
    ("GET", "/widget"),
    ("GET", "/login/../api/articles"),
    ("GET", "/login/huggingface"),
    ("POST", "/login/"),
    ("GET", "/LOGIN"),
]


@pytest.mark.parametrize("way", ["key", "password", "provider"])
def test_one_way_in_closes_everything_else(served: Served, keys: Keys, way: str) -> None:
    if way == "key":
        keys.add("desk", ["read"])
    client = served(
        **{
            "key": {},
            "password": {"password": "sesame"},
            "provider": {"oidc_issuer": "https://id.example", "oidc_client_id": "dateline"},
        }[way]
    )
    for method, path in CLOSED:
        response = client.request(method, path, json={} if method == "POST" else None)
        assert (path, response.status_code) == (path, 401)
        assert response.headers["www-authenticate"] == 'Bearer realm="Dateline"'
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["request_id"] == response.headers["x-request-id"]
    for path in ("/healthz", "/readyz", "/login"):
        assert client.get(path).status_code == 200
    assert client.get("/widget/nothing").status_code == 404


def test_without_any_everything_is_open(served: Served) -> None:
    client = served()
    for path in ("/", "/api/articles", "/metrics", "/filters", "/gradio_api/info"):
        assert client.get(path).status_code == 200
    assert client.get("/login").headers["location"] == "/"


def test_a_key_may_what_its_scope_says_and_what_that_takes_in(served: Served, keys: Keys) -> None:
    reader, writer, admin = (keys.add(scope, [scope]) for scope in ("read", "write", "admin"))
    client = served()

    def statuses(key: str) -> list[int]:
        headers = bearer(key)
        return [
            client.get("/api/articles", headers=headers).status_code,
            client.delete("/api/articles/no-such-article.md", headers=headers).status_code,
            client.get("/metrics", headers=headers).status_code,
        ]

    assert statuses(reader) == [200, 403, 403]
    assert statuses(writer) == [200, 404, 403]
    assert statuses(admin) == [200, 404, 200]
    refused = client.post("/api/articles", json=ARTICLE, headers=bearer(reader))
    assert refused.status_code == 403
    assert refused.json()["detail"] == "you may not do that: you lack the scope 'write'"


def test_a_key_is_shown_in_either_of_two_headers(served: Served, keys: Keys) -> None:
    key = keys.add("desk", ["read"])
    client = served()
    for shown in (bearer(key), {"authorization": f"bearer  {key}"}, {"x-api-key": key}):
        assert client.get("/api/articles", headers=shown).status_code == 200
    basic = httpx.BasicAuth("desk", key)
    assert client.get("/api/articles", auth=basic).status_code == 401


def test_a_wrong_key_is_told_so_even_to_a_browser(served: Served, keys: Keys) -> None:
    keys.add("desk", ["read"])
    response = served().get("/", headers={"accept": "text/html", **bearer("sk-another-key")})
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer realm="Dateline", error="invalid_token"'


def test_a_running_server_heeds_new_and_revoked_keys_at_once(served: Served, keys: Keys) -> None:
    client = served()
    assert client.get("/api/articles").status_code == 200
    key = keys.add("desk", ["read"])
    assert client.get("/api/articles").status_code == 401
    assert client.get("/api/articles", headers=bearer(key)).status_code == 200
    keys.revoke("desk")
    assert client.get("/api/articles", headers=bearer(key)).status_code == 401
    assert client.get("/api/articles").status_code == 401


def test_a_server_that_closed_stays_closed_without_its_keys(served: Served, keys: Keys) -> None:
    keys.add("desk", ["read"])
    client = served()
    keys.path.unlink()
    assert client.get("/api/articles").status_code == 401


def test_keys_that_cannot_be_read_let_nobody_in(served: Served, keys: Keys) -> None:
    key = keys.add("desk", ["read"])
    client = served()
    keys.path.write_text("not keys")
    response = client.get("/api/articles", headers=bearer(key))
    assert response.status_code == 500
    assert str(keys.path) not in response.text


def test_a_browser_is_sent_to_the_login_and_told_where_to_go_on(served: Served) -> None:
    client = served(password="sesame")
    browser = {"accept": "text/html,application/xhtml+xml;q=0.9"}
    assert client.get("/", headers=browser).headers["location"] == "/login"
    response = client.get("/reader?article=a%26b.md&start=1", headers=browser)
    assert response.status_code == 303
    to = httpx.URL(response.headers["location"])
    assert to.path == "/login"
    assert to.params["next"] == "/reader?article=a%26b.md&start=1"


def test_gradios_own_client_asks_with_a_key_and_not_without(served: Served, keys: Keys) -> None:
    key = keys.add("desk", ["read"])
    address = str(served().base_url)
    assert Client(address, headers=bearer(key), verbose=False).view_api(return_format="dict")
    with pytest.raises(Exception, match=r"401|Could not"):
        Client(address, verbose=False)


def test_a_websocket_of_anything_mounted_is_closed_too(tmp_path: Path) -> None:
    inner = FastAPI()

    @inner.websocket("/live")
    async def live(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("hello")

    app = FastAPI()
    add_access(app, ServerSettings(state=tmp_path))
    app.mount("/", inner)
    key = Keys(tmp_path).add("desk", ["read"])
    client = TestClient(app)
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/live"):
        raise AssertionError("it was let in")
    with client.websocket_connect("/live", headers=bearer(key)) as socket:
        assert socket.receive_text() == "hello"


def test_a_route_lets_nobody_in_where_nobody_was_asked() -> None:
    app = FastAPI()

    @app.get("/secret", dependencies=[needs("read")])
    def secret() -> str:
        raise AssertionError("it was let in")

    assert TestClient(app).get("/secret").status_code == 401


def test_an_address_that_others_reach_is_refused_while_it_is_open(tmp_path: Path) -> None:
    bare = ServerSettings(state=tmp_path / "none")
    for host in ("0.0.0.0", "::", "192.0.2.2", "news.example"):
        with pytest.raises(SettingsError, match="nothing says who may ask"):
            refuse_strangers(host, bare)
    for host in ("127.0.0.1", "127.0.0.2", "::1", "localhost"):
        refuse_strangers(host, bare)
    Keys(tmp_path / "some").add("desk", ["read"])
    for configured in (
        ServerSettings(state=tmp_path / "some"),
        ServerSettings(state=tmp_path, password="sesame"),
        ServerSettings(state=tmp_path, oidc_issuer="https://id.example", oidc_client_id="dateline"),
        ServerSettings(state=tmp_path, allow_anonymous=True),
    ):
        refuse_strangers("0.0.0.0", configured)


def test_the_command_refuses_such_an_address_with_one_message(
    sample_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path))
    code, output, errors = dateline(
        "serve", "--index", sample_index, "--host", "0.0.0.0", "--port", "0"
    )
    assert (code, output) == (2, "")
    assert "dateline: others reach 0.0.0.0, and nothing says who may ask" in errors
    assert "--allow-anonymous" in errors
    assert "Traceback" not in errors


def test_where_anybody_may_ask_they_may_not_change_anything(served: Served, keys: Keys) -> None:
    client = served(allow_anonymous=True)
    assert client.get("/").status_code == 200
    assert client.post("/api/search", json={"query": "missiles"}).status_code == 200
    assert client.post("/api/articles", json=ARTICLE).status_code == 403
    assert client.get("/metrics").status_code == 403
    keys.add("desk", ["read"])
    assert client.get("/api/articles").status_code == 401


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"oidc_issuer": "https://id.example"}, "oidc_client_id is empty"),
        ({"oidc_client_id": "dateline"}, "without oidc_issuer"),
        ({"oidc_issuer": "http://id.example", "oidc_client_id": "x"}, "give its https:// address"),
        ({"rate": "often"}, "rate is 'often': give one such as 60/minute"),
        ({"rate": "0/minute"}, "rate is '0/minute'"),
        ({"rate": "5/second; 9/minute"}, "give one such as"),
    ],
)
def test_settings_that_cannot_be_used_are_told(
    tmp_path: Path, given: dict[str, str], reason: str
) -> None:
    with pytest.raises(SettingsError, match=reason):
        add_access(FastAPI(), ServerSettings(state=tmp_path, **given))


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SettingsError, match=r"file/state.* choose another folder with the setting"):
        add_access(FastAPI(), ServerSettings(state=tmp_path / "file/state", password="sesame"))
