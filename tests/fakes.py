"""Stand-ins at the seams."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.vectors import Span
from index.words import stems, words


class WordEmbedder:
    """Embeds a text as the bag of its stems: the same words point the same way, at no cost."""

    max_tokens = 60
    dimensions = 64

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.fingerprint = f"fingerprint of {name}"
        self.encoded: list[str] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(words(text)) for text in texts]

    def encode_query(self, text: str) -> NDArray[np.float32]:
        vector = np.full(self.dimensions, 1e-3, np.float32)
        for stem in stems(text):
            vector[crc32(stem.encode()) % self.dimensions] += 1
        unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
        return unit

    def encode_document(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        return np.stack([self.encode_query(text) for text in texts])

    def encode_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        parts = [
            [self.encode_query(text[start:end]) for start, end in of_text]
            for text, of_text in zip(texts, spans, strict=True)
        ]
        return self.encode_document(texts), [np.stack(part) for part in parts]
