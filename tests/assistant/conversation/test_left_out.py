"""Follow-ups that leave out what the last question says, and what "it" and "that" are then."""

from __future__ import annotations

import pytest

from assistant.conversation import standalone
from assistant.types import Turn
from tests.assistant.conversation.turns import REFUSAL, TANKS, after

SHIPS = after("How many ships sailed in 2021?", "Nine [1].")
SPEECH = after("What did Gov. Ada Moss say about the vote?", "Ada Moss said it was fair [1].")
JOINED = after("Has Norway joined the union?", "Norway joined the union in May [1].")
PROMISE = after("What did Norway promise at the Berlin summit?", "Norway promised money [1].")
FINAL = after("Who won the first race?", "Jan Berg won it [1].")
AGREED = after("What about fees? What was agreed?", "The fees were cut [1].")


@pytest.mark.parametrize(
    ("history", "asked", "meant"),
    [
        # one in a row, and a time that is counted from another
        (FINAL, "And the second?", "Who won the second race?"),
        (FINAL, "No, I meant the last one", "Who won the last race?"),
        (after("Which team came third?", "Oslo [1]."), "And second?", "Which team came second?"),
        (SHIPS, "In the first week after 2 May?", "How many ships sailed in the first week after"
         " 2 May?"),
        (SHIPS, "And in May?", "How many ships sailed in May 2021?"),
        (after("Tell me about the two aims of the plan", "They are these [1]."),
         "Which is the first?", "As for the two aims of the plan, which is the first?"),
        # behind the same asking words
        (SHIPS, "How many in 2022?", "How many ships sailed in 2022?"),
        (after("How much oil does Spain buy?", "Much [1]."), "How much from Norway?",
         "How much oil does Spain buy from Norway?"),
        (after("How much oil does Spain buy?", "Much [1]."), "And how much does Italy?",
         "How much oil does Italy buy?"),
        (after("How many old ships does Spain have?", "Nine [1]."), "And how many does Italy need?",
         "How many old ships does Italy need?"),
        (after("How many old ships does Spain have?", "Nine [1]."),
         "And how many of its own does Italy build?",
         "How many ships does Italy build of its own?"),
        # a question without a noun goes on
        (after("When was the race?", "In May [1]."), "Who won?", "As for the race, who won?"),
        (after("When was the race?", "In May [1]."), "Who took part?",
         "As for the race, who took part?"),
        (AGREED, "By whom?", "As for the fees, by whom was it agreed?"),
        # a correction of what the last question doesn't say
        (after("Who took part?", "Nobody did [1]."), "No, I meant the race in Oslo",
         "As for the race in Oslo, who took part?"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_taken_from_the_last_question(
    history: list[Turn], asked: str, meant: str
) -> None:
    assert standalone(asked, history).text == meant
    assert standalone(asked, history).carried


@pytest.mark.parametrize(
    ("history", "asked", "meant"),
    [
        # what is done by somebody is neither that person nor a place
        (after("Where did Macron speak?", "Macron spoke in Berlin [1]."), "Did he like it?",
         "Did Macron like it?"),
        (after("When did Gov. Moss leave Norway?", "Gov. Moss left in May [1]."),
         "Did she sign it?", "Did Gov. Moss sign it?"),
        (after("Why did Gov. Moss veto the bill?", "It was late [1]."), "Will she sign it later?",
         "Will Gov. Moss sign the bill later?"),
        # what is done to it is not the land that does something
        (JOINED, "Who opposed it?", "Who opposed the union?"),
        (after("Is Norway rich?", "Yes [1]."), "Who leads it?", "As for Norway, who leads it?"),
        (after("Does Norway export gas?", "Yes [1]."), "Does it import oil?",
         "Does Norway import oil?"),
        # what is held is no land, and what is said is not when it happens
        (PROMISE, "When was that held?", "When was the Berlin summit held?"),
        (SPEECH, "When will it happen?", "When will the vote happen?"),
        # "that" is who does something, and what it is done to
        (JOINED, "Who decided that?", "As for Norway and the union, who decided that?"),
        (TANKS, "Who decided that?", "As for the army, who decided that?"),
        # "they" are the two who met, not where; "it" is none of them
        (after("Who did Gov. Moss meet in Oslo?", "Gov. Ada Moss and her U.S. counterpart, Mayor"
               " Jan Berg, met [1]."), "What did they sign?",
         "What did Gov. Ada Moss and Mayor Jan Berg sign?"),
        (after("What did Norwegian Governor Ada Maria Moss and Mayor Jan Berg sign?", REFUSAL),
         "Is it binding?", "Is it binding?"),
        (after("Who sang in Oslo?", "The crowd heard Mayor Jan Berg sing with Gov. Ada Moss [1]."),
         "When did they meet?", "When did Mayor Jan Berg and Gov. Ada Moss meet?"),
        # where "it" was is not the place that was named
        (after("Who sang in Oslo?", "Mayor Jan Berg sang [1]."), "Where exactly was it?",
         "As for Oslo, where exactly was it?"),
        (after("What is the plan for Oslo?", "It is old [1]."), "Who wrote it?",
         "Who wrote the plan for Oslo?"),
        # what leans itself is no topic
        (after("Who is his deputy?", "Nobody is [1]."), "Is that known?", "Is that known?"),
        (after("What is the Second Naval Treaty?", "It is old [1]."), "Who signed it?",
         "Who signed the Second Naval Treaty?"),
    ],
)  # fmt: skip
def test_it_and_that_are_what_can_be_meant(history: list[Turn], asked: str, meant: str) -> None:
    assert standalone(asked, history).text == meant


@pytest.mark.parametrize(
    "asked", ["What happened in 1998?", "What can you do?", "Who sells oil?", "Who sank the boat?"]
)
def test_a_question_with_a_noun_a_time_or_you_does_not_go_on(asked: str) -> None:
    assert standalone(asked, SPEECH).text == asked
