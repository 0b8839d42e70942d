"""What goes wrong is an exception of the official client, in the midst of a stream too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
from openai import (
    APIError,
    AuthenticationError,
    InternalServerError,
    NotFoundError,
    OpenAI,
    RateLimitError,
)

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.access.keys import Keys
from assistant.interfaces.openai.annotations import Annotating
from assistant.interfaces.server.app import create_app
from assistant.types import AnswerEvent, AnswerSentence, Citation
from tests.assistant.openai.cited import TROOPS
from tests.served import serving

Served = Callable[..., OpenAI]
ASKED: Any = [{"role": "user", "content": TROOPS}]


class Stuck:
    """In place of an assistant: tells one sentence, and never ends."""

    embedder = SimpleNamespace(name="none")

    def status(self) -> SimpleNamespace:
        return SimpleNamespace(articles=1)

    async def aask(self, *_: object, **__: object) -> None:
        await asyncio.sleep(3_600)

    async def astream(self, *_: object, **__: object) -> AsyncIterator[AnswerEvent]:
        yield AnswerEvent("sentence", sentence=AnswerSentence("So far.", (), "supported"))
        await asyncio.sleep(3_600)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Serve an assistant with some settings, and give a client."""
    with ExitStack() as stack:

        def start(assistant: object, api_key: str = "unused", **settings: Any) -> OpenAI:
            app = create_app(cast(Assistant, assistant), ServerSettings(state=tmp_path, **settings))
            address = stack.enter_context(serving(app))
            client = OpenAI(base_url=f"{address}v1", api_key=api_key, max_retries=0)
            return stack.enter_context(client)

        yield start


def test_a_key_is_the_api_key(served: Served, assistant: Assistant, tmp_path: Path) -> None:
    key = Keys(tmp_path).add("program", ["read"])
    assert served(assistant, key).models.retrieve("dateline").id == "dateline"
    with pytest.raises(AuthenticationError):
        served(assistant, "another").chat.completions.create(model="dateline", messages=ASKED)


def test_too_many_requests_say_when_to_come_back(served: Served, assistant: Assistant) -> None:
    client = served(assistant, rate="1/minute")
    client.models.list()
    with pytest.raises(RateLimitError) as refused:
        client.models.list()
    assert int(refused.value.response.headers["retry-after"]) > 0


@pytest.mark.parametrize("stream", [False, True])
def test_a_full_server_says_when_to_come_back(served: Served, *, stream: bool) -> None:
    client = served(Stuck(), at_once=1, waiting=0)
    with client.chat.completions.create(model="dateline", messages=ASKED, stream=True) as first:
        next(iter(first))
        with pytest.raises(InternalServerError) as refused:
            client.chat.completions.create(model="dateline", messages=ASKED, stream=stream)
    assert refused.value.status_code == 503
    assert refused.value.type == "server_error"
    assert int(refused.value.response.headers["retry-after"]) > 0


def test_an_answer_that_takes_too_long_is_given_up(served: Served) -> None:
    client = served(Stuck(), answer_timeout=0.2)
    with pytest.raises(InternalServerError, match="took too long") as refused:
        client.responses.create(model="dateline", input=TROOPS)
    assert refused.value.status_code == 504


def test_a_stream_that_breaks_off_is_an_error_and_no_end(served: Served) -> None:
    client = served(Stuck(), answer_timeout=0.2)
    said: list[str] = []
    with (
        pytest.raises(APIError, match="took too long"),
        client.chat.completions.create(model="dateline", messages=ASKED, stream=True) as chunks,
    ):
        said += [chunk.choices[0].delta.content or "" for chunk in chunks]
    with client.responses.create(model="dateline", input=TROOPS, stream=True) as stream:
        *_, delta, last = stream
    assert delta.type == "response.output_text.delta"
    assert last.type == "response.failed"
    assert last.response.error
    assert "took too long" in last.response.error.message


def test_what_is_not_there_is_not_found(client: OpenAI) -> None:
    with pytest.raises(NotFoundError):
        client.files.list()


def test_an_article_without_an_address_has_that_of_this_server(
    served: Served, extractive: Assistant
) -> None:
    with extractive:
        client = served(extractive)
        asked: Any = [{"role": "user", "content": "How many ships did the navy order?"}]
        done: Any = client.chat.completions.create(model="dateline", messages=asked)
        cited = done.choices[0].message.annotations[0].url_citation
        article = httpx.get(cited.url).json()
    assert article["text"][cited.start : cited.end] == cited.quote


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("", "http://here/api/articles/a%2F..%2Fb%3F%20c"),
        ("javascript:alert(1)", "http://here/api/articles/a%2F..%2Fb%3F%20c"),
    ],
)
def test_an_address_is_one_that_a_page_may_link_to(url: str, shown: str) -> None:
    cited = Citation(1, "a/../b? c", "", "", "", url, "", "Quoted.", 0, 7)
    notes = Annotating("http://here/api/articles/", [cited]).annotations("Said [1][2] [2026].", 5)
    assert [(note["url"], note["start_index"], note["end_index"]) for note in notes] == [
        (shown, 10, 13)
    ]
