"""A chat model that lies, rambles or breaks what reads it, and a checker that fails."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.answer import Draft
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.generative import GenerativeAnswerer
from assistant.errors import ModelError
from assistant.verify import Checker, Judgement
from index.build import build
from index.retrieve import Retriever
from tests.assistant.chat_models import saying
from tests.fakes import WordEmbedder

QUESTION = "How much did the Kor bridge cost and who paid?"
TRUE = "The Kor bridge cost $350 million [1]."


class FailingChecker:
    """A checker whose chat model cannot be reached; counts how often it was asked."""

    name = "failing"
    asked = 0

    def judge(self, drafts: Sequence[Draft]) -> list[Judgement]:
        self.asked += 1
        raise ModelError("the chat model cannot be reached")


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder: Path = tmp_path_factory.mktemp("kor")
    (folder / "kor.txt").write_text("The Kor bridge cost $350 million. It opened in May 2024.")
    build([folder / "kor.txt"], folder / "index", WordEmbedder())
    return Retriever.open(folder / "index", WordEmbedder())


def told(
    retriever: Retriever, reply: str, checker: Checker | None = None, question: str = QUESTION
) -> Answer:
    answer = Assistant(
        retriever,
        GenerativeAnswerer(saying(reply), "liar"),
        checker=checker,
        stand_in=ExtractiveAnswerer(retriever.rarity),
    ).ask(question)
    json.dumps(answer.to_dict())
    return answer


@pytest.mark.parametrize(
    "left",
    [
        "The mayor was arrested for fraud",
        "why the mayor stole it",
        "who paid $9 million",
        "who paid, see evil.example",
        "who paid Smith",
        "who paid " * 80,
    ],
)
def test_what_a_model_leaves_open_states_nothing_of_its_own(
    retriever: Retriever, left: str
) -> None:
    answer = told(retriever, f"{TRUE}\nNOT ANSWERED: {left}")
    assert (answer.status, answer.unanswered) == ("partial", ())
    assert answer.text == "The Kor bridge cost $350 million. [1]"
    assert not any(left.strip() in warning for warning in answer.warnings)


def test_a_number_is_the_questions_only_as_a_whole(retriever: Retriever) -> None:
    asked = "What did the Kor bridge cost in 2024, and who paid?"
    for left, named in (("who paid in 2024", True), ("who paid 20", False)):
        answer = told(retriever, f"{TRUE}\nNOT ANSWERED: {left}", question=asked)
        assert answer.unanswered == ((left,) if named else ())


def test_a_part_of_the_question_is_named_once(retriever: Retriever) -> None:
    answer = told(retriever, f"{TRUE}\nNOT ANSWERED: who paid\nNOT ANSWERED: who paid")
    assert answer.unanswered == ("who paid",)


@pytest.mark.parametrize(
    "reply",
    ['{"a":' * 2_000, '{"answer":' + "[" * 900 + '"x"' + "]" * 900 + "}", '{"n": ' + "9" * 5_000],
    ids=["open", "closed", "number"],
)
def test_json_without_end_is_no_answer_and_no_stack_trace(retriever: Retriever, reply: str) -> None:
    answer = told(retriever, reply)
    assert answer.status == "refused" or answer.model == "extractive"


@pytest.mark.parametrize("reply", ["a" * 50_000, "\n" * 20_000, "# " * 10_000])
def test_a_reply_of_nothing_gives_way_to_the_articles_words(
    retriever: Retriever, reply: str
) -> None:
    assert told(retriever, reply).model == "extractive"


def test_numbers_of_sources_that_are_none_are_warned_of_once(retriever: Retriever) -> None:
    assert told(retriever, "The Kor bridge cost $350 million [1-99].").warnings == (
        "the model cited source 2, which it was not given",
    )


def test_where_the_checker_fails_the_built_in_one_goes_on(retriever: Retriever) -> None:
    checker = FailingChecker()
    answer = told(retriever, f"{TRUE} The Kor bridge cost $9 million [1]. It opened [1].", checker)
    assert checker.asked == 1
    assert answer.text.startswith("The Kor bridge cost $350 million. [1]")
    assert "$9" not in answer.text
    assert "the chat model cannot be reached; sentences were checked without it" in answer.warnings
