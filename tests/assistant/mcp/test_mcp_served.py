"""What /mcp holds to as a part of the server: who may, how many, for how long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx
import httpx2
import pytest
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.access.keys import Keys
from assistant.interfaces.server.app import create_app
from assistant.types import AnswerEvent
from tests.assistant.mcp.test_mcp import QUESTION, call, connected, text
from tests.served import serving

LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
HEADERS = {"accept": "application/json, text/event-stream"}


def post(address: str, **headers: str) -> httpx.Response:
    return httpx.post(address, json=LIST, headers=HEADERS | headers, timeout=60)


class Endless:
    """Never has an answer; knows whether somebody still waits for one."""

    def __init__(self) -> None:
        self.asked = 0

    async def astream(self, *_: object, **__: object) -> AsyncGenerator[AnswerEvent]:
        self.asked += 1
        yield AnswerEvent("stage", stage="searching")
        await asyncio.Event().wait()

    def status(self) -> SimpleNamespace:
        return SimpleNamespace(articles=1)


@pytest.mark.parametrize("slash", ["", "/"])
def test_no_redirect_loses_the_body(address: str, slash: str) -> None:
    assert post(address + slash).status_code == 200


def test_there_is_no_session_to_listen_to_or_to_end(address: str) -> None:
    for method in ("GET", "DELETE"):
        assert httpx.request(method, address, headers=HEADERS).status_code == 405


def test_below_a_proxy_the_host_is_the_servers_own_affair(assistant: Assistant) -> None:
    with serving(create_app(assistant, hosts=["news.example.org"])) as server:
        assert post(f"{server}mcp", host="news.example.org").status_code == 200
        assert post(f"{server}mcp", host="evil.example").status_code == 400


def test_pages_of_other_sites_are_turned_away(address: str) -> None:
    assert post(address, origin="https://evil.example").status_code == 403


def test_a_key_that_reads_is_asked_for(assistant: Assistant, tmp_path: Path) -> None:
    reading = Keys(tmp_path).add("reader", ["read"])
    with serving(create_app(assistant, ServerSettings(state=tmp_path))) as server:
        assert post(f"{server}mcp").status_code == 401
        assert post(f"{server}mcp", authorization=f"Bearer {reading}").status_code == 200


def test_the_sdks_client_shows_a_key(assistant: Assistant, tmp_path: Path) -> None:
    reading = Keys(tmp_path).add("reader", ["read"])

    async def run(address: str) -> int:
        headers = {"authorization": f"Bearer {reading}"}
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            return len((await client.list_tools()).tools)

    with serving(create_app(assistant, ServerSettings(state=tmp_path))) as server:
        assert asyncio.run(run(f"{server}mcp")) == 3


@pytest.mark.parametrize("era", ["auto", "legacy"])
def test_one_too_many_is_told_and_who_leaves_makes_room(era: Any) -> None:
    endless = Endless()
    app = create_app(cast(Assistant, endless), ServerSettings(at_once=1, waiting=0))

    async def run(address: str) -> str:
        async with Client(f"{address}mcp", mode=era) as leaving:
            first = asyncio.ensure_future(leaving.call_tool("ask", {"question": QUESTION}))
            while not endless.asked:
                await asyncio.sleep(0.02)
            async with Client(f"{address}mcp", mode=era) as second:
                told = text(await second.call_tool("ask", {"question": QUESTION}))
            first.cancel()
        return told

    with serving(app) as address:
        assert "come back in a few seconds" in asyncio.run(run(address))
        while "dateline_questions_here 0.0" not in httpx.get(f"{address}metrics").text:
            time.sleep(0.02)


def test_an_answer_that_takes_too_long_is_given_up() -> None:
    app = create_app(cast(Assistant, Endless()), ServerSettings(answer_timeout=0.2))

    async def run(address: str) -> str:
        async with Client(f"{address}mcp") as client:
            return text(await client.call_tool("ask", {"question": QUESTION}))

    with serving(app) as address:
        assert "took too long" in asyncio.run(run(address))


class Broken:
    """Fails as nobody foresaw."""

    def article(self, article_id: str) -> None:
        raise RuntimeError(f"a secret of the server, asked for {article_id}")

    def status(self) -> SimpleNamespace:
        return SimpleNamespace(articles=1)


def test_a_fault_of_ours_is_logged_and_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    with serving(create_app(cast(Assistant, Broken()))) as server:
        address = f"{server}mcp"
        tool = call(address, "get_article", id="a")
        with pytest.raises(MCPError) as resource:
            connected(address, lambda client: client.read_resource("dateline://article/a"))

    assert tool.is_error
    for told in (text(tool), resource.value.error.message):
        assert "secret" not in told
        assert "went wrong on the server" in told
    faults = [record for record in caplog.records if record.exc_info and "ours" in record.message]
    assert len(faults) == 2
