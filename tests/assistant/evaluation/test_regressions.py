"""What the gate is for: a fault that creeps into a part is caught by the figure that it spoils."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.evaluation.evaluation import Evaluation, evaluate
from assistant.evaluation.gate import check, parse_bound
from assistant.evaluation.run import Asker
from assistant.service import Assistant
from assistant.verify import BuiltInChecker
from tests.assistant.evaluation.world import (
    CASES,
    Forgetful,
    NeverSilent,
    OffByOne,
    retriever,
    sound,
)

BOUNDS = [
    parse_bound(bound)
    for bound in ("hits@4=0.9", "hits@1=0.9", "refusal_f1=0.9", "span_validity=1", "right=0.9")
]


def evaluated(assistant: Assistant) -> Evaluation:
    return evaluate(Asker(assistant, BuiltInChecker()), CASES)


def broken(assistant: Assistant) -> Sequence[str]:
    return [c.bound.name for c in check(evaluated(assistant), BOUNDS) if not c.passed]


def test_a_sound_assistant_passes(tmp_path: Path) -> None:
    assert broken(sound(tmp_path)) == []


def test_retrieval_that_drops_the_best_passage_is_caught(tmp_path: Path) -> None:
    found = retriever(tmp_path, Forgetful)
    assistant = Assistant(found, ExtractiveAnswerer(found.rarity))
    assert {"hits@4", "hits@1", "right"} <= set(broken(assistant))


def test_an_answerer_that_never_refuses_is_caught(tmp_path: Path) -> None:
    assistant = Assistant(retriever(tmp_path), NeverSilent())
    assert "refusal_f1" in broken(assistant)


def test_citations_off_by_one_character_are_caught(tmp_path: Path) -> None:
    found = retriever(tmp_path)
    answerer = OffByOne(ExtractiveAnswerer(found.rarity))
    assistant = Assistant(found, answerer)
    figures = evaluated(assistant)
    assert "span_validity" in broken(assistant)
    assert figures["span_validity"].value == 0
    assert figures["citation_recall"].value == 0
