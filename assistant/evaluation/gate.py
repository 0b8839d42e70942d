"""Bounds that figures have to keep, for continuous integration."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.errors import EvaluationError
from assistant.evaluation.evaluation import Evaluation
from assistant.evaluation.figures.metrics import metric

_BOUND = re.compile(r"\s*([\w@]+)\s*=\s*(\d*\.?\d+)\s*")
# What XML 1.0 can't hold, escaped or not.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Bound:
    """A metric and the value that it has to reach, or, ``at_most``, must not exceed."""

    name: str
    value: float
    at_most: bool = False

    def __str__(self) -> str:
        return f"{self.name} {'≤' if self.at_most else '≥'} {self.value:g}"


@dataclass(frozen=True, slots=True)
class Check:
    """A bound and what was measured; ``reached`` is None where nothing was."""

    bound: Bound
    reached: float | None
    n: int = 0

    @property
    def passed(self) -> bool:
        """Whether the bound is kept; what was not measured keeps none."""
        if self.reached is None:
            return False
        beyond = self.reached - self.bound.value
        return beyond <= 0 if self.bound.at_most else beyond >= 0

    def __str__(self) -> str:
        if self.reached is None:
            return f"{self.bound}: not measured, no question of the set has what it needs"
        return f"{self.bound}: {self.reached:.4g} (n = {self.n:,})"


def parse_bound(text: str, *, at_most: bool = False) -> Bound:
    """Read "hits@4=0.85"; raises EvaluationError for another form or an unknown metric."""
    found = _BOUND.fullmatch(text)
    if not found:
        raise EvaluationError(f"{text!r} is no bound: write one such as hits@4=0.85")
    bound = Bound(metric(found[1]).name, float(found[2]), at_most)
    if bound.value > 1 and bound.name != "answer_words":
        raise EvaluationError(f"{text!r} asks for more than 1; figures are shares, such as 0.85")
    return bound


def check(evaluation: Evaluation, bounds: Iterable[Bound]) -> list[Check]:
    """Hold an evaluation's figures to bounds."""
    checks = []
    for bound in bounds:
        figure = evaluation.figure(bound.name)
        checks.append(Check(bound, figure.value, figure.n) if figure else Check(bound, None))
    return checks


def junit(evaluation: Evaluation, checks: Sequence[Check]) -> str:
    """Return JUnit XML: a suite of the bounds, and one of the questions that are right or wrong.

    Only a bound that is not kept is a failure; a question that went wrong is told as skipped, since
    no build should break on one.
    """
    root = ET.Element("testsuites", name="dateline evaluate")
    failed = sum(not check.passed for check in checks)
    suite = _suite(root, "bounds", tests=len(checks), failures=failed)
    for check in checks:
        case = _case(suite, "bounds", str(check.bound))
        if not check.passed:
            ET.SubElement(case, "failure", message=_plain(str(check)))
    judged = [outcome for outcome in evaluation.counted if "right" in outcome.scores]
    wrong = sum(not outcome.scores["right"] for outcome in judged)
    suite = _suite(root, "questions", tests=len(judged), skipped=wrong)
    for outcome in judged:
        case = _case(suite, "questions", f"{outcome.case.id}: {outcome.case.question}")
        case.set("time", f"{outcome.seconds:.3f}")
        if not outcome.scores["right"]:
            said = outcome.answer.text if outcome.answer else outcome.error
            ET.SubElement(case, "skipped", message=_plain(f"not right: {said}"))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: ET.Element, name: str, **counts: int) -> ET.Element:
    return ET.SubElement(
        root, "testsuite", {"name": name, **{k: str(v) for k, v in counts.items()}}
    )


def _case(suite: ET.Element, group: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=f"dateline.{group}", name=_plain(name))


def _plain(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
