from __future__ import annotations

import asyncio
import json
import logging
import shutil
import socket
import time
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import cast

import httpx
import pytest

from assistant import Answer, Assistant
from assistant.config import ServerSettings
from assistant.interfaces.server.app import create_app
from assistant.interfaces.server.observing import log_to_stderr
from assistant.types import AnswerEvent
from tests.fakes import WordEmbedder
from tests.served import serving

EVENTS = "text/event-stream"
QUESTION = "How many U.S. troops are stationed on the peninsula?"


def test_it_is_alive_and_ready(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready"}


def test_probes_ask_by_whatever_address_and_nobody_else_does(
    assistant: Assistant, settings: ServerSettings
) -> None:
    app = create_app(assistant, settings, hosts=("news.example",))
    by_address = {"host": "10.1.2.3:7860"}
    with serving(app) as address, httpx.Client(base_url=address, headers=by_address) as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 200
        assert client.get("/api/articles").status_code == 400


def test_without_an_index_it_is_alive_but_not_ready(
    sample_index: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index = shutil.copytree(sample_index, tmp_path / "index")
    with Assistant.open(index=index) as assistant, serving(create_app(assistant)) as address:
        shutil.rmtree(index)
        assert httpx.get(f"{address}healthz").status_code == 200
        response = httpx.get(f"{address}readyz")
        assert response.status_code == 503
        assert response.headers["retry-after"]
        assert str(tmp_path) not in response.text
    assert str(index) in caplog.text


def test_figures_count_answers_and_requests_by_route_and_hold_no_words(
    client: httpx.Client,
) -> None:
    client.post("/api/ask", json={"question": QUESTION})
    client.get("/api/articles/no-such-article")
    figures = client.get("/metrics").text
    assert 'dateline_answers_total{status="answered"}' in figures
    assert 'dateline_stage_seconds_count{stage="searching"}' in figures
    route = 'method="GET",route="/api/articles/{article_id:path}",status="404"'
    assert f"dateline_request_seconds_count{{{route}}} 1.0" in figures
    assert "no-such-article" not in figures
    assert "troops" not in figures


@pytest.mark.parametrize("logged", [False, True])
def test_the_log_has_no_question_unless_that_is_switched_on(
    assistant: Assistant, caplog: pytest.LogCaptureFixture, *, logged: bool
) -> None:
    caplog.set_level(logging.INFO, "dateline")
    with serving(create_app(assistant, ServerSettings(log_questions=logged))) as address:
        headers = {"x-request-id": "mine-1"}
        response = httpx.post(f"{address}api/ask", json={"question": QUESTION}, headers=headers)
    assert response.headers["x-request-id"] == "mine-1"
    lines = [json.dumps(vars(record), default=str) for record in caplog.records]
    assert any("POST /api/ask 200" in line and "mine-1" in line for line in lines)
    assert any(QUESTION in line for line in lines) is logged


class Slow:
    """In place of an assistant: answers once it is let, and then at once."""

    embedder = WordEmbedder()

    def __init__(self, answer: Answer) -> None:
        self.go_on = Event()
        self._answer = answer

    async def aask(self, *_: object, **__: object) -> Answer:
        while not self.go_on.is_set():
            await asyncio.sleep(0.01)
        return self._answer

    async def astream(self, *_: object, **__: object) -> AsyncGenerator[AnswerEvent]:
        yield AnswerEvent("stage", stage="searching")
        yield AnswerEvent("done", answer=await self.aask())

    def status(self) -> SimpleNamespace:
        return SimpleNamespace(articles=1)


def test_one_too_many_is_told_at_once_when_to_come_back(assistant: Assistant) -> None:
    slow = Slow(assistant.ask(QUESTION))
    app = create_app(cast(Assistant, slow), ServerSettings(at_once=1, waiting=2))
    with serving(app) as address, ThreadPoolExecutor(3) as others:

        def ask() -> httpx.Response:
            return httpx.post(f"{address}api/ask", json={"question": QUESTION}, timeout=60)

        first = [others.submit(ask) for _ in range(3)]
        while "dateline_questions_here 3.0" not in httpx.get(f"{address}metrics").text:
            time.sleep(0.02)
        turned_away = ask()
        assert turned_away.status_code == 503
        assert int(turned_away.headers["retry-after"]) > 0
        assert "come back in a few seconds" in turned_away.json()["detail"]

        slow.go_on.set()

        assert [asked.result().status_code for asked in first] == [200, 200, 200]
        assert ask().status_code == 200


def test_an_answer_that_takes_too_long_is_given_up(assistant: Assistant) -> None:
    slow = cast(Assistant, Slow(assistant.ask(QUESTION)))
    with serving(create_app(slow, ServerSettings(answer_timeout=0.2))) as address:
        response = httpx.post(f"{address}api/ask", json={"question": QUESTION})
        assert response.status_code == 504
        assert "took too long" in response.json()["detail"]
        assert "dateline_questions_here 0.0" in httpx.get(f"{address}metrics").text


def test_nobody_works_for_who_has_left(assistant: Assistant) -> None:
    slow = cast(Assistant, Slow(assistant.ask(QUESTION)))
    with serving(create_app(slow)) as address:
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{address}api/ask", json={"question": QUESTION}, timeout=0.5)
        deadline = time.monotonic() + 20
        while "dateline_questions_here 0.0" not in httpx.get(f"{address}metrics").text:
            assert time.monotonic() < deadline
            time.sleep(0.02)


STREAMS = {
    "/api/ask": {"question": QUESTION},
    "/v1/chat/completions": {
        "model": "dateline",
        "messages": [{"role": "user", "content": QUESTION}],
        "stream": True,
    },
    "/v1/responses": {"model": "dateline", "input": QUESTION, "stream": True},
}


@pytest.mark.parametrize("path", STREAMS)
def test_a_stream_that_takes_too_long_ends_with_its_error_and_no_fault(
    assistant: Assistant, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    slow = cast(Assistant, Slow(assistant.ask(QUESTION)))
    headers = {"accept": EVENTS}
    with serving(create_app(slow, ServerSettings(answer_timeout=0.2))) as address:
        response = httpx.post(f"{address}{path[1:]}", json=STREAMS[path], headers=headers)
        assert response.status_code == 200
        assert "took too long" in response.text
        assert "dateline_questions_here 0.0" in httpx.get(f"{address}metrics").text
    assert caplog.records == []


@pytest.mark.parametrize("path", STREAMS)
def test_who_leaves_while_waiting_for_a_stream_makes_room(assistant: Assistant, path: str) -> None:
    slow = Slow(assistant.ask(QUESTION))
    app = create_app(cast(Assistant, slow), ServerSettings(at_once=1, waiting=1))
    with serving(app) as address, ThreadPoolExecutor(1) as others:

        def ask(seconds: float) -> httpx.Response:
            headers = {"accept": EVENTS}
            return httpx.post(
                f"{address}{path[1:]}", json=STREAMS[path], headers=headers, timeout=seconds
            )

        def wait_for(number: int) -> None:
            deadline = time.monotonic() + 20
            here = f"dateline_questions_here {number}.0"
            while here not in httpx.get(f"{address}metrics").text:
                assert time.monotonic() < deadline
                time.sleep(0.02)

        first = others.submit(ask, 60)
        wait_for(1)
        with pytest.raises(httpx.ReadTimeout):
            ask(0.3)
        wait_for(1)
        slow.go_on.set()
        assert "answered" in first.result().text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"content-type": "text/plain"}, 422),
    ],
)
def test_what_is_turned_away_is_a_problem(
    client: httpx.Client, headers: dict[str, str], status: int
) -> None:
    request = client.build_request("POST", "/api/ask", json={"question": QUESTION})
    request.headers.update(headers)
    response = client.send(request)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status


