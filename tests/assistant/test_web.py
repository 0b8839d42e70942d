from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from starlette.testclient import TestClient

from assistant import Answer, Article, Assistant
from assistant.config import ServerSettings
from assistant.errors import SettingsError
from assistant.interfaces.server.app import create_app
from assistant.interfaces.server.serving import serve
from assistant.interfaces.ui.answer import answer_html
from index.errors import ArticleMissing
from tests.assistant.rendered import ANSWER, ARTICLE, REFUSAL, Page

NOBODY = cast(Assistant, None)
SERVE = """
from types import SimpleNamespace
from assistant.interfaces.server.serving import serve

status = SimpleNamespace(articles=13)
serve(SimpleNamespace(status=lambda: status, warm=lambda: None), host={host!r}, port=0)
"""


def test_a_port_in_use_is_named_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"port {port} is in use.*--port"):
            serve(NOBODY, port=port)


def test_an_address_of_another_machine_cannot_be_served_on() -> None:
    with pytest.raises(SettingsError, match=r"cannot listen on 192\.0\.2\.1 port 7860: "):
        serve(NOBODY, host="192.0.2.1", settings=ServerSettings(allow_anonymous=True))


def asked(address: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> int:
    """Send a request that is to be turned away, and give the status."""
    request = urllib.request.Request(address, data, headers or {})
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=30)
    refusal.value.close()
    return refusal.value.code


class Shelf:
    """In place of an assistant: articles that can be looked up and counted."""

    def __init__(self) -> None:
        self.articles = {ARTICLE.id: ARTICLE}

    def article(self, article_id: str) -> Article:
        if article_id not in self.articles:
            raise ArticleMissing(f"no article {article_id} is indexed")
        return self.articles[article_id]

    def sources(self) -> list[str]:
        return [article.source for article in self.articles.values()]

    def authors(self) -> list[str]:
        return [article.author for article in self.articles.values()]

    def status(self) -> SimpleNamespace:
        return SimpleNamespace(articles=len(self.articles))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def client(shelf: Shelf) -> Iterator[TestClient]:
    with TestClient(create_app(cast(Assistant, shelf))) as client:
        yield client


@pytest.mark.parametrize("answer", [ANSWER, REFUSAL], ids=["answer", "refusal"])
def test_what_an_answer_opens_is_marked_only_while_the_article_has_those_words(
    shelf: Shelf, client: TestClient, answer: Answer
) -> None:
    cited = answer.citations[0].quote if answer.citations else answer.nearest[0].text
    buttons = Page(answer_html(answer)).all(data_article=ARTICLE.id)
    assert buttons
    for button in buttons:
        shelf.articles[ARTICLE.id] = ARTICLE
        query = {name: button[f"data-{name}"] for name in ("article", "start", "end", "digest")}
        marked = Page(client.get("/reader", params=query).text).marked
        assert "".join(marked.split()) == "".join(cited.split())
        for text in (f"Update: {ARTICLE.text}", ARTICLE.text[:20]):
            shelf.articles[ARTICLE.id] = replace(ARTICLE, text=text)
            response = client.get("/reader", params=query)
            assert response.status_code == 409
            told = response.json()["detail"]
            assert told == "this article has changed since the answer; ask again"


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("article=no/such.txt", 404, "no article no/such.txt is indexed"),
        (f"article={ARTICLE.id}&start=5&end=4", 422, "5 to 4"),
        (f"article={ARTICLE.id}&start=0&end=1000000", 422, "1000000"),
        (f"article={ARTICLE.id}&start=-1&end=4", 422, "start"),
        ("start=0", 422, "article"),
    ],
)
def test_the_reader_says_what_is_wrong_with_a_request(
    client: TestClient, query: str, status: int, message: str
) -> None:
    response = client.get(f"/reader?{query}")
    assert response.status_code == status
    assert message in response.text
    assert "/home/ann" not in response.text


@pytest.mark.parametrize("sent", [5, None, ["Who?"]])
def test_a_question_that_is_no_text_gets_one_message(client: TestClient, sent: object) -> None:
    call = client.post("/gradio_api/call/ask", json={"data": [sent]}).json()
    stream = client.get(f"/gradio_api/call/ask/{call['event_id']}").text
    assert '"error": "the question has to be a text"' in stream


def test_the_page_is_given_the_names_to_filter_by(client: TestClient) -> None:
    assert client.get("/filters").json() == {"sources": ["The Wire"], "authors": ["Ann Lee"]}


def test_no_name_to_filter_by_is_left_out(client: TestClient, shelf: Shelf) -> None:
    authors = [f"Author {n}" for n in range(5_000)]
    shelf.articles = {author: Article(author, "A.", author=author) for author in authors}
    assert client.get("/filters").json()["authors"] == authors


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_serving_says_where_once_it_answers_and_ends_quietly(host: str) -> None:
    command = [sys.executable, "-c", SERVE.format(host=host)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as it:
        assert it.stdout
        assert it.stderr
        said = it.stdout.readline().strip()
        address = said.removeprefix("Dateline is at ")
        shown = f"[{host}]" if ":" in host else host
        assert address.startswith(f"http://{shown}:"), said + it.stderr.read()
        with urllib.request.urlopen(address, timeout=30) as response:
            assert "Dateline" in response.read().decode()
            assert "default-src 'self'" in response.headers["content-security-policy"]
        assert asked(address, headers={"Host": "evil.example"}) == 400
        assert asked(address + "/gradio_api/upload", data=b"a file") == 404
        length = {"Content-Length": "9000000"}  # announced is enough, nothing of it is read
        assert asked(address + "/gradio_api/call/ask", data=b"", headers=length) == 413

        it.send_signal(signal.SIGINT)

        assert it.wait(30) == 0
        assert it.stdout.read() == ""
        assert it.stderr.read() == ""
