"""BM25 over chunks, beside the vectors, in files that are read as they lie."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from math import log
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index import postings
from index.errors import IndexMismatch
from index.names import Names
from index.words import stems

_SIZES = "sizes.json"
_MORE = 8  # times as many are looked at where the best are not among those allowed


class LexicalIndex:
    """A BM25 ranking of chunks, named by their ids; made anew when the chunks change."""

    def __init__(self, directory: Path) -> None:
        self._ids = Names.open(directory, "ids")
        self._terms = Names.open(directory, "terms")
        self._starts, self._chunks, self._scores = (
            np.asarray(np.load(directory / f"{part}.npy", mmap_mode="r"))
            for part in ("starts", "chunks", "scores")
        )

    @classmethod
    def build(cls, chunks: Iterable[tuple[str, Sequence[str]]], directory: Path) -> Self:
        """Index chunks, each given by its id and its stems, in a directory of its own."""
        directory.mkdir(parents=True)
        postings.write(chunks, directory)
        (directory / _SIZES).write_text(json.dumps(_sizes(directory)), encoding="utf-8")
        return cls(directory)

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read what ``build`` wrote; raises IndexMismatch where it is gone or damaged."""
        try:
            if cls.is_whole(directory):
                return cls(directory)
        except (OSError, ValueError):
            pass  # told below
        raise IndexMismatch(
            f"the word index at {directory} is damaged; build the index anew with:"
            f" dateline index PATHS --index {directory.parents[2]} --rebuild"
        )

    @staticmethod
    def is_whole(directory: Path) -> bool:
        """Tell whether all that ``build`` wrote is there."""
        try:
            saved = json.loads((directory / _SIZES).read_text(encoding="utf-8"))
            return bool(saved == _sizes(directory))
        except (OSError, ValueError):
            return False

    def query(
        self, text: str, k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Rank chunks for a text: at most ``k`` pairs of id and score, best first, none of score 0.

        ``allowed`` limits the ranking to some ids.
        """
        scores = np.zeros(len(self._ids), np.float32)
        for stem in dict.fromkeys(stems(text)):
            found = self._postings(stem)
            scores[self._chunks[found]] += self._scores[found]
        looked_at = k
        while True:
            rows = _best(scores, looked_at)
            ranked = ((self._ids[row], float(scores[row])) for row in rows)
            kept = [pair for pair in ranked if allowed is None or pair[0] in allowed]
            if len(kept) >= k or len(rows) < looked_at:
                return kept[:k]
            looked_at *= _MORE

    def having(self, text: str) -> list[str]:
        """Give the ids of the chunks that have every word of a text."""
        found = [self._chunks[self._postings(stem)] for stem in dict.fromkeys(stems(text))]
        return [self._ids[int(row)] for row in reduce(np.intersect1d, found)] if found else []

    def rarity(self, stem: str) -> float:
        """Give a stem's inverse document frequency, as BM25 does; an unknown one has the most."""
        found = self._postings(stem)
        having = found.stop - found.start
        return log(1 + (len(self._ids) - having + 0.5) / (having + 0.5))

    def _postings(self, stem: str) -> slice:
        term = self._terms.find(stem)
        if term is None:
            return slice(0, 0)
        return slice(int(self._starts[term]), int(self._starts[term + 1]))


def _best(scores: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """Give the rows of the ``k`` highest scores over 0, highest first, ties by row."""
    rows = np.flatnonzero(scores)
    if len(rows) > k:
        least = np.partition(scores[rows], -k)[-k]
        rows = rows[scores[rows] >= least]
    best: NDArray[np.intp] = rows[np.argsort(-scores[rows], kind="stable")][:k]
    return best


def _sizes(directory: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in directory.iterdir() if path.name != _SIZES}
