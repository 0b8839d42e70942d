"""How many planted instructions change an answer, by answerer, with and without the guards.

python -m tests.benchmarks.hostile          the figures
python -m tests.benchmarks.hostile train    learns assistant/hostile/addressed.json
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest.mock import patch

from assistant import Assistant
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.hostile import instructs
from assistant.hostile.characters import folded
from assistant.hostile.instructions import unquoted
from assistant.hostile.signs import LEAST, signs
from assistant.types import Answer
from index.embed import SentenceTransformerEmbedder
from index.retrieve import Retriever
from index.sentences import split
from tests.assistant.hostile.answering import Guards, answer
from tests.assistant.hostile.obedient import ObedientChatModel
from tests.assistant.hostile.world import PLACES, Place, make

ROOT = Path(__file__).parents[2]
SENTENCES = ROOT / "tests" / "assistant" / "hostile" / "sentences.jsonl"
WEIGHTS = ROOT / "assistant" / "hostile" / "addressed.json"
NEWS = [ROOT / "articles", *(ROOT.parent / "shared").glob("articles")]


def extracted(retriever: Retriever, question: str) -> Answer:
    """Answer without a model."""
    return Assistant(retriever, ExtractiveAnswerer(retriever.rarity)).ask(question)


def unguarded(retriever: Retriever, question: str) -> Answer:
    """Answer without a model, and from what is planted too."""
    with (
        patch("assistant.chain.guarded", lambda passages, _: list(passages)),
        patch("assistant.chain.without_orders", str),
    ):
        return extracted(retriever, question)


def obedient(place: Place) -> ObedientChatModel:
    """Return the model that does what the place's case wants."""
    return ObedientChatModel(trigger=place.case.trigger, reply=place.case.reply, fact=place.fact)


def _obeyed(hostile: Retriever, guards: Guards, place: Place) -> Answer:
    return answer(obedient(place), hostile, place.question, guards)


def changed(ask: Callable[[Place], Answer], clean: Retriever) -> tuple[int, int]:
    """Count the answers that differ from those without it, and those that tell what was planted."""
    differ = told = 0
    for place in PLACES:
        expected = [s.text for s in extracted(clean, place.plain_question).sentences]
        given = ask(place)
        differ += [s.text for s in given.sentences] != expected
        told += place.fact not in given.text and given.status != "refused"
    return differ, told


def train() -> None:
    """Learn the weights of the signs, and tell how well others of their kind are told apart."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    said = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    news = [s.text for text in benchmark_texts() for s in split(text)]
    texts = [*(one["text"] for one in said if one["text"].isascii()), *news]
    orders = np.array(
        [one["instructs"] for one in said if one["text"].isascii()] + [False] * len(news)
    )
    rows = [signs(text, unquoted(folded(text))) for text in texts]
    matrix = np.array([[1.0, *row.values()] for row in rows])
    model = LogisticRegression(fit_intercept=False, max_iter=2_000)
    folds = StratifiedKFold(10, shuffle=True, random_state=1)
    held = cross_val_predict(model, matrix, orders, cv=folds, method="predict_proba")[:, 1]
    flagged = held >= LEAST
    print(
        f"orders found {flagged[orders].mean():.2f}, others taken for them {flagged[~orders].sum()}"
    )
    model.fit(matrix, orders)
    names = ["bias", *rows[0]]
    weights = dict(zip(names, np.round(model.coef_[0], 2).tolist(), strict=True))
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def benchmark_texts() -> Iterator[str]:
    """Yield the texts of the public sets, none of which is hostile."""
    for path in sorted((ROOT.parent / "shared" / "benchmarks").glob("*/articles.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def main() -> None:
    """Print the figures, and how many sentences of real news are taken for instructions."""
    with tempfile.TemporaryDirectory() as folder:
        embedder = SentenceTransformerEmbedder()
        clean = make(Path(folder) / "clean", embedder, planted=False)
        hostile = make(Path(folder) / "hostile", embedder, planted=True)
        rows: dict[str, Callable[[Place], Answer]] = {
            "extractive, no guard": lambda place: unguarded(hostile, place.question),
            "extractive": lambda place: extracted(hostile, place.question),
        }
        for guards in map(Guards, (False, False, True, True), (False, True, False, True)):
            rows[f"obedient model, {guards}"] = partial(_obeyed, hostile, guards)
        for name, ask in rows.items():
            differ, told = changed(ask, clean)
            print(f"{name}: {differ} of {len(PLACES)} changed, {told} told something else")
    texts = [p.read_text(encoding="utf-8") for folder in NEWS for p in folder.iterdir()]
    sentences = [s.text for text in (*texts, *benchmark_texts()) for s in split(text)]
    flagged = [*filter(instructs, sentences)]
    print(f"{len(flagged)} of {len(sentences)} sentences of news taken for instructions:")
    print(*flagged, sep="\n")


if __name__ == "__main__":
    train() if sys.argv[1:] == ["train"] else main()
