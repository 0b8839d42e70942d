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


def cosines(stored: bytes, query: NDArray[np.float32]) -> tuple[float, ...]:
    """Compare a query, shape ``(dim,)`` and unit length, with packed vectors; 0 with zeros."""
    rows = np.frombuffer(stored, np.int8).reshape(-1, len(query)).astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    found: list[float] = (rows @ query / np.maximum(lengths, 1)).tolist()
    return tuple(found)


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
    # Not a matrix product: its threads would fight those that run the model.
    sums = np.stack([tokens[row].sum(axis=0) for row in within]) if len(within) else within @ tokens
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    unit: NDArray[np.float32] = sums / np.maximum(lengths, 1e-12)
    return unit
