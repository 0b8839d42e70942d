"""A sentence-transformers model in its exported form, run by ONNX Runtime.

An export is a folder, which ``index.export`` writes:

    model.onnx       token ids and which of them are pooled, to vectors of the text and its tokens
    tokenizer.json   texts to token ids
    encoder.json     what else is to be known, and the size of each other file
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from index.vectors import Span, pooled

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
INPUTS = ("input_ids", "pooled")
OUTPUTS = ("sentence_embedding", "token_embeddings")
_ABOUT = "encoder.json"


class ExportDamaged(Exception):
    """An export is not there, or not whole."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is put before a text; its first ``unpooled`` tokens are read, but not pooled."""

    text: str = ""
    unpooled: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What is to be known of a model besides its graph; ``limit`` counts special tokens too."""

    limit: int
    query: Prompt
    document: Prompt

    def write(self, folder: Path) -> None:
        """Write it into an export's folder, last, with what tells that the rest is whole."""
        about = {**asdict(self), "sizes": _sizes(folder)}
        (folder / _ABOUT).write_text(json.dumps(about), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read it; raises ExportDamaged where the export is not whole."""
        try:
            about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
            if about["sizes"] != _sizes(folder):
                raise ExportDamaged(f"{folder}: a file is missing or cut off")
            return cls(about["limit"], Prompt(**about["query"]), Prompt(**about["document"]))
        except (OSError, ValueError, TypeError, LookupError) as error:
            raise ExportDamaged(f"{folder}: {error}") from error


class Encoder:
    """An export, opened; safe to share between threads.

    Each text is a run of its own on one thread, several at a time: faster here than batches, which
    want padding and memory, and no slower for one question on a machine that is busy.
    """

    def __init__(self, about: About, tokenizer: Tokenizer, session: Any) -> None:
        self._about = about
        self._tokenizer = tokenizer
        self._session = session
        self._room = about.limit - tokenizer.num_special_tokens_to_add(is_pair=False)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an export; raises ExportDamaged."""
        about = About.read(folder)
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from tokenizers import Tokenizer

        return cls(about, Tokenizer.from_file(str(folder / TOKENIZER)), _session(folder / MODEL))

    @cached_property
    def max_tokens(self) -> int:
        """How many tokens of a document it reads, without special ones and the prompt's."""
        return self._room - self.count_tokens([self._about.document.text])[0]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count each text's tokens, special ones left out."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def query(self, text: str) -> NDArray[np.float32]:
        """Embed a question; shape ``(dim,)``."""
        vector, _ = self._run(self._encode(text, self._about.query), self._about.query)
        return vector

    def documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; shape ``(n, dim)``."""
        vectors, _ = self.passages(texts, [()] * len(texts))
        return vectors

    def passages(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        """Embed texts and, each as the mean of its tokens, spans of theirs."""
        if not texts:
            return np.empty((0, 0), np.float32), []
        found = list(self._threads.map(self._passage, texts, spans))
        return np.stack([vector for vector, _ in found]), [of_spans for _, of_spans in found]

    def _passage(
        self, text: str, spans: Sequence[Span]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        prompt = self._about.document
        encoding = self._encode(text, prompt)
        vector, tokens = self._run(encoding, prompt)
        before = len(prompt.text)
        shifted = [(start + before, end + before) for start, end in spans]
        return vector, pooled(tokens, np.asarray(encoding.offsets), shifted)

    def _encode(self, text: str, prompt: Prompt) -> Encoding:
        encoding = self._tokenizer.encode(prompt.text + text, add_special_tokens=False)
        encoding.truncate(self._room)
        return self._tokenizer.post_process(encoding, add_special_tokens=True)

    def _run(
        self, encoding: Encoding, prompt: Prompt
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Give the vectors of a text, ``(dim,)``, and of its tokens, ``(n, dim)``."""
        ids = np.asarray([encoding.ids], np.int64)
        mask = np.ones_like(ids)
        mask[:, : prompt.unpooled] = 0
        vectors, tokens = self._session.run(OUTPUTS, dict(zip(INPUTS, (ids, mask), strict=True)))
        return vectors[0], tokens[0]

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="dateline-encoder")


def _session(path: Path) -> Any:
    # Otherwise it would tell its makers of each process, from the moment that it is imported.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    onnxruntime.disable_telemetry_events()  # for where somebody else has imported it before
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except (state.Fail, state.InvalidGraph, state.InvalidProtobuf, state.NoSuchFile) as error:
        raise ExportDamaged(f"{path}: {error}") from error


def _sizes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in folder.iterdir() if path.name != _ABOUT}
