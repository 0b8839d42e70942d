"""Whom "he" and "she" mean, and that nobody is meant where none is plain."""

from __future__ import annotations

import pytest

from assistant.conversation import standalone
from assistant.types import Turn
from tests.assistant.conversation.turns import REFUSAL, after

MINISTER = after(
    "Who signed the order?",
    "Transport minister Ida Holm signed the order. She had promised it in May [1].",
)


def test_a_land_is_nobody() -> None:
    history = after("How many troops are there?", "They guard the Korean Peninsula [1].")

    assert standalone("How old is he?", history).lost


@pytest.mark.parametrize(
    ("history", "asked", "meant"),
    [
        (after("And Stone?", "The U.S. Justice Department praised FBI Director Abe Stone [1]."),
         "Was he fired?", "Was FBI Director Abe Stone fired?"),
        (after("Who is Pip?", "In scenes as of Saving Grace, Pip the seal fled [1]."),
         "Was he found?", "Was Pip found?"),
        (after("Who counted the owls?", "The 2013 Owl Count revealed nine [1]."), "Where is he?",
         "Where is he?"),
        (MINISTER, "When did she resign?", "When did Ida Holm resign?"),
        (MINISTER, "What did he say?", "What did he say?"),
        (MINISTER, "How much will it cost?", "How much will the order cost?"),
        (after("What did Baker order?", "Samsung said that Mr. Jon Baker bought ships [1]."),
         "What did she say?", "What did she say?"),
        ([*MINISTER, *after("And Stone?", REFUSAL)], "What about Berg? Was he fired?",
         "Was Berg fired?"),
        (after("What did he say?", REFUSAL), "Sorry, I mean Holm", "What did Holm say?"),
    ],
)  # fmt: skip
def test_he_and_she_are_people_of_a_gender_that_fits(
    history: list[Turn], asked: str, meant: str
) -> None:
    assert standalone(asked, history).text == meant
