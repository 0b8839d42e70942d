"""Vectors of sentences as they are stored: one byte a number, which keeps cosines to 0.01."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]
"""Start and end in a text, in characters."""


def packed(vectors: NDArray[np.float32]) -> bytes:
    """Round vectors of shape ``(n, dim)`` to int8, each at a scale of its own."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-12)
    rounded: NDArray[np.int8] = np.rint(vectors * (127 / largest)).astype(np.int8)
    return rounded.tobytes()


def cosines(stored: bytes, query: NDArray[np.float32]) -> NDArray[np.float32]:
    """Compare a query, shape ``(dim,)`` and unit length, with packed vectors; shape ``(n,)``.

    It is 0 with zeros.
    """
    rows = np.frombuffer(stored, np.int8).reshape(-1, len(query)).astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    found: NDArray[np.float32] = rows @ query / np.maximum(lengths, 1)
    return found


def pooled(
    tokens: NDArray[np.float32], offsets: NDArray[np.int64], spans: list[Span]
) -> NDArray[np.float32]:
    """Average the vectors of each span's tokens, to unit length; zeros for a span without any.

    ``tokens`` has shape ``(n, dim)``; ``offsets``, shape ``(n, 2)``, are each token's start and
    end, which are equal of a token that stands for no characters.
    """
    bounds = np.asarray(spans, np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    within = (
        (starts[None, :] < ends[None, :])
        & (starts[None, :] >= bounds[:, :1])
        & (starts[None, :] < bounds[:, 1:])
    )
    sums = np.empty((len(bounds), tokens.shape[1]), np.float32)
    for total, row in zip(sums, within, strict=True):
        # Not a matrix product of all: its threads would fight those that run the model.
        tokens[row].sum(axis=0, out=total)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    unit: NDArray[np.float32] = sums / np.maximum(lengths, 1e-12)
    return unit
