"""A chat model puts a question in other words; where it does not, rules do."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation import understood
from assistant.errors import ModelError
from assistant.types import Turn

HISTORY = [Turn("user", "Who heads it?"), Turn("assistant", "Gen. Ada Moss, a pilot, does [1].")]


def failing(_question: str, _history: Sequence[Turn]) -> str:
    raise ModelError("the chat model wrote something else")


def test_the_words_of_the_chat_model_are_taken() -> None:
    found = understood("Since when?", HISTORY, lambda *_: "Since when does Ada Moss head it?")

    assert found.text == "Since when does Ada Moss head it?"
    assert found.leans
    assert not found.warnings


def test_a_question_that_it_repeats_leans_on_nothing() -> None:
    found = understood("How old is Oslo?", HISTORY, lambda question, _: question)

    assert not found.leans


def test_rules_read_the_question_where_the_model_fails_and_a_warning_says_so() -> None:
    found = understood("What did she say?", HISTORY, failing)

    assert found.text == "What did Gen. Ada Moss say?"
    assert found.warnings == (
        "The question was read by rules, not by the chat model: the chat model wrote something"
        " else",
    )


def test_without_a_model_or_a_history_it_is_not_asked() -> None:
    assert understood("What did she say?", HISTORY).text == "What did Gen. Ada Moss say?"
    assert understood("What did she say?", [], failing).text == "What did she say?"
