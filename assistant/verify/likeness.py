"""Likeness: a sentence whose meaning is far from all that it cites is about something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Draft

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.5  # cosine with the quotes together, or with one of them, as MiniLM gives it

Encode = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""Embeds texts as vectors of unit length, shape ``(n, dim)``."""


def unlike(draft: Draft, encode: Encode) -> str:
    """Say so where a draft's meaning is far from that of its quotes."""
    quotes = [" ".join(span.quote.split()) for span in draft.spans]
    together = [" ".join(quotes)] if len(quotes) > 1 else []
    said, *quoted = encode([draft.text, *together, *quotes])
    best = max(float(said @ vector) for vector in quoted)
    return "the cited sentences are about something else" if best < LEAST else ""
