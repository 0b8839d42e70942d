"""Vectors of chunks, in Chroma on disk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings
from numpy.typing import NDArray

from index.types import Chunk

COLLECTION = "passages"


class VectorStore:
    """A Chroma collection of chunk vectors, compared by cosine."""

    def __init__(self, directory: Path) -> None:
        client = chromadb.PersistentClient(
            str(directory), settings=Settings(anonymized_telemetry=False)
        )
        self._collection = client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        self._batch = client.get_max_batch_size()

    def add(self, chunks: Sequence[Chunk], vectors: NDArray[np.float32]) -> None:
        """Store chunks with their vectors, shape ``(n, dim)``; one already there is replaced."""
        for start in range(0, len(chunks), self._batch):
            part = slice(start, start + self._batch)
            self._collection.upsert(
                ids=[chunk.id for chunk in chunks[part]],
                embeddings=vectors[part],
                documents=[chunk.text for chunk in chunks[part]],
                metadatas=[
                    {"article_id": chunk.article_id, "start": chunk.start, "end": chunk.end}
                    for chunk in chunks[part]
                ],
            )

    def remove(self, ids: Sequence[str]) -> None:
        """Forget chunks; unknown ids are ignored."""
        for start in range(0, len(ids), self._batch):
            self._collection.delete(ids=list(ids[start : start + self._batch]))

    def ids(self) -> list[str]:
        """List every chunk that is stored."""
        return list(self._collection.get(include=[])["ids"])

    def query(
        self, vector: NDArray[np.float32], k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Give the ``k`` nearest chunks as pairs of id and cosine, nearest first.

        ``allowed`` limits them to some ids.
        """
        found = self._collection.query(
            query_embeddings=vector[np.newaxis, :],
            n_results=k,
            ids=None if allowed is None else list(allowed),
            include=["distances"],
        )
        distances = (found["distances"] or [[]])[0]
        pairs = zip(found["ids"][0], distances, strict=True)
        return [(id_, 1 - float(distance)) for id_, distance in pairs]
