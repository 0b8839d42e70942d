"""Relevance: a second look at what the rankings found, sentence by sentence.

A sentence is weighed by the features of ``index.types.Relevance``. Their weights in
``relevance.json`` are those under which the sentences that people marked as evidence stand out
best among the others, learned by ``python -m tests.benchmarks.train``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

from index.types import Passage, Relevance
from index.words import stems

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

FEATURES = tuple(Relevance.__dataclass_fields__)
NAME_WEIGHT = 1.5  # of a name or number in the query, beside another word as rare
NEIGHBOURS = 2  # sentences on either side
SPREAD = 2.0  # how far several good sentences count beside the best of a passage

_WORD = re.compile(r"[\w.'’-]+")
# Words by which a question asks, and which its answer need not have.
_ASKING = frozenset(stems("many much long year month day date time share percentage number"))

Rarity = Callable[[str], float]
"""The inverse document frequency of a stem in the index."""


def names(query: str) -> set[str]:
    """Give the stems of the names and numbers in a query, by capitals and digits past its start."""
    return {
        stem
        for word in _WORD.findall(query)[1:]
        if word[0].isupper() or word[0].isdigit()
        for stem in stems(word)
    }


def weigh(query: str, rarity: Rarity) -> dict[str, float]:
    """Weigh a query's stems by how rare they are, names and numbers more."""
    named = names(query)
    return {
        stem: rarity(stem) * (NAME_WEIGHT if stem in named else 1.0)
        for stem in stems(query)
        if stem not in _ASKING
    }


def share(weights: Mapping[str, float], found: Collection[str]) -> float:
    """Give the share of the whole weight that the found stems have, 0 to 1; 0 of nothing."""
    whole = sum(weights.values())
    return sum(w for stem, w in weights.items() if stem in found) / whole if whole else 0.0


def features(
    sought: Mapping[str, float],
    titles: Sequence[Collection[str]],
    passages: Sequence[Sequence[Collection[str]]],
    cosines: ArrayLike,
) -> NDArray[np.float64]:
    """Weigh the sentences of passages, one below the other; shape ``(n, 5)``, as in ``FEATURES``.

    Titles and sentences are given by their stems; ``cosines``, shape ``(n,)``, are those of the
    sentences' meaning with the query's.
    """
    import numpy as np

    values = np.fromiter(sought.values(), float) / (sum(sought.values()) or 1.0)
    counts = [len(sentences) for sentences in passages]
    column = {stem: number for number, stem in enumerate(sought)}
    has = np.zeros((sum(counts), len(sought)), bool)
    for row, sentence in zip(has, chain.from_iterable(passages), strict=True):
        row[[column[stem] for stem in sentence if stem in column]] = True
    passage = np.repeat(np.arange(len(counts)), counts)
    near = has.copy()
    for step in range(1, NEIGHBOURS + 1):
        together = (passage[step:] == passage[:-step])[:, None]
        near[step:] |= has[:-step] & together
        near[:-step] |= has[step:] & together
    within = np.logical_or.reduceat(has, _starts(counts), axis=0) @ values
    titled = np.array([share(sought, title) for title in titles])
    return np.column_stack(
        [has @ values, near @ values, within[passage], titled[passage], np.asarray(cosines, float)]
    )


def reweighed(passage: Passage, query: str, rarity: Rarity) -> Passage:
    """Weigh the sentences of a passage that has lost some; what each means stays as it was."""
    rows = features(
        weigh(query, rarity),
        [stems(passage.title)],
        [[stems(sentence.text) for sentence in passage.sentences]],
        [each.meaning for each in passage.relevances],
    )
    return replace(passage, relevances=tuple(Relevance(*row) for row in rows.tolist()))


def relevance(found: ArrayLike) -> NDArray[np.float64]:
    """Sum up features of shape ``(n, 5)`` to ``(n,)``: unbounded, higher is more relevant."""
    import numpy as np

    rows: NDArray[np.float64] = np.asarray(found, float).reshape(-1, len(FEATURES))
    return rows @ weights()


def of_passages(sentences: NDArray[np.float64], counts: Sequence[int]) -> NDArray[np.float64]:
    """Give the relevance of passages: that of the best sentence and a little of the others'.

    ``sentences`` are the relevances of all their sentences, of which each has so many.
    """
    import numpy as np

    starts = _starts(counts)
    best = np.maximum.reduceat(sentences, starts)
    above = np.exp((sentences - np.repeat(best, counts)) / SPREAD)
    return best + SPREAD * np.log(np.add.reduceat(above, starts))


def _starts(counts: Sequence[int]) -> NDArray[np.int64]:
    import numpy as np

    return np.cumsum([0, *counts[:-1]])


@cache
def weights() -> NDArray[np.float64]:
    """Give the learned weights, in the order of ``FEATURES``."""
    import numpy as np

    text = files("index").joinpath("relevance.json").read_text(encoding="utf-8")
    learned = json.loads(text)["weights"]
    return np.array([learned[name] for name in FEATURES])
