"""How fast it is: steps beside one another in one run, so that the ratios hold on any machine.

python -m tests.benchmarks.speed
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from assistant import Assistant
from index.build import build
from index.embed import SentenceTransformerEmbedder
from tests.benchmarks.quality import QUESTIONS, SAMPLES

ROUNDS = 5


def seconds(step: Callable[[], object]) -> float:
    """Time one call."""
    start = perf_counter()
    step()
    return perf_counter() - start


def process(*arguments: str | Path) -> Callable[[], object]:
    """Make a step of a whole Python process."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def main() -> None:
    """Print each step's seconds and what they are a multiple of."""
    embedder = SentenceTransformerEmbedder()
    embedder.encode_query("warm")
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        first = seconds(lambda: build([SAMPLES], index, embedder))
        again = median(seconds(lambda: build([SAMPLES], index, embedder)) for _ in range(ROUNDS))
        assistant = Assistant.open(index=index)
        questions = [json.loads(line)["question"] for line in QUESTIONS.open(encoding="utf-8")]
        assistant.warm()
        query = median(seconds(partial(embedder.encode_query, q)) for q in questions)
        answer = median(seconds(partial(assistant.ask, q)) for q in questions)
        ask = ["-c", "from assistant.interfaces.cli import main; main()", "ask", questions[0]]
        cold = median(seconds(process(*ask, "--index", index)) for _ in range(3))
        bare = median(seconds(process("-c", "import sentence_transformers")) for _ in range(3))
    rows = [
        ("first build of the samples", first, ""),
        ("the same again, nothing changed", again, f"{again / first:.1%} of the first build"),
        (f"encoding a question (median of {len(questions)})", query, ""),
        ("question to answer, warm, no model", answer, f"{answer / query:.1f} x one encoding"),
        ("import sentence_transformers, cold", bare, ""),
        ("dateline ask, cold", cold, f"{cold / bare:.1f} x that import"),
    ]
    for what, took, ratio in rows:
        print(f"{what:42} {took:8.3f} s   {ratio}")


if __name__ == "__main__":
    main()
