"""Evaluation: how good answers are, over a test set; every figure with its n and its interval."""

from __future__ import annotations

from assistant.evaluation.cases import Case, Evidence, write_cases
from assistant.evaluation.compare import Comparison, compare
from assistant.evaluation.evaluation import Evaluation, evaluate, load
from assistant.evaluation.figures.figure import Figure
from assistant.evaluation.reading import load_cases
from assistant.evaluation.run import Asker
from assistant.evaluation.scores.outcome import Outcome
from assistant.verify import BuiltInChecker, ChatChecker, Checker, EntailmentChecker

__all__ = [
    "Asker",
    "BuiltInChecker",
    "Case",
    "ChatChecker",
    "Checker",
    "Comparison",
    "EntailmentChecker",
    "Evaluation",
    "Evidence",
    "Figure",
    "Outcome",
    "compare",
    "evaluate",
    "load",
    "load_cases",
    "write_cases",
]
