"""Twenty questions that the articles answer and ten that they do not, with the real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.evaluation import Evaluation
from tests.benchmarks.quality import ORIGINALS, SAMPLES, ask_all

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
def evaluation(request: pytest.FixtureRequest) -> Evaluation:
    articles: Path = request.param
    return ask_all(articles)


def refused(evaluation: Evaluation, type_: str) -> float:
    return sum(o.scores["refused"] for o in evaluation.counted if o.case.type == type_)


def test_at_least_seventeen_of_twenty_answers_hold_the_expected_words(
    evaluation: Evaluation,
) -> None:
    contains = evaluation["contains"]
    assert contains.n == 20
    assert contains.value >= 17 / 20


def test_every_off_topic_question_is_refused(evaluation: Evaluation) -> None:
    assert refused(evaluation, "off-topic") == 5


def test_near_misses_are_refused(evaluation: Evaluation) -> None:
    assert refused(evaluation, "near-miss") >= 4


def test_every_sentence_is_cited_to_exact_characters(evaluation: Evaluation) -> None:
    assert evaluation["span_validity"].value == 1
    assert evaluation["citation_recall"].value == 1
    assert sum(len(o.answer.citations) for o in evaluation.counted if o.answer) >= 17