@pytest.mark.parametrize(
    ("header", "status"),
    [("Content-Length: 9000000", b" 413 "), ("Transfer-Encoding: chunked", b" 411 ")],
)
def test_a_body_is_measured_before_it_is_read(
    client: httpx.Client, header: str, status: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", client.base_url.port or 0)) as raw:
        raw.sendall(f"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\n{header}\r\n\r\n".encode())
        assert status in raw.recv(64)


def test_there_is_nothing_else_below_the_api(client: httpx.Client) -> None:
    for path in ("/api/nothing", "/v1/nothing"):
        response = client.get(path)
        assert response.status_code == 404
        assert "/api/openapi.json" in response.json()["detail"]


def test_feedback_is_a_case_of_the_test_set(client: httpx.Client, settings: ServerSettings) -> None:
    report = {"question": "Who won?", "turns": [], "fault": "wrong-answer", "right": "Ann"}
    response = client.post("/api/feedback", json=report)
    assert response.status_code == 201
    (line,) = settings.cases.read_text().splitlines()
    assert json.loads(line)["id"] == response.json()["id"]


def test_no_text_in_the_log_passes_for_another_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log_to_stderr(ServerSettings())
    log = logging.getLogger("dateline.server")
    fault = ValueError("of\n2026-11-27 ERROR forged\r\x1b[31m")
    log.error("said: %s", "x\n2026-11-27 ERROR forged", exc_info=fault)
    first, *others = capsys.readouterr().err.splitlines()
    assert first.endswith("ERROR said: x")
    assert len(others) == 3
    assert all(line.startswith("    ") for line in others)
    assert "\\r\\x1b[31m" in others[-1]
