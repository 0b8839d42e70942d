"""Likeness: a sentence whose meaning is far from all that it cites is about something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.answer import Draft
from assistant.answer.bearing import Encode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.5  # of a sentence that is borne out, as MiniLM gives it
SURELY = 0.7  # from here on it may share few words with its quotes

_ENDS = re.compile(r"(?<=[.!?])\s")  # of a sentence, also of one inside a quotation


def likeness(draft: Draft, encode: Encode) -> float:
    """Give the cosine of a draft with its quotes together, or with one or a sentence of them."""
    quotes = [" ".join(span.quote.split()) for span in draft.spans]
    together = [" ".join(quotes)] if len(quotes) > 1 else []
    said, *quoted = encode([draft.text, *together, *quotes])
    best = _nearest(said, quoted)
    sentences = [sentence for quote in quotes for sentence in _ENDS.split(quote)]
    if best < LEAST and len(sentences) > len(quotes):
        return _nearest(said, encode(sentences))
    return best


def _nearest(said: NDArray[np.float32], quoted: Iterable[NDArray[np.float32]]) -> float:
    return max(float(said @ vector) for vector in quoted)
