"""BM25 over chunks, beside the vectors."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from index.errors import IndexMismatch
from index.words import stems

if TYPE_CHECKING:
    import bm25s


_IDS = "ids.json"


class LexicalIndex:
    """A BM25 ranking of chunks, named by their ids; made anew when the chunks change."""

    def __init__(self, ids: Sequence[str], ranker: bm25s.BM25 | None) -> None:
        self._ids = list(ids)
        self._ranker = ranker

    @classmethod
    def build(cls, chunks: Iterable[tuple[str, list[str]]]) -> Self:
        """Index chunks, each given by its id and its stems."""
        import bm25s

        ids, tokens = [], []
        for id_, found in chunks:
            ids.append(id_)
            tokens.append(found)
        if not any(tokens):
            return cls(ids, None)
        ranker = bm25s.BM25()
        ranker.index(tokens, show_progress=False)
        return cls(ids, ranker)

    def save(self, directory: Path) -> None:
        """Write the index into a directory of its own."""
        directory.mkdir(parents=True)
        if self._ranker:
            self._ranker.save(directory, show_progress=False)
        saved = {"ids": self._ids, "sizes": _sizes(directory)}
        (directory / _IDS).write_text(json.dumps(saved), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read what ``save`` wrote; raises IndexMismatch where it is gone or damaged."""
        import bm25s

        damaged = (
            f"the word index at {directory} is damaged; build the index anew with:"
            f" dateline index PATHS --index {directory.parents[2]} --rebuild"
        )
        saved = _saved(directory)
        if saved is None:
            raise IndexMismatch(damaged)
        try:
            ranker = bm25s.BM25.load(directory, mmap=True) if saved["sizes"] else None
        except (OSError, ValueError) as error:
            raise IndexMismatch(damaged) from error
        return cls(saved["ids"], ranker)

    @staticmethod
    def is_whole(directory: Path) -> bool:
        """Tell whether all that ``save`` wrote is there."""
        return _saved(directory) is not None

    def query(
        self, text: str, k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Rank chunks for a text: at most ``k`` pairs of id and score, best first, none of score 0.

        ``allowed`` limits the ranking to some ids.
        """
        import numpy as np

        known = self._known(stems(text))
        if self._ranker is None or not known:
            return []
        scores = self._ranker.get_scores(known)
        if allowed is not None:
            scores = scores * np.fromiter((id_ in allowed for id_ in self._ids), bool)
        best = np.argsort(-scores, kind="stable")[:k]
        return [(self._ids[i], float(scores[i])) for i in best if scores[i] > 0]

    def rarity(self, stem: str) -> float:
        """Give a stem's inverse document frequency, as BM25 does; an unknown one has the most."""
        column = self._ranker.vocab_dict.get(stem) if self._ranker else None
        starts = self._ranker.scores["indptr"] if self._ranker else [0]
        having = 0 if column is None else int(starts[column + 1] - starts[column])
        return log(1 + (len(self._ids) - having + 0.5) / (having + 0.5))

    def _known(self, tokens: Iterable[str]) -> list[str]:
        vocabulary = self._ranker.vocab_dict if self._ranker else {}
        return [token for token in dict.fromkeys(tokens) if token in vocabulary]


def _saved(directory: Path) -> dict[str, Any] | None:
    """Read the ids and the sizes of the ranker's files; None if these are not as they were."""
    try:
        saved: dict[str, Any] = json.loads((directory / _IDS).read_text(encoding="utf-8"))
        return saved if saved["sizes"] == _sizes(directory) else None
    except (OSError, ValueError, TypeError, LookupError):
        return None


def _sizes(directory: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in directory.iterdir() if path.name != _IDS}
