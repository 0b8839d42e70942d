"""What leans on nothing stays as it is; what is put right, goes on or changes the topic."""

from __future__ import annotations

import pytest

from assistant.conversation import Meant, standalone
from assistant.conversation.standalone import LONGEST
from assistant.types import Turn
from tests.assistant.conversation.turns import BRUNSON, ENERGY, REFUSAL, SUMMIT, TANKS, after


@pytest.mark.parametrize(
    "question",
    [
        "When does President Lee's term end?",
        "How many articles does the treaty have?",
        "And when were the missile guidelines lifted?",
        "Did Kim resign when he lost the vote?",
        "Does Seoul want to change its policy?",
        "Who lost their jobs at Boeing?",
        "What do scientists say that they found in Antarctica?",
        "Is it true that the bank has failed?",
        "How long does it take to reach Mars?",
        "Is there a plan for the harbor?",
        "What happened this year in France?",
        "Who warned that the two allies could grow apart?",
        "Which of the companies that make chips is the largest?",
        "OPCON transfer timeline",
        "Tell me about the Navy's new destroyers",
        "¿He dicho algo?",
        "Wo war das?",
        "왜?",
    ],
)
@pytest.mark.parametrize("history", [BRUNSON, TANKS, ENERGY, SUMMIT])
def test_a_question_that_leans_on_nothing_is_left_alone(question: str, history: list[Turn]) -> None:
    assert standalone(question, history) == Meant(question)


def test_without_history_every_question_stands_alone() -> None:
    assert standalone("What did he say?") == Meant("What did he say?")


def test_a_follow_up_that_leans_on_what_nobody_said_says_that_it_is_lost() -> None:
    found = standalone("What did he say?", SUMMIT)

    assert found.text == "What did he say?"
    assert found.lost
    assert not found.carried


def test_a_refusal_is_no_source_of_names_but_its_question_is() -> None:
    history = after("How many ships did Norway order?", f"{REFUSAL} Gen. Ada Moss sailed [1].")

    assert standalone("When did she sail?", history).lost
    assert standalone("Why?", history).text == "Why did Norway order ships?"


def test_after_a_change_of_topic_the_new_one_is_meant() -> None:
    history = [*BRUNSON, *after("How old is the harbor of Oslo?", "The harbor is old [1].")]

    assert standalone("Who built it?", history).text == "Who built the harbor of Oslo?"


def test_greetings_and_questions_about_the_collection_are_not_what_is_leaned_on() -> None:
    history = [
        *SUMMIT,
        *after("thanks!", "You are welcome."),
        *after("How many articles are there from Yonhap?", "There are 2 articles from Yonhap."),
    ]

    assert standalone("Who attended it?", history).text == "Who attended the summit?"


def test_what_is_typed_in_small_letters_is_understood() -> None:
    history = after("when does president lee's term end?", "President Lee Jae-myung rules [1].")

    assert standalone("what did he sign?", history).text.startswith("what did President Lee")

    history = after("who is ada moss?", "Jan Berg said that the pilot is Ada Moss [1].")

    assert standalone("whom did she meet?", history).text == "whom did Ada Moss meet?"


def test_a_long_conversation_stays_within_bounds() -> None:
    long = [Turn(turn.role, turn.text + " The army is large." * 500) for turn in TANKS]
    history = long * 100

    found = standalone("Who makes them?", history)

    assert len(found.text) <= LONGEST
    assert standalone("x" * 2_000 + " he?", history).text == "x" * 2_000 + " he?"
    assert len(standalone(f"Who builds{' it' * 100}?", TANKS).carried) <= 6


@pytest.mark.parametrize(
    ("history", "asked", "meant"),
    [
        (after("What happened on Nov. 4, 2025?", "A fair opened [1]."), "No, I meant October",
         "What happened in October 2025?"),
        (after("What happened in October 2025?", "A fair opened [1]."), "And in August?",
         "What happened in August 2025?"),
        (after("What happened on Nov. 4, 2025?", "A fair opened [1]."),
         "What else happened that month?", "What else happened in Nov. 2025?"),
        (after("When were the tolls lifted?", "In 2021 [1]."), "And the harbor ban?",
         "When was the harbor ban lifted?"),
        (after("When were the tolls lifted?", "In 2021 [1]."), "When will it happen?",
         "As for the tolls, when will it happen?"),
        (after("How many people died?", "Nine died [1]."), "No, I meant were rescued",
         "How many people were rescued?"),
        (after("Who is the mayor?", "Ida Holm [1]."), "of Oslo, I mean",
         "Who is the mayor of Oslo?"),
        (after("Does Gen. Holm think the fleet will last?", "Yes [1]."), "And the ships?",
         "What about the ships?"),
        (after("Was the ferry overloaded?", "Yes [1]."), "Who says so?",
         "Who says that the ferry was overloaded?"),
        (after("How many owls in Oslo?", "Nine [1]."), "Why so few?",
         "As for the owls in Oslo, why so few?"),
        (after("When did the ferry sink?", "In May [1]."), "Was it overloaded?",
         "Was the ferry overloaded?"),
        (after("What are the conditions?", "They are three [1]."), "When did they agree?",
         "As for the conditions, when did they agree?"),
    ],
)  # fmt: skip
def test_what_is_put_right_or_goes_on_is_a_sentence(
    history: list[Turn], asked: str, meant: str
) -> None:
    assert standalone(asked, history).text == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Now something else: how old is the fleet?", "How old is the fleet?"),
        ("On another note, who is Ida Holm?", "Who is Ida Holm?"),
        ("Let's talk about Oslo. What does the navy want with it?",
         "What does the navy want with Oslo?"),
        ("I want to ask about the drills. When were they held?", "When were the drills held?"),
        ("What about safety? How many people were hurt?",
         "As for safety, how many people were hurt?"),
        ("List the articles about Oslo", "What do the articles say about Oslo?"),
        ("Do you have anything about the owls?", "What do the articles say about the owls?"),
        ("How many articles mention submarines?", "What do the articles say about submarines?"),
    ],
)  # fmt: skip
def test_an_opening_is_taken_off_or_gives_the_topic(asked: str, meant: str) -> None:
    assert standalone(asked).text == meant
    assert standalone(asked, TANKS).text == meant


def test_articles_are_never_what_they_stands_for() -> None:
    history = after("Do you have anything about owls?", "Owls are few [1].")

    assert standalone("How many of them are left?", history).text == (
        "How many of the owls are left?"
    )
