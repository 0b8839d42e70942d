"""One generation's vectors: a collection of Chroma, wherever it is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from typing import Any, Self

import chromadb
import numpy as np
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from numpy.typing import NDArray

CONFIGURATION: CreateCollectionConfiguration = {"hnsw": {"space": "cosine"}}


class VectorStore:
    """A Chroma collection of chunk vectors, compared by cosine.

    What another process adds is seen once the store is closed and opened again. Every method raises
    IndexFault where the collection is gone, damaged, not to be written, or out of reach.
    ``side_by_side`` is whether it may be asked by several threads, and closed meanwhile.
    """

    def __init__(
        self,
        collection: chromadb.Collection,
        batch: int,
        faults: Callable[[], AbstractContextManager[None]],
        close: Callable[[], Any],
        *,
        side_by_side: bool,
    ) -> None:
        """Take a collection; in ``faults``, what Chroma raises becomes an IndexFault."""
        self.side_by_side = side_by_side
        self._collection = collection
        self._batch = batch
        self._faults = faults
        self._close = close

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Store the vectors of chunks, shape ``(n, dim)``; one already there is replaced."""
        for start in range(0, len(ids), self._batch):
            part = slice(start, start + self._batch)
            with self._faults():
                self._collection.upsert(ids=list(ids[part]), embeddings=vectors[part])

    def remove(self, ids: Sequence[str]) -> None:
        """Forget chunks; unknown ids are ignored."""
        for start in range(0, len(ids), self._batch):
            with self._faults():
                self._collection.delete(ids=list(ids[start : start + self._batch]))

    def count(self) -> int:
        """Count the chunks that are stored."""
        with self._faults():
            return self._collection.count()

    def query(
        self, vector: NDArray[np.float32], k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Give the ``k`` nearest chunks as pairs of id and cosine, nearest first.

        ``allowed`` limits them to some ids.
        """
        with self._faults():
            found = self._collection.query(
                query_embeddings=vector[np.newaxis, :],
                n_results=k,
                ids=None if allowed is None else list(allowed),
                include=["distances"],
            )
        distances = (found["distances"] or [[]])[0]
        pairs = zip(found["ids"][0], distances, strict=True)
        return [(id_, 1 - float(distance)) for id_, distance in pairs]

    def close(self) -> None:
        """Let go of the files, or of the connections."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
