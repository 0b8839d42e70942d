"""Intervals and tests of difference, against known values and what they promise."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.evaluation.figures.intervals import (
    interval,
    mcnemar,
    mean,
    paired_difference,
    share_interval,
)
from assistant.evaluation.figures.metrics import area_under_risk, area_under_roc, f1_of_refusals


def test_an_interval_holds_the_truth_about_nineteen_times_in_twenty() -> None:
    drawn = np.random.default_rng(1)
    held = 0
    for seed in range(60):
        values = (drawn.random(150) < 0.7).astype(float)
        low, high, method = interval([values.tolist()], mean, seed)
        held += low <= 0.7 <= high
        assert method == "bootstrap"
    assert 52 <= held <= 60


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(3).random(50).tolist()
    assert interval([values], mean, 7) == interval([values], mean, 7)
    assert interval([values], mean, 7) != interval([values], mean, 8)


def test_the_interval_of_a_share_holds_the_truth_for_few_questions_too() -> None:
    drawn = np.random.default_rng(4).binomial(20, 0.9, 300)
    held = sum(low <= 0.9 <= high for low, high, _ in (share_interval(yes, 20) for yes in drawn))
    assert 0.92 <= held / 300 <= 1


def test_twenty_of_twenty_is_not_certainty() -> None:
    low, high, method = share_interval(20, 20)
    assert low == pytest.approx(0.8389, abs=1e-4)
    assert (high, method) == (1.0, "wilson")


def test_a_figure_of_two_columns_without_a_fault_has_no_interval() -> None:
    refused = [1.0, 1.0, 0.0, 0.0]
    assert interval([refused, refused], f1_of_refusals, 0) == (1.0, 1.0, "none")


def test_a_single_question_says_next_to_nothing() -> None:
    low, high, _ = interval([[1.0]], mean, 0)
    assert high - low > 0.75


def test_mcnemar_counts_the_questions_that_changed() -> None:
    first = [1] * 10 + [0] * 2 + [1] * 50
    second = [0] * 10 + [1] * 2 + [1] * 50
    assert mcnemar(first, second) == pytest.approx(0.03857, abs=1e-5)
    assert mcnemar(first, first) == 1.0


def test_a_paired_difference_is_sharper_than_the_two_intervals() -> None:
    drawn = np.random.default_rng(2)
    first = drawn.random(100)
    second = np.clip(first + 0.05, 0, 2)
    low, high, p = paired_difference([first.tolist()], [second.tolist()], mean, 0)
    assert low == pytest.approx(0.05)
    assert high == pytest.approx(0.05)
    assert p < 0.01


def test_two_questions_are_too_few_for_a_difference() -> None:
    assert paired_difference([[0.1, 0.2]], [[0.3, 0.9]], mean, 0)[2] == 0.5
    low, high, p = paired_difference([[0.1]], [[0.3]], mean, 0)
    assert low == high == pytest.approx(0.2)
    assert p == 1


@pytest.mark.parametrize("n", [5, 30])
def test_chance_is_called_a_difference_once_in_twenty(n: int) -> None:
    drawn = np.random.default_rng(n).normal(size=(200, 2, n))
    called = sum(paired_difference([a.tolist()], [b.tolist()], mean, 0)[2] < 0.05 for a, b in drawn)
    assert called / 200 < 0.09


def test_no_difference_is_none() -> None:
    values = [0.1, 0.2, 0.3]
    assert paired_difference([values], [values], mean, 0) == (0.0, 0.0, 1.0)


def test_f1_of_refusals() -> None:
    refused, unanswerable = np.array([1, 1, 0, 0.0]), np.array([1, 0, 1, 0.0])
    assert f1_of_refusals(refused, unanswerable) == pytest.approx(0.5)


def test_risk_is_lower_when_the_wrong_answers_are_the_unsure_ones() -> None:
    right = np.array([1, 1, 1, 0.0])
    assert area_under_risk(np.array([4, 3, 2, 1.0]), right) == pytest.approx(1 / 16)
    assert area_under_risk(np.array([1, 2, 3, 4.0]), right) == pytest.approx(
        (1 + 1 / 2 + 1 / 3 + 1 / 4) / 4
    )


def test_equally_sure_answers_come_in_any_order() -> None:
    sure = np.array([1, 1, 1, 1.0])
    assert area_under_risk(sure, np.array([1, 1, 0, 0.0])) == 0.5
    assert area_under_risk(sure, np.array([0, 0, 1, 1.0])) == 0.5
    rows = np.array([[2, 1, 1.0], [1, 1, 2.0]]), np.array([[1, 1, 0.0], [1, 0, 1.0]])
    one_by_one = [area_under_risk(*row) for row in zip(*rows, strict=True)]
    assert area_under_risk(*rows).tolist() == one_by_one


def test_the_roc_area_is_the_chance_of_the_right_order() -> None:
    unanswerable = np.array([0, 0, 1, 1.0])
    assert area_under_roc(np.array([4, 3, 2, 1.0]), unanswerable) == 1
    assert area_under_roc(np.array([4, 1, 2, 3.0]), unanswerable) == 0.5
    assert area_under_roc(np.array([1, 1, 1, 1.0]), unanswerable) == 0.5
