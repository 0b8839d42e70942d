"""Likeness: a sentence whose meaning is far from all that it cites is about something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Draft

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.5  # cosine with the quotes together, or with a sentence of them, as MiniLM gives it

_ENDS = re.compile(r"(?<=[.!?])\s")  # of a sentence, also of one inside a quotation

Encode = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""Embeds texts as vectors of unit length, shape ``(n, dim)``."""


def unlike(draft: Draft, encode: Encode) -> str:
    """Say so where a draft's meaning is far from that of its quotes."""
    quotes = [" ".join(span.quote.split()) for span in draft.spans]
    together = [" ".join(quotes)] if len(quotes) > 1 else []
    said, *quoted = encode([draft.text, *together, *quotes])
    if _is_like(said, quoted):
        return ""
    sentences = [sentence for quote in quotes for sentence in _ENDS.split(quote)]
    is_like = len(sentences) > len(quotes) and _is_like(said, encode(sentences))
    return "" if is_like else "the cited sentences are about something else"


def _is_like(said: NDArray[np.float32], quoted: Iterable[NDArray[np.float32]]) -> bool:
    return max(float(said @ vector) for vector in quoted) >= LEAST
