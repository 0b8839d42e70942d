"""Bounds and JUnit XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import EvaluationError
from assistant.evaluation.evaluation import Evaluation, evaluate
from assistant.evaluation.gate import check, junit, parse_bound
from assistant.evaluation.run import Asker
from assistant.verify import BuiltInChecker
from tests.assistant.evaluation.world import CASES, sound


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    wrong = replace(CASES[0], id="wrong", question=f"{CASES[0].question} \x00", answers=("1999",))
    wrong = replace(wrong, evidence=())
    return evaluate(Asker(sound(tmp_path), BuiltInChecker()), [*CASES, wrong])


@pytest.mark.parametrize(
    "text", ["hits", "hits@0=1", "hits@4>1", "=1", "sense=1", "hits@4=many", "right=95"]
)
def test_what_is_no_bound_is_one_clear_message(text: str) -> None:
    with pytest.raises(EvaluationError, match=r"is no bound|no metric|more than 1"):
        parse_bound(text)


def test_a_bound_is_kept_or_not_by_the_figure(evaluation: Evaluation) -> None:
    bounds = [
        parse_bound("hits@4=1"),
        parse_bound("right=.99"),
        parse_bound("wrongly_refused=0", at_most=True),
        parse_bound("aurc=0", at_most=True),
        parse_bound("judged_correct=0"),
    ]
    checks = check(evaluation, bounds)
    assert [c.passed for c in checks] == [True, False, True, False, False]
    assert str(checks[0]) == "hits@4 ≥ 1: 1 (n = 4)"
    assert "not measured" in str(checks[4])


def test_junit_fails_for_bounds_and_tells_what_is_not_right(evaluation: Evaluation) -> None:
    checks = check(evaluation, [parse_bound("hits@4=1"), parse_bound("right=.99")])
    root = ET.fromstring(junit(evaluation, checks))
    bounds, questions = root.findall("testsuite")
    assert (bounds.get("tests"), bounds.get("failures")) == ("2", "1")
    failure = bounds.find("testcase/failure")
    assert failure is not None
    assert "right ≥ 0.99: 0.857" in (failure.get("message") or "")
    assert (questions.get("tests"), questions.get("skipped")) == ("7", "1")
    names = [case.get("name") for case in questions.findall("testcase")]
    assert any(name and name.endswith("\ufffd") for name in names)
