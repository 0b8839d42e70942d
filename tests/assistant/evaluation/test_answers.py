"""Answers against expected ones: SQuAD's measures, as an independent scorer has them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from torchmetrics.functional.text import squad

from assistant.evaluation.scores.answers import contains, exact_match, f1, word_scores

_TEXT = st.lists(
    st.sampled_from("the a an cat Cat cats, sat. 28,500 $5 'on' U.S. mat-like x".split()),
    max_size=8,
).map(" ".join)


@settings(max_examples=200)
@given(_TEXT, st.lists(_TEXT, min_size=1, max_size=3))
def test_exact_match_and_f1_are_those_of_an_independent_scorer(
    said: str, expected: list[str]
) -> None:
    peer = squad(
        [{"prediction_text": said, "id": "1"}],
        [{"answers": {"answer_start": [0] * len(expected), "text": expected}, "id": "1"}],
    )
    scores = word_scores(said, expected)
    assert scores["exact_match"] * 100 == pytest.approx(float(peer["exact_match"]), abs=1e-3)
    assert scores["f1"] * 100 == pytest.approx(float(peer["f1"]), abs=1e-3)


@pytest.mark.parametrize(
    ("said", "expected", "is_in"),
    [
        ("The bridge opened on Dec. 24.", "Dec. 24", 1),
        ("It cost $350 million, she said.", "$350 Million", 1),
        ("It cost $350 million.", "350 billion", 0),
        ("Some 28,500 people", "8,500", 0),
        ("Seoul has its “bread sovereignty”—at last", "bread sovereignty", 1),
        ("He is a catholic", "cat", 0),
        ("", "cat", 0),
        ("anything", "...", 0),
    ],
)
def test_containment_is_of_whole_words_in_a_row(said: str, expected: str, is_in: int) -> None:
    assert contains(said, expected) == is_in


def test_the_best_of_several_expected_answers_counts() -> None:
    scores = word_scores("the cat sat", ["a dog", "cat"])
    assert (scores["contains"], scores["answer_recall"]) == (1, 1)
    assert scores["f1"] == pytest.approx(2 / 3)


def test_numbers_and_dates_agree_in_any_of_their_forms() -> None:
    assert word_scores("It cost 350 billion USD.", ["$350 billion"])["numbers"] == 1
    assert word_scores("It cost $35 billion.", ["$350 billion"])["numbers"] == 0
    assert word_scores("It was on 24 December 2025.", ["Dec. 24"])["dates"] == 1
    assert word_scores("It was on 23 December.", ["Dec. 24"])["dates"] == 0
    assert not {"numbers", "dates"} & word_scores("A cat.", ["a dog"]).keys()


def test_no_answer_has_none_of_the_expected_one() -> None:
    assert set(word_scores("", ["24 cats on Dec. 24"]).values()) == {0.0}


def test_an_expected_answer_of_nothing_but_articles_is_none() -> None:
    assert (exact_match("a", "the"), f1("a", "the"), f1("cat", "the")) == (1, 1, 0)
