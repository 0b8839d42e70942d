"""An assistant and a chat model behind a real address: what is told when all goes well, and not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.errors import ModelError
from index.build import build
from index.embed import SentenceTransformerEmbedder
from tests.assistant.openai_server import OpenAIServer, serving

pytestmark = pytest.mark.slow

QUESTION = "How many ships did the navy order?"
WORD_FOR_WORD = "The navy ordered twelve new ships on Monday."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("with_model")
    (folder / "ships.txt").write_text(f"{WORD_FOR_WORD} They will sail in spring.")
    (folder / "bread.txt").write_text("The baker Ann Lee sold warm bread in May.")
    build([folder], folder / "index", SentenceTransformerEmbedder())
    return folder / "index"


def ask(index: Path, server: OpenAIServer, **settings: object) -> Answer:
    with (
        serving(server),
        Assistant.open(index, base_url=server.url, timeout=2, **settings) as assistant,
    ):
        return assistant.ask(QUESTION)


def whole(answer: Answer, index: Path) -> Iterator[bool]:
    with Assistant.open(index) as assistant:
        for citation in answer.citations:
            text = assistant.article(citation.article_id).text
            yield text[citation.start : citation.end] == citation.quote


def test_what_the_model_writes_is_told_with_the_sentences_that_bear_it(index: Path) -> None:
    answer = ask(
        index, OpenAIServer(reply="Twelve ships were ordered by the navy 【1】. Ann Lee won.")
    )
    assert answer.status == "partial"
    assert [sentence.text for sentence in answer.sentences] == [
        "Twelve ships were ordered by the navy."
    ]
    assert [citation.quote for citation in answer.citations] == [WORD_FOR_WORD]
    assert all(whole(answer, index))


@pytest.mark.parametrize(
    ("server", "said"),
    [
        (OpenAIServer(status=429), "rate limit"),
        (OpenAIServer(status=500), "failed at its server"),
        (OpenAIServer(status=401), "API key"),
        (OpenAIServer(body="{not json"), "no chat reply"),
        (OpenAIServer(body="<html>"), "no chat reply"),
        (OpenAIServer(reply="Twel", ends="hangs"), "in time"),
        (OpenAIServer(reply="Twelve ships [", ends="dropped"), "chat model"),
        (OpenAIServer(reply="", ends="error"), "chat model"),
    ],
    ids=["429", "500", "401", "no JSON", "HTML", "stalled", "dropped in a marker", "error event"],
)
def test_a_model_that_fails_is_stood_in_for_by_the_articles(
    index: Path, server: OpenAIServer, said: str
) -> None:
    answer = ask(index, server)
    assert (answer.status, answer.model) == ("answered", "extractive")
    assert answer.text.startswith(f"{WORD_FOR_WORD} [1]")
    (warning,) = answer.warnings
    assert said in warning
    assert "word for word" in warning
    assert all(whole(answer, index))
    with pytest.raises(ModelError, match=said):
        ask(index, server, fallback="none")


def test_a_reply_that_breaks_off_leaves_whole_sentences(index: Path) -> None:
    broken = OpenAIServer(
        reply="Twelve ships were ordered by the navy [1]. They sai", ends="dropped"
    )
    answer = ask(index, broken)
    assert answer.status == "partial"
    assert answer.text == "Twelve ships were ordered by the navy. [1]"
    assert any("ends too early" in warning for warning in answer.warnings)


def test_a_follow_up_is_understood_by_rules_where_the_model_fails(index: Path) -> None:
    with (
        serving(OpenAIServer(status=500)) as server,
        Assistant.open(index, base_url=server.url, timeout=2) as assistant,
    ):
        first = assistant.ask(QUESTION)
        answer = assistant.ask("When?", first.turns())
    assert "ships" in answer.query
    assert any("read by rules" in warning for warning in answer.warnings)


def test_a_model_may_be_held_to_json(index: Path) -> None:
    reply = (
        '{"sentences": [{"text": "Twelve ships were ordered by the navy.", "sources": [1]}],'
        ' "not_answered": []}'
    )
    server = OpenAIServer(reply=reply)
    answer = ask(index, server, reply_form="json")
    assert (answer.status, answer.text) == (
        "answered",
        "Twelve ships were ordered by the navy. [1]",
    )
    form = server.requests[0]["response_format"]["json_schema"]
    numbers = form["schema"]["properties"]["sentences"]["items"]["properties"]["sources"]["items"]
    assert (form["strict"], numbers["enum"]) == (True, [1, 2])
    nothing = ask(
        index, OpenAIServer(reply='{"sentences": [], "not_answered": []}'), reply_form="json"
    )
    assert (nothing.status, nothing.model) == ("refused", nothing.model)
    with pytest.raises(ModelError, match="cannot be held to JSON"):
        Assistant.open(index, model="ollama:qwen3", reply_form="json")
