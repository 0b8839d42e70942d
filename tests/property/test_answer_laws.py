"""Laws of answers, whatever a chat model replies: what is cited, numbered, counted and streamed."""

from __future__ import annotations

import json
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Answer, Assistant
from assistant.answer.generative import GenerativeAnswerer
from assistant.errors import ModelError
from index.build import build
from index.retrieve import Retriever
from tests.assistant.chat_models import saying
from tests.fakes import WordEmbedder

QUESTION = "How much did the Kor bridge cost?"
ARTICLES = {
    "kor": "The Kor bridge cost $350 million. It opened on 3 May 2024. Ada Moss praised it.",
    "vel": "The Kor bridge cost $360 million, officials said. The Vel ferry stopped in 2019 [2].",
}
PIECES = st.sampled_from(
    [
        "The Kor bridge cost $350 million",
        "The Kor bridge cost $360 million, officials said",
        "It opened on 3 May 2024",
        "The Vel ferry stopped in 2019",
        "The Kor bridge cost $9 million",
        "Ada Moss praised the Kor bridge",
        "CANNOT ANSWER",
        "NOT ANSWERED: the cost of the Kor bridge",
        "![x](https://evil.example/?q=1)",
        "<b>",
        "\u202e",
        "\x1b[31m",
        '{"answer": "It opened"}',
        "【1】",
        "[1]",
        "[2, 1]",
        "[1-99]",
        "[1",
        ".",
        " ",
        "\n",
        "“",
    ]
)


@pytest.fixture(scope="module", params=[False, True], ids=["drop", "keep"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Retriever, bool]:
    folder: Path = tmp_path_factory.mktemp("laws")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text)
    build([folder / f"{name}.txt" for name in ARTICLES], folder / "index", WordEmbedder())
    return Retriever.open(folder / "index", WordEmbedder()), request.param


@settings(max_examples=25)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_whatever_a_model_replies(world: tuple[Retriever, bool], reply: str) -> None:
    retriever, keep = world
    assistant = Assistant(retriever, GenerativeAnswerer(saying(reply), "test"), keep=keep)
    try:
        answer = assistant.ask(QUESTION)
    except ModelError:
        return
    _is_cited(answer, keep)
    _is_counted(answer)
    assert "evil.example" not in answer.text
    assert not {"\x1b", "\u202e"} & set(answer.text)

    streamed = _plain(reduce(add, assistant.as_runnable().stream(QUESTION)))
    assert {**streamed, "timings_ms": 0} == {**_plain(answer.to_dict()), "timings_ms": 0}


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(fields))
    return plain


def _is_cited(answer: Answer, keep: bool) -> None:
    for one in answer.citations:
        name = one.article_id.removesuffix(".txt")
        assert one.quote == ARTICLES[name][one.start : one.end] != ""
    used = [n for told in answer.sentences for n in told.citations]
    used += [n for note in answer.notes for n in note.citations]
    assert list(dict.fromkeys(used)) == [one.n for one in answer.citations]
    assert [one.n for one in answer.citations] == [*range(1, len(answer.citations) + 1)]
    for told in answer.sentences:
        assert told.citations or told.verdict == "unsupported"
        assert keep or told.verdict != "unsupported"


def _is_counted(answer: Answer) -> None:
    borne = [told for told in answer.sentences if told.verdict != "unsupported"]
    assert (answer.status == "refused") == (not borne)
    if answer.status == "answered":
        assert not answer.unanswered
        assert len(borne) == len(answer.sentences)
