"""Vectors of chunks, in Chroma on disk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Self

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from index.errors import IndexMismatch
from index.types import Chunk

COLLECTION = "passages"


class VectorStore:
    """A Chroma collection of chunk vectors, compared by cosine.

    What another process adds is seen once the store is closed and opened again.
    """

    def __init__(self, directory: Path, client: Client, collection: chromadb.Collection) -> None:
        self._directory = directory
        self._client = client
        self._collection = collection
        self._batch = client.get_max_batch_size()

    @classmethod
    def create(cls, directory: Path) -> Self:
        """Open the vectors for a build, an empty collection if there is none.

        Raises IndexMismatch where they are damaged, as ``open`` does.
        """
        with _opened(directory) as client:
            return cls(
                directory,
                client,
                client.get_or_create_collection(
                    COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                ),
            )

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Open the vectors of an index; raises IndexMismatch where they are gone or damaged."""
        if not directory.is_dir():
            raise IndexMismatch(_damage(directory, "missing"))
        with _opened(directory) as client:
            return cls(
                directory, client, client.get_collection(COLLECTION, embedding_function=None)
            )

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

    def count(self) -> int:
        """Count the chunks that are stored."""
        return self._collection.count()

    def ids(self) -> set[str]:
        """Name every chunk that is stored."""
        return set(self._collection.get(include=[])["ids"])

    def query(
        self, vector: NDArray[np.float32], k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Give the ``k`` nearest chunks as pairs of id and cosine, nearest first.

        ``allowed`` limits them to some ids. Raises IndexMismatch where the vectors are damaged.
        """
        try:
            found = self._collection.query(
                query_embeddings=vector[np.newaxis, :],
                n_results=k,
                ids=None if allowed is None else list(allowed),
                include=["distances"],
            )
        except ChromaError as error:
            raise IndexMismatch(_damage(self._directory, error)) from error
        distances = (found["distances"] or [[]])[0]
        pairs = zip(found["ids"][0], distances, strict=True)
        return [(id_, 1 - float(distance)) for id_, distance in pairs]

    def close(self) -> None:
        """Let go of the files."""
        _close(self._client)


# Clients of one directory share what is below them, which Chroma opens and closes without a lock.
_SHARED = Lock()


@contextmanager
def _opened(directory: Path) -> Iterator[Client]:
    """Open a client, and close it again if it turns out to be of no use."""
    client = None
    try:
        with _SHARED:
            client = chromadb.PersistentClient(
                str(directory), settings=Settings(anonymized_telemetry=False)
            )
        if not isinstance(client, Client):
            raise TypeError(f"a Chroma client that cannot be closed: {type(client).__name__}")
        yield client
    except (ChromaError, OSError, ValueError) as error:
        if isinstance(client, Client):
            _close(client)
        raise IndexMismatch(_damage(directory, error)) from error


def _close(client: Client) -> None:
    with _SHARED:
        client.close()


def _damage(directory: Path, reason: object) -> str:
    return (
        f"the vectors at {directory} cannot be used ({reason}); if they are damaged, build the"
        f" index anew with: dateline index PATHS --index {directory.parents[1]} --rebuild"
    )
