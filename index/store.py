"""Vectors of chunks, in Chroma on disk."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Self

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from index.errors import IndexMismatch

COLLECTION = "passages"
_DATABASE = "chroma.sqlite3"
# All is named that a foreign .env or variable could turn into a connection to some server.
_SETTINGS: dict[str, Any] = {
    "_env_file": None,
    "anonymized_telemetry": False,
    "chroma_api_impl": "chromadb.api.rust.RustBindingsAPI",
    "chroma_server_host": None,
    "chroma_server_http_port": None,
}


class VectorStore:
    """A Chroma collection of chunk vectors, compared by cosine.

    What another process adds is seen once the store is closed and opened again. Every method raises
    IndexMismatch where the files are gone, damaged or not to be written.
    """

    def __init__(self, directory: Path, client: Client, collection: chromadb.Collection) -> None:
        self._directory = directory
        self._client = client
        self._collection = collection
        self._batch = client.get_max_batch_size()

    @classmethod
    def create(cls, directory: Path) -> Self:
        """Make an empty collection."""
        with _opened(directory) as client:
            return cls(
                directory,
                client,
                client.create_collection(
                    COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                ),
            )

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Open the vectors of an index."""
        if not directory.is_dir():
            raise IndexMismatch(_damage(directory, "missing"))
        with _opened(directory) as client:
            return cls(
                directory, client, client.get_collection(COLLECTION, embedding_function=None)
            )

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Store the vectors of chunks, shape ``(n, dim)``; one already there is replaced."""
        for start in range(0, len(ids), self._batch):
            part = slice(start, start + self._batch)
            with _faults_told(self._directory):
                self._collection.upsert(ids=list(ids[part]), embeddings=vectors[part])

    def remove(self, ids: Sequence[str]) -> None:
        """Forget chunks; unknown ids are ignored."""
        for start in range(0, len(ids), self._batch):
            with _faults_told(self._directory):
                self._collection.delete(ids=list(ids[start : start + self._batch]))

    def count(self) -> int:
        """Count the chunks that are stored."""
        with _faults_told(self._directory):
            return self._collection.count()

    def query(
        self, vector: NDArray[np.float32], k: int, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Give the ``k`` nearest chunks as pairs of id and cosine, nearest first.

        ``allowed`` limits them to some ids.
        """
        with _faults_told(self._directory):
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
        """Let go of the files."""
        _close(self._client)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def copy_vectors(source: Path, target: Path) -> None:
    """Copy a directory of vectors that readers, who lock and log in its database, may have open."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{_DATABASE}*"))
    with (
        closing(sqlite3.connect(source / _DATABASE)) as old,
        closing(sqlite3.connect(target / _DATABASE)) as new,
    ):
        try:
            old.backup(new)
        except sqlite3.Error as error:
            raise IndexMismatch(_damage(source, error)) from error


# Clients of one directory share what is below them, which Chroma opens and closes without a lock.
_SHARED = Lock()


@contextmanager
def _opened(directory: Path) -> Iterator[Client]:
    """Open a client, and close it again if it turns out to be of no use."""
    with _faults_told(directory):
        with _SHARED:
            client = chromadb.PersistentClient(str(directory), settings=Settings(**_SETTINGS))
        if not isinstance(client, Client):
            raise TypeError(f"a Chroma client that cannot be closed: {type(client).__name__}")
        try:
            yield client
        except BaseException:
            _close(client)
            raise


def _close(client: Client) -> None:
    with _SHARED:
        client.close()


@contextmanager
def _faults_told(directory: Path) -> Iterator[None]:
    """Turn what Chroma raises into an IndexMismatch that says what to do."""
    try:
        yield
    except (ChromaError, OSError, ValueError) as error:
        raise IndexMismatch(_damage(directory, error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust raises is no Exception
            raise
        raise IndexMismatch(_damage(directory, error)) from error


def _damage(directory: Path, reason: object) -> str:
    return (
        f"the vectors at {directory} cannot be used ({reason}); if they are damaged, build the"
        f" index anew with: dateline index PATHS --index {directory.parents[2]} --rebuild"
    )
