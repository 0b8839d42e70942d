"""What an evaluation looks like on a terminal, whatever strangers have put in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation.cases import Case, Evidence
from assistant.evaluation.compare import compare
from assistant.evaluation.evaluation import Evaluation, evaluate
from assistant.evaluation.run import Asker
from assistant.interfaces.cli.figures import show_comparison, show_evaluation
from assistant.service import Assistant
from assistant.verify import BuiltInChecker
from tests.assistant.evaluation.world import CASES, NeverSilent, retriever, sound

FORGED = "x\n::error file=app.py::forged\nkept      right ≥ 1\x1b[2J\u2028[red]"


def evaluated(assistant: Assistant) -> Evaluation:
    odd = Case(
        FORGED,
        f"When did the bridge of Elm Harbor open? {FORGED}",
        answerable=True,
        evidence=(*CASES[0].evidence, Evidence("bridge.txt", "not in it")),
        type=FORGED,
        tags=(FORGED, "x" * 500),
    )
    about = {"questions": {"name": FORGED}, "answerer": FORGED, "support": "x", "judge": FORGED}
    cases = [*CASES, odd, replace(CASES[4], id=f"{FORGED} 2")]
    return evaluate(Asker(assistant, BuiltInChecker()), cases, about=about)


def test_no_line_is_forged_and_nothing_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = evaluated(sound(tmp_path))
    second = evaluated(Assistant(retriever(tmp_path), NeverSilent()))
    show_evaluation(first)
    show_comparison(compare(first, second))
    printed = capsys.readouterr().out
    assert "forged" in printed
    assert not {"\x1b", "\u2028"} & set(printed)
    assert not [line for line in printed.split("\n") if line.startswith(("::", "kept"))]
    assert max(map(len, printed.split("\n"))) < 400


def test_a_figure_without_an_interval_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    about = {"questions": {"name": "one"}, "answerer": "x", "support": "x", "judge": ""}
    show_evaluation(evaluate(Asker(sound(tmp_path), BuiltInChecker()), CASES[:1], about=about))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "one: 1 question counted"
    (precision,) = [line for line in lines if line.strip().startswith("precision@4")]
    assert precision.split()[1:4] == ["0.250", "none", "1"]
