"""A compound question's parts."""

from __future__ import annotations

import pytest

from assistant.parts import MOST, parts


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Who heads U.S. Forces Korea and how many troops does it have?",
            ("Who heads U.S. Forces Korea?", "How many troops does U.S. Forces Korea have?"),
        ),
        (
            "How much did the ferry cost, who built it, and when was it finished?",
            (
                "How much did the ferry cost?",
                "Who built the ferry?",
                "When was the ferry finished?",
            ),
        ),
        (
            "Is the pact in force and has the senate approved it?",
            ("Is the pact in force?", "Has the senate approved the pact?"),
        ),
        (
            "what is the capital of australia and who won the world cup",
            ("What is the capital of australia?", "Who won the world cup?"),
        ),
        (
            "How many people died and how many were hurt?",
            ("How many people died?", "How many people were hurt?"),
        ),
        (
            "Tell me who heads the navy and how many ships it has.",
            ("Tell me who heads the navy.", "Tell me how many ships the navy has."),
        ),
    ],
)
def test_a_second_question_within_a_sentence_is_a_part(
    question: str, expected: tuple[str, ...]
) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did it open? What did it cost?", ("When did it open?", "What did it cost?")),
        (
            "Who is the minister of Chad? And when did she take office?",
            ("Who is the minister of Chad?", "When did the minister of Chad take office?"),
        ),
        (
            "I read of the summit. When was it held? Who came to Oslo?",
            ("I read of the summit. When was it held?", "Who came to Oslo?"),
        ),
    ],
)
def test_questions_in_a_row_are_parts(question: str, expected: tuple[str, ...]) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Where and when was the summit?", ("Where was the summit?", "When was the summit?")),
        (
            "When was the ferry sunk, and why?",
            ("When was the ferry sunk?", "Why was the ferry sunk?"),
        ),
        (
            "Who won the cup and when?",
            ("Who won the cup?", "When was it that they won the cup?"),
        ),
        (
            "What share has Chad promised, and by when?",
            ("What share has Chad promised?", "By when has Chad promised?"),
        ),
        (
            "How many tanks and how many ships does Chad have?",
            ("How many tanks does Chad have?", "How many ships does Chad have?"),
        ),
        (
            "What did Seoul say about submarines and about the budget?",
            ("What did Seoul say about submarines?", "What did Seoul say about the budget?"),
        ),
        (
            "What are the cost, the dates and the place of the summit?",
            (
                "What is the cost of the summit?",
                "What are the dates of the summit?",
                "What is the place of the summit?",
            ),
        ),
    ],
)
def test_several_things_asked_of_one_clause_are_parts(
    question: str, expected: tuple[str, ...]
) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    ("before", "after", "standing_alone"),
    [
        ("Who is James Kim", "where does he work", "Where does James Kim work?"),
        ("Who runs the port", "when did she start", "When did the one who runs the port start?"),
        ("When was the armistice signed", "who signed it", "Who signed the armistice?"),
        ("When were the rules lifted", "who made them", "Who made the rules?"),
        (
            "When did the new bridge open in Oslo",
            "what did it cost",
            "What did the new bridge cost?",
        ),
        ("When was Pixel 6 announced", "what is its price", "What is Pixel 6's price?"),
        ("When did Kim visit Chad", "what did he say", "What did Kim say?"),
        ("What did it cost", "who paid for it", "Who paid for it?"),
        ("When was Chad founded", "how long does it take to get there", None),
        ("Where is the port", "who is scared of losing their job", None),
    ],
)
def test_a_pronoun_is_given_what_it_stands_for(
    before: str, after: str, standing_alone: str | None
) -> None:
    expected = standing_alone or f"{after[0].upper()}{after[1:]}?"

    assert parts(f"{before} and {after}?") == (f"{before}?", expected)


@pytest.mark.parametrize(
    "question",
    [
        "When did the president sign the bill and what does it say?",
        "Which company built the ship and where is it based?",
        "When does the president's term end and what did he promise?",
        "Did Seoul pledge more and is it enough?",
        "When was the summit and what did he say?",
    ],
)
def test_a_question_with_a_pronoun_that_may_stand_for_several_things_is_left_whole(
    question: str,
) -> None:
    assert parts(question) == (question,)


@pytest.mark.parametrize(
    "question",
    [
        "What did Kim and Lee say?",
        "What was said about trade and investment?",
        "What changed between 2011 and 2012?",
        "How many troops are in Korea and Japan?",
        "Who runs search and rescue in Greece?",
        "Who wrote Pride and Prejudice?",
        "Who discovered elements 115, 117, and 118?",
        "What do we know about the man who left and who is in jail?",
        "What is the difference between what Kim said and what Lee said?",
        "Did he say where the ship is and when it sails?",
        "What did Kim, who leads the army, say and do?",
        'Who said "What is truth and where is it?" in the play?',
        "How did the fire start and spread?",
        "Who was killed and why?",
        "How many men and women were hired?",
        "When asked about it, what did he say and mean?",
        "Seoul pledged more. Why?",
        "tell me about the ships and the port",
        "and",
        "",
        "???",
    ],
)
def test_one_question_is_left_as_it_is(question: str) -> None:
    assert parts(question) == (question,)


def test_there_are_never_more_parts_than_can_be_answered() -> None:
    asked = [f"Who won race {number}?" for number in range(MOST)]

    assert parts(" ".join(asked)) == tuple(asked)
    assert parts(" ".join([*asked, "Who lost?"])) == (" ".join([*asked, "Who lost?"]),)


def test_a_hostile_question_takes_no_time() -> None:
    for piece in ("Who and who ", '"', "the ", "What about about ", "What is the a, ", "A.B. "):
        assert len(parts((piece * 2_000)[:2_000])) <= MOST
