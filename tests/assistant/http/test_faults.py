"""What nobody foresaw: told as a problem, in the log under the request's id, counted as it is."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Iterator
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.errors import SettingsError
from assistant.interfaces.server.app import create_app
from assistant.types import AnswerEvent
from index.errors import EmbedderError
from tests.fakes import WordEmbedder
from tests.served import serving

PAPER = "https://paper.example"
LINE = "GET /api/articles/{article_id:path} 500"
QUESTION = {"question": "Who won?"}
ERRORS: dict[str, Exception] = {
    "fault": RuntimeError("a secret of the server"),
    "settings": SettingsError("a secret of the server"),
    "embedder": EmbedderError("a secret of the server"),
}


class Broken:
    """In place of an assistant: fails, midway where a stream is asked for."""

    embedder = WordEmbedder()

    def article(self, article_id: str) -> None:
        raise ERRORS[article_id]

    async def astream(self, question: str, *_: object, **__: object) -> AsyncGenerator[AnswerEvent]:
        yield AnswerEvent("stage", stage="searching")
        await asyncio.sleep(0)
        raise ERRORS["fault"]

    def status(self) -> SimpleNamespace:
        return SimpleNamespace(articles=1)


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    app = create_app(cast(Assistant, Broken()), ServerSettings(cors=(PAPER,)), hosts=["127.0.0.1"])
    with serving(app) as address, httpx.Client(base_url=address) as client:
        yield client


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "dateline.server"]


@pytest.mark.parametrize(
    ("error", "status"), [("fault", 500), ("settings", 500), ("embedder", 503)]
)
def test_the_log_says_under_the_id_what_the_response_does_not(
    client: httpx.Client, caplog: pytest.LogCaptureFixture, error: str, status: int
) -> None:
    response = client.get(f"/api/articles/{error}")

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
    assert response.json()["request_id"] == response.headers["x-request-id"]
    (said,) = logged(caplog)
    assert response.headers["x-request-id"] in said
    assert "a secret of the server" in caplog.text


def test_a_fault_has_the_headers_of_all_responses_and_is_counted_as_one(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "dateline.requests")
    response = client.get("/api/articles/fault", headers={"origin": PAPER})

    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["access-control-allow-origin"] == PAPER
    # Both are written when the response is at its end, and then it may have been read already.
    counted = 'route="/api/articles/{article_id:path}",status="500"'
    deadline = time.monotonic() + 20
    while counted not in client.get("/metrics").text or LINE not in caplog.text:
        assert time.monotonic() < deadline


@pytest.mark.parametrize(
    ("path", "asked", "told"),
    [
        ("/api/ask", QUESTION, "event: error"),
        (
            "/v1/chat/completions",
            {"model": "dateline", "messages": [{"role": "user", "content": "Who?"}]},
            '{"error": {"message": "something went wrong',
        ),
        ("/v1/responses", {"model": "dateline", "input": "Who?"}, "event: response.failed"),
    ],
)
def test_a_stream_ends_with_the_fault(
    client: httpx.Client,
    caplog: pytest.LogCaptureFixture,
    path: str,
    asked: dict[str, Any],
    told: str,
) -> None:
    headers = {"accept": "text/event-stream"} if path == "/api/ask" else {}
    response = client.post(
        path, json=asked | ({} if headers else {"stream": True}), headers=headers
    )

    assert response.status_code == 200
    assert told in response.text
    assert "went wrong on the server" in response.text
    assert "secret" not in response.text
    (said,) = logged(caplog)
    assert response.headers["x-request-id"] in said


def test_a_word_that_is_no_method_is_no_figure_of_its_own(client: httpx.Client) -> None:
    assert client.request("BREW", "/healthz").status_code == 405
    deadline = time.monotonic() + 20
    while 'method="other"' not in (figures := client.get("/metrics").text):
        assert time.monotonic() < deadline
    assert "BREW" not in figures


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/api/ask", "POST"), ("/api/articles", "GET, POST"), ("/v1/models", "GET")],
)
def test_another_method_is_told_which_there_are(
    client: httpx.Client, path: str, allowed: str
) -> None:
    response = client.put(path, json={})
    assert response.status_code == 405
    assert response.headers["allow"] == allowed
    assert allowed.split(", ", maxsplit=1)[0] in response.json()["detail"]


def test_another_host_is_turned_away_with_the_headers_of_all_responses(
    client: httpx.Client,
) -> None:
    response = client.get("/login", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["x-request-id"]
