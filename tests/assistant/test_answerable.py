"""Answerability: how likely an answer is, by what speaks for the best sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.answerable import Signs, least, probability
from index.types import Relevance

SURE = Signs(Relevance(1, 1, 1, 1, 0.8), margin=4, phrases=1, unnamed=0)
NOTHING = Signs(Relevance(0, 0, 0, 0, 0), margin=0, phrases=0, unnamed=1)


def test_it_is_a_probability_on_either_side_of_the_least() -> None:
    assert 0 < probability(NOTHING) < least() < probability(SURE) < 1


@pytest.mark.parametrize("feature", ["direct", "nearby", "passage", "title", "meaning"])
def test_less_that_speaks_for_the_best_sentence_is_less_likely_an_answer(feature: str) -> None:
    less = replace(SURE, best=replace(SURE.best, **{feature: 0.1}))
    assert probability(less) < probability(SURE)


def test_a_name_that_is_missing_counts_against_it() -> None:
    assert probability(replace(SURE, unnamed=1)) < probability(SURE)


def test_standing_out_and_the_questions_own_phrases_count_for_it() -> None:
    assert probability(replace(SURE, margin=0)) < probability(SURE)
    assert probability(replace(SURE, phrases=0)) < probability(SURE)
