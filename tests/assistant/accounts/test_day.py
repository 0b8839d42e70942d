"""One day: which questions ask for nothing else, and that only what names it is told."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.accounts import day_asked, propose_day
from assistant.times.ranges import day
from tests.assistant.accounts.found import found
from tests.assistant.accounts.test_timeline import Sure

ON = "What happened on 4 May 2025?"
REACHED = ("Yonhap", "2025-05-09", "On 4 May 2025 divers reached the wreck. He was glad.")
SUNDAY = ("Kyodo", "2025-05-05", "Shops were closed on Sunday. They open today, 5 May 2025.")
CAPTION = ("AP", "", "This photo, taken on May 4, 2025, shows the wreck of the Osprey.")
OTHER = ("Reuters", "2025-05-09", "On 3 May 2025 the Osprey sank.")


@pytest.mark.parametrize(
    "question", [ON, "what happened on May 4, 2025", "Tell me what happened on May 4th, 2025."]
)
def test_a_question_for_one_day(question: str) -> None:
    assert day_asked(question) == day(date(2025, 5, 4))


@pytest.mark.parametrize(
    "question",
    [
        "What happened in May 2025?",
        "What happened on Monday?",
        "What happened on the Osprey on 4 May 2025?",
        "What happened on 4 May 2025 in Marlow?",
        "Who resigned on 4 May 2025?",
    ],
)
def test_a_question_for_anything_else(question: str) -> None:
    assert day_asked(question) is None


def told(answerer: Sure, *articles: tuple[str, str, str]) -> list[str]:
    proposal = propose_day(answerer, ON, day(date(2025, 5, 4)), found(ON, articles))
    return [draft.text for draft in proposal.drafts]


def test_what_names_the_day_is_told_even_where_the_answerer_is_not_sure() -> None:
    unsure = Sure(0.01, refuses=True)
    assert set(told(unsure, REACHED, SUNDAY, CAPTION, OTHER)) == {
        "On 4 May 2025 divers reached the wreck.",
        "Shops were closed on Sunday.",
        CAPTION[2],
    }


def test_what_two_articles_have_word_for_word_is_told_once() -> None:
    assert told(Sure(0.9), REACHED, ("Wire", *REACHED[1:])) == [
        "On 4 May 2025 divers reached the wreck."
    ]


def test_where_nothing_names_the_day_the_answerer_has_its_say() -> None:
    assert told(Sure(0.01, refuses=True), OTHER) == []


def test_an_answerer_that_cannot_tell_how_sure_it_is_has_its_say() -> None:
    assert len(told(Sure(None), REACHED, CAPTION)) == 1
