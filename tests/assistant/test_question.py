"""Questions as people type them."""

from __future__ import annotations

import pytest

from assistant.errors import QuestionError
from assistant.question import LONGEST, checked, subject, with_acronyms


def test_a_question_is_taken_as_it_was_typed_but_can_be_written_down() -> None:
    assert checked(" How many ships? \n") == "How many ships?"
    assert checked("Half a pair: \ud83d") == "Half a pair: ?"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("", "empty"), (" \n\t", "empty"), ("x" * 100_000, f"100,000.*{LONGEST:,}")],
)
def test_a_question_that_is_none_is_an_error(typed: str, reason: str) -> None:
    with pytest.raises(QuestionError, match=reason):
        checked(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("how many us troops are in the uk?", "how many US troops are in the UK?"),
        ("WHO LEADS U.S. FORCES?", "who leads u.s. forces?"),
        ("tell us about the ships", "tell us about the ships"),
        ("Who told us?", "Who told us?"),
    ],
)
def test_a_question_typed_in_one_case_gets_its_acronyms_back(typed: str, read: str) -> None:
    assert with_acronyms(typed) == read


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("tell us about the ships", "about the ships"),
        ("Can you tell me more about Hanwha?", "about Hanwha?"),
        ("Please tell me how many ships there are.", "about how many ships there are."),
        ("Could you please summarize the plans?", "about the plans?"),
        ("Describe the ships", "about the ships"),
        ("Give me a short summary of the plans", "about the plans"),
        ("What do the articles say about Hanwha?", "about Hanwha?"),
        ("What do you know about Hanwha?", "about Hanwha?"),
        ("I'd like to know when the ships sail", "about when the ships sail"),
        ("Hi! When do the ships sail?", "When do the ships sail?"),
        ("When do the ships sail?", "When do the ships sail?"),
        ("Who told the minister about the ships?", "Who told the minister about the ships?"),
        ("So-called allies: who are they?", "So-called allies: who are they?"),
        ("Summarize", "Summarize"),
        ("Hello there!", "Hello there!"),
    ],
)
def test_what_a_question_asks_about(question: str, about: str) -> None:
    assert subject(question) == about
