"""A chat model that answers in a few words and no sentence, as small ones do."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.answer.generative import GenerativeAnswerer
from index.build import build
from index.retrieve import Retriever
from tests.assistant.chat_models import saying
from tests.fakes import WordEmbedder

SALES = "Sales of the four yards came to $14 billion, according to Moss."


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder: Path = tmp_path_factory.mktemp("yards")
    (folder / "yards.md").write_text(
        "---\ntitle: The yards since 2021\n---\n\n"
        f"The export ban on the yards was lifted in 2021. {SALES} "
        "After the merger the yards may pass to a Norwegian admiral of the fleet."
    )
    build([folder / "yards.md"], folder / "index", WordEmbedder())
    return Retriever.open(folder / "index", WordEmbedder())


def told(retriever: Retriever, question: str, reply: str) -> Answer:
    return Assistant(retriever, GenerativeAnswerer(saying(reply), "small")).ask(question)


def test_a_word_that_a_title_has_too_may_be_the_answer(retriever: Retriever) -> None:
    answer = told(retriever, "When was the export ban on the yards lifted?", "2021 (Source 1) [1]")
    assert (answer.status, answer.text) == ("answered", "2021 [1]")


@pytest.mark.parametrize(
    ("reply", "whole"),
    [
        ("$14 billion [1]", SALES),
        (
            "Norwegian admiral of the fleet [1]",
            "After the merger the yards may pass to a Norwegian admiral of the fleet.",
        ),
    ],
    ids=["only one says so", "it may be"],
)
def test_what_a_few_words_leave_out_is_told_with_them(
    retriever: Retriever, reply: str, whole: str
) -> None:
    answer = told(retriever, "What came of the yards?", reply)
    assert (answer.status, answer.text, answer.warnings) == ("answered", f"{whole} [1]", ())


def test_a_few_words_that_no_article_has_are_left_out(retriever: Retriever) -> None:
    answer = told(retriever, "What came of the yards?", "$41 billion [1]")
    assert answer.status == "refused"
