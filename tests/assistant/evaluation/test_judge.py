"""A chat model as a judge: what is made of its replies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.outputs import ChatGenerationChunk

from assistant.config import load_settings
from assistant.errors import ModelError
from assistant.evaluation.evaluation import evaluate
from assistant.evaluation.run import Asker, run
from assistant.evaluation.scores.judge import Judge, read_claims
from assistant.verify import BuiltInChecker
from tests.assistant.chat_models import ScriptedChatModel, saying
from tests.assistant.evaluation.world import CASES, OPENED, sound


def judged(tmp_path: Path, reply: str, case=OPENED):
    assistant = sound(tmp_path)
    answer = assistant.ask(case.question)
    model = saying(reply)
    return Judge(model).judge(case, answer), model


@pytest.mark.parametrize(
    ("reply", "grade"),
    [
        ("CORRECT", 1),
        ("**Partly.** It lacks the year.", 0.5),
        ("Partly correct.", 0.5),
        ("wrong\n", 0),
        ("Incorrect", 0),
        ("The answer is wrong.", 0),
        ("Not correct", None),
        ("Correct? No, it is wrong.", None),
        ("CORRECT, PARTLY or WRONG", None),
    ],
)
def test_a_reply_has_to_give_one_grade(tmp_path: Path, reply: str, grade: float | None) -> None:
    found, model = judged(tmp_path, reply)
    assert found.scores.get("judged_correct") == grade
    assert OPENED.question in model.prompts[0]
    assert any("Dec. 24, 2025" in prompt for prompt in model.prompts)


def test_faithfulness_is_the_share_of_claims_that_the_quotes_state(tmp_path: Path) -> None:
    found, _ = judged(
        tmp_path, "Here they are:\n- YES: The bridge opened.\n2. No, it is blue.\nYES - In Elm."
    )
    assert found.scores["judged_faithful"] == pytest.approx(2 / 3)
    assert found.claims == (("The bridge opened.", True), ("it is blue.", False), ("In Elm.", True))


def test_a_reply_that_cannot_be_read_is_counted_and_gives_no_score(tmp_path: Path) -> None:
    found, _ = judged(tmp_path, "I would rather not say.")
    assert found.scores == {}
    assert set(found.unreadable) == {"judged_relevant", "judged_correct", "judged_faithful"}
    for reply in ("nothing of the kind", "YES: a\nNOT STATED: b", "YES/NO: a", "Yes, these:"):
        assert read_claims(reply) == ()


def test_without_an_expected_answer_correctness_is_not_asked(tmp_path: Path) -> None:
    found, model = judged(tmp_path, "RELEVANT", replace(OPENED, answers=()))
    assert "judged_correct" not in found.scores
    assert len(model.prompts) == 2


def test_the_figures_tell_what_was_judged_and_what_was_unreadable(tmp_path: Path) -> None:
    asker = Asker(sound(tmp_path), BuiltInChecker(), Judge(saying("YES the bridge is open.")))
    found = evaluate(asker, CASES)
    assert found["judged_faithful"].value == 1
    assert found["judged_faithful"].n == 4  # a refusal says nothing to judge
    assert found.figure("judged_correct") is None
    told = "judged_correct: 4 replies of the judge could not be read: no score"
    assert told in found.notes


def test_a_judge_that_fails_ends_the_run_and_is_no_fault_of_the_answer(tmp_path: Path) -> None:
    class Down(ScriptedChatModel):
        def _stream(self, *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
            raise OSError("no route")

    kept = tmp_path / "kept.jsonl"
    down = Asker(sound(tmp_path), BuiltInChecker(), Judge(Down(deltas=[])))
    unanswerable_first = [*CASES[4:], *CASES[:4]]
    with pytest.raises(ModelError, match="cannot be reached"):
        run(down, unanswerable_first, kept=kept)
    assert kept.read_text().count('"case"') == 2
    up = Asker(sound(tmp_path), BuiltInChecker(), Judge(saying("CORRECT")))
    assert not any(outcome.error for outcome in run(up, unanswerable_first, kept=kept))


def test_a_judge_is_named_on_its_own() -> None:
    assert Judge.open(load_settings(base_url="http://127.0.0.1:1/v1")) is None
    judge = Judge.open(load_settings(judge="openai:x", judge_base_url="http://127.0.0.1:1/v1"))
    assert judge is not None
    assert "127.0.0.1:1" in judge.name
