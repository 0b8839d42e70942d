"""Two evaluations side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Proposal
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.errors import EvaluationError
from assistant.evaluation.compare import compare
from assistant.evaluation.evaluation import Evaluation, evaluate, load
from assistant.evaluation.run import Asker
from assistant.service import Assistant
from assistant.verify import BuiltInChecker
from tests.assistant.evaluation.world import CASES, Forgetful, NeverSilent, retriever, sound

MANY = [replace(case, id=f"{case.id}-{n}") for case in CASES for n in range(8)]


def evaluated(assistant: Assistant, cases=MANY, answerer="x") -> Evaluation:
    return evaluate(Asker(assistant, BuiltInChecker()), cases, about={"answerer": answerer})


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    return evaluated(sound(tmp_path_factory.mktemp("good")))


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    found = retriever(tmp_path_factory.mktemp("bad"), Forgetful)
    return evaluated(Assistant(found, ExtractiveAnswerer(found.rarity)))


def test_the_questions_that_flipped_are_named_with_both_answers(
    good: Evaluation, bad: Evaluation
) -> None:
    flips = compare(good, bad).flips
    assert {flip.id.rpartition("-")[0] for flip in flips} >= {"opened", "rye"}
    assert not any(flip.became_right for flip in flips)
    opened = next(flip for flip in flips if flip.id == "opened-0")
    assert "Dec. 24" in opened.first_answer
    assert "Dec. 24" not in opened.second_answer
    assert all(flip.became_right for flip in compare(bad, good).flips)


def test_a_difference_has_its_interval_and_the_test_that_fits(
    good: Evaluation, bad: Evaluation
) -> None:
    differences = {one.name: one for one in compare(good, bad).differences}
    assert differences["right"].test == "McNemar"
    assert differences["mrr@10"].test == "exchange"
    for name in ("right", "hits@1", "mrr@10"):
        one = differences[name]
        assert one.verdict == "worse"
        assert one.low <= one.difference <= one.high < 0
        assert one.p < 0.05
    assert {one.name: one for one in compare(bad, good).differences}["right"].verdict == "better"


def test_the_same_twice_shows_no_difference(good: Evaluation) -> None:
    found = compare(good, good)
    assert found.flips == ()
    assert {one.verdict for one in found.differences} == {"no difference shown"}


def test_refusals_are_compared_though_other_questions_are_refused(
    good: Evaluation, tmp_path: Path
) -> None:
    talkative = evaluated(Assistant(retriever(tmp_path), NeverSilent()))
    differences = {one.name: one for one in compare(good, talkative).differences}
    assert differences["refusal_recall"].difference == -1
    assert differences["refusal_recall"].verdict == "worse"


def test_refusal_precision_is_compared_over_all_questions(tmp_path: Path) -> None:
    class AlwaysSilent:
        name = "always silent"

        def propose(self, *_: object) -> Proposal:
            return Proposal(iter(()), 0.0)

    good = evaluated(sound(tmp_path), CASES)
    silent = evaluated(Assistant(retriever(tmp_path), AlwaysSilent()), CASES)
    (one,) = [d for d in compare(good, silent).differences if d.name == "refusal_precision"]
    assert one.first == 1
    assert one.second == pytest.approx(1 / 3)


def test_one_question_is_compared_too(tmp_path: Path) -> None:
    first = evaluated(sound(tmp_path), CASES[:1])
    second = evaluated(Assistant(retriever(tmp_path), NeverSilent()), CASES[:1])
    assert all(one.p == 1 for one in compare(first, second).differences)


def test_what_else_changed_is_told(good: Evaluation) -> None:
    other = replace(good, about={**good.about, "seed": 1, "settings": {"passages": 3}})
    notes = compare(good, other).notes
    assert "seed: 0 in the first, 1 in the second" in notes
    assert "passages: none in the first, 3 in the second" in notes


def test_only_questions_of_both_are_compared_and_the_rest_is_told(
    good: Evaluation, tmp_path: Path
) -> None:
    some = evaluated(sound(tmp_path), MANY[:20], answerer="y")
    found = compare(good, some)
    assert found.asked == 20
    assert "28 questions are as they are only in the first evaluation: not compared" in found.notes
    assert "answerer: x in the first, y in the second" in found.notes
    with pytest.raises(EvaluationError, match="no question in common"):
        compare(good, evaluated(sound(tmp_path), CASES))


def test_what_is_no_evaluation_is_one_clear_message(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}")
    found = evaluated(sound(tmp_path), CASES[:1])
    found.save(tmp_path / "newer.json")
    newer = (tmp_path / "newer.json").read_text()
    (tmp_path / "newer.json").write_text(newer.replace('"format": 1', '"format": 99'))
    broken = re.sub(r'"right": [\d.]+', '"right": NaN', newer)
    (tmp_path / "broken.json").write_text(broken)
    for name in ("other.json", "missing.json", "newer.json", "broken.json"):
        with pytest.raises(EvaluationError, match=name):
            load(tmp_path / name)
