"""Collections of any size: words as often as in news, vectors by chance, at little cost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embed import SentenceTransformerEmbedder
from index.vectors import Span

WORDS = 50_000  # different ones; the commonest are those of the sample articles
SENTENCES, LENGTH = 8, 14  # sentences of an article, words of a sentence: one chunk


class ChanceEmbedder(SentenceTransformerEmbedder):
    """Has the default's questions, and passages that point anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self._chance = np.random.default_rng(1)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def encode_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        return self._unit(len(texts)), [self._unit(len(of_text)) for of_text in spans]

    def _unit(self, count: int) -> NDArray[np.float32]:
        rows = self._chance.standard_normal((count, 384), np.float32)
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def write_articles(path: Path, count: int, samples: Sequence[Path]) -> None:
    """Write a file of articles, each of which is a chunk."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(_texts(count, samples)):
            title = f"Report {number}"
            file.write(json.dumps({"id": f"made-up-{number}", "title": title, "text": text}) + "\n")


def _texts(count: int, samples: Sequence[Path]) -> Iterator[str]:
    chance = np.random.default_rng(2)
    found = Counter(
        word for path in samples for word in path.read_text(encoding="utf-8").split()
    ).most_common()
    words = [word.strip(".") for word, _ in found if word.strip(".").isalpha()]
    words += [f"w{number}" for number in range(WORDS - len(words))]
    often = 1 / (np.arange(len(words)) + 2.7)  # Zipf's law, as Mandelbrot has it
    often /= often.sum()
    for _ in range(count):
        drawn = chance.choice(len(words), (SENTENCES, LENGTH), p=often)
        yield " ".join(
            " ".join(words[n] for n in sentence).capitalize() + "." for sentence in drawn
        )
