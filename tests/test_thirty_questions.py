"""Twenty questions that the articles answer and ten that they do not, with the real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.quality import ORIGINALS, SAMPLES, Outcome, ask_all

pytestmark = pytest.mark.slow


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(SAMPLES, id="samples"),
        pytest.param(
            ORIGINALS,
            id="originals",
            marks=pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals are not here"),
        ),
    ],
)
def outcomes(request: pytest.FixtureRequest) -> list[Outcome]:
    articles: Path = request.param
    return ask_all(articles)


def right(outcomes: list[Outcome], group: str) -> int:
    return sum(outcome.right for outcome in outcomes if outcome.group == group)


def test_at_least_seventeen_of_twenty_answers_hold_the_expected_words(
    outcomes: list[Outcome],
) -> None:
    assert right(outcomes, "answerable") >= 17


def test_every_off_topic_question_is_refused(outcomes: list[Outcome]) -> None:
    assert right(outcomes, "off-topic") == 5


def test_near_misses_are_refused(outcomes: list[Outcome]) -> None:
    assert right(outcomes, "near-miss") >= 4


def test_every_sentence_is_cited_to_exact_characters(outcomes: list[Outcome]) -> None:
    assert all(outcome.exact for outcome in outcomes)
    assert sum(len(outcome.answer.citations) for outcome in outcomes) >= 17
