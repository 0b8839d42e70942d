"""How good the answers are: the thirty questions, asked of each collection that is there.

python -m tests.benchmarks.quality
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from assistant import Assistant
from assistant.evaluation.evaluation import Evaluation, evaluate
from assistant.evaluation.reading import load_cases
from assistant.evaluation.run import Asker
from assistant.interfaces.cli.figures import show_evaluation
from assistant.verify import BuiltInChecker
from index.build import build
from index.embed import SentenceTransformerEmbedder

ROOT = Path(__file__).parents[2]
QUESTIONS = Path(__file__).with_name("questions.jsonl")
SAMPLES = ROOT / "articles"
ORIGINALS = ROOT.parent / "shared" / "articles"


def ask_all(articles: Path) -> Evaluation:
    """Index a folder anew and ask it every question."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        build([articles], index, SentenceTransformerEmbedder())
        with Assistant.open(index=index) as assistant:
            about = {
                "questions": {"name": f"{QUESTIONS.name}, of {articles.name}"},
                "answerer": assistant.status().model,
                "support": BuiltInChecker.name,
                "judge": "",
            }
            asker = Asker(assistant, BuiltInChecker())
            return evaluate(asker, load_cases(QUESTIONS), about=about)


def main() -> None:
    """Print the figures, and the questions that went wrong."""
    for articles in (ORIGINALS, SAMPLES):
        if not articles.is_dir():
            continue
        found = ask_all(articles)
        show_evaluation(found)
        for outcome in found.counted:
            if not outcome.scores["right"] and outcome.answer:
                print(f"wrong: {outcome.case.question}\n       {outcome.answer.text}")


if __name__ == "__main__":
    main()
