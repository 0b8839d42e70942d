"""A server that is told to stop finishes what it has begun, and waits for nothing else."""

from __future__ import annotations

import signal
from pathlib import Path

import httpx2
import pytest

from tests.assistant.openai_server import OpenAIServer, serving
from tests.deploy.served import Served, served

QUESTION = "How many U.S. troops are stationed on the peninsula?"
REPLY = "About 28,500 U.S. troops are stationed on the peninsula [1]. " * 2


def open_page(client: httpx2.Client, server: Served) -> httpx2.Response:
    """Leave a page's connection open, over which it is told that the server is alive."""
    request = client.build_request("GET", f"{server.address}/gradio_api/heartbeat/somebody")
    response = client.send(request, stream=True)
    assert response.status_code == 200
    return response


@pytest.mark.slow
def test_a_running_answer_comes_to_its_end_and_nothing_new_is_begun(
    tmp_path: Path, index: Path
) -> None:
    with (
        serving(OpenAIServer(reply=REPLY, pause=0.1)) as model,
        served(tmp_path, "--index", index, "--base-url", model.url) as server,
        httpx2.Client(timeout=60) as client,
    ):
        page = open_page(client, server)
        headers = {"accept": "text/event-stream"}
        asked = {"question": QUESTION}
        with client.stream(
            "POST", f"{server.address}/api/ask", json=asked, headers=headers
        ) as answer:
            lines = answer.iter_lines()
            assert next(lines) == "event: stage"
            server.process.send_signal(signal.SIGTERM)
            rest = list(lines)
        assert "event: done" in rest
        assert server.process.wait(20) == 0
        page.close()
        with pytest.raises(httpx2.ConnectError):
            httpx2.get(f"{server.address}/healthz")
        assert server.process.stderr
        assert server.process.stderr.read() == ""


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_an_open_page_is_not_waited_for(tmp_path: Path, index: Path, sent: signal.Signals) -> None:
    with served(tmp_path, "--index", index) as server, httpx2.Client(timeout=60) as client:
        page = open_page(client, server)
        server.process.send_signal(sent)
        assert server.process.wait(20) == 0  # of the 30 seconds that an answer would have
        page.close()
