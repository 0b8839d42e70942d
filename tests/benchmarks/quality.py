"""How good the answers are: the thirty questions, asked of each collection that is there.

python -m tests.benchmarks.quality
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from assistant import Answer, Assistant
from index.build import build
from index.embed import SentenceTransformerEmbedder

ROOT = Path(__file__).parents[2]
QUESTIONS = Path(__file__).with_name("questions.jsonl")
SAMPLES = ROOT / "articles"
ORIGINALS = ROOT.parent / "shared" / "articles"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, its answer, and whether every citation is exact."""

    question: dict[str, Any]
    answer: Answer
    exact: bool

    @property
    def right(self) -> bool:
        """Whether an expected phrase is in the answer, or what cannot be answered is refused."""
        if not self.question["answerable"]:
            return self.answer.status == "refused"
        said = " ".join(sentence.text for sentence in self.answer.sentences)
        return any(phrase.lower() in said.lower() for phrase in self.question["answers"])

    @property
    def group(self) -> str:
        """What the question is for: answerable, off-topic or near-miss."""
        return "answerable" if self.question["answerable"] else self.question["type"]


def ask_all(articles: Path) -> list[Outcome]:
    """Index a folder anew, ask it every question, and check each citation by its characters."""
    questions = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        build([articles], index, SentenceTransformerEmbedder())
        assistant = Assistant.open(index=index)
        return [_ask(assistant, question) for question in questions]


def _ask(assistant: Assistant, question: dict[str, Any]) -> Outcome:
    answer = assistant.ask(question["question"])
    exact = all(
        assistant.article(c.article_id).text[c.start : c.end] == c.quote for c in answer.citations
    )
    cited = all(sentence.citations for sentence in answer.sentences)
    return Outcome(question, answer, exact and cited)


def wilson(right: int, n: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927)."""
    z = 1.96
    centre = (right + z * z / 2) / (n + z * z)
    margin = z / (n + z * z) * sqrt(right * (n - right) / n + z * z / 4)
    return max(centre - margin, 0.0), min(centre + margin, 1.0)


def _report(outcomes: list[Outcome]) -> Iterator[str]:
    for group, what in (
        ("answerable", "answers with the expected words"),
        ("off-topic", "off-topic questions refused"),
        ("near-miss", "near-misses refused"),
    ):
        rights = [outcome.right for outcome in outcomes if outcome.group == group]
        low, high = wilson(sum(rights), len(rights))
        yield f"  {what:34} {sum(rights):2} of {len(rights):2}   95 % {low:.2f} to {high:.2f}"
    answered = [outcome.exact for outcome in outcomes if outcome.answer.sentences]
    yield f"  {'answers with only exact citations':34} {sum(answered):2} of {len(answered):2}"
    for outcome in outcomes:
        if not outcome.right:
            yield f"  wrong: {outcome.question['question']}\n         {outcome.answer.text}"


def main() -> None:
    """Print the figures."""
    for name, articles in (("originals", ORIGINALS), ("samples", SAMPLES)):
        if articles.is_dir():
            print(f"{name}: {len(list(articles.iterdir()))} articles, answered without a model")
            print("\n".join(_report(ask_all(articles))))


if __name__ == "__main__":
    main()
