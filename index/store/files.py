"""Vectors in files: a folder of Chroma's own for each generation."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import chromadb
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError

from index.errors import IndexMismatch
from index.store.collection import CONFIGURATION, VectorStore

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


class FileVectors:
    """The vectors of each generation, in a folder below one."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def check(self) -> None:
        """Be content: files can be made."""

    def has(self, generation: int) -> bool:
        """Tell whether there are vectors of a generation."""
        return self._of(generation).is_dir()

    def open(self, generation: int) -> VectorStore:
        """Open the vectors of a generation; raises IndexMismatch."""
        directory = self._of(generation)
        if not directory.is_dir():
            raise IndexMismatch(_damage(directory, "missing"))
        with _opened(directory) as client:
            return _store(directory, client, client.get_collection(COLLECTION, None))

    def create(self, generation: int) -> VectorStore:
        """Make an empty store for a generation, in the place of one that is left over."""
        directory = self._of(generation)
        shutil.rmtree(directory, ignore_errors=True)
        with _opened(directory) as client:
            made = client.create_collection(
                COLLECTION, embedding_function=None, configuration=CONFIGURATION
            )
            return _store(directory, client, made)

    def copied(self, generation: int, following: int) -> VectorStore | None:
        """Open a copy of a generation that is to become the following; None if there is nothing."""
        source, target = self._of(generation), self._of(following)
        shutil.rmtree(target, ignore_errors=True)
        if not source.is_dir():
            return None
        _copy(source, target)
        return self.open(following)

    def keep(self, generation: int) -> None:
        """Delete the vectors of all generations but one."""
        for other in self._directory.iterdir():
            if other.name != str(generation):
                shutil.rmtree(other, ignore_errors=True)  # a reader may be at it, still

    def forget_others(self) -> None:
        """Leave those of other data folders to these folders' own end."""

    def _of(self, generation: int) -> Path:
        return self._directory / str(generation)


def _store(directory: Path, client: Client, collection: chromadb.Collection) -> VectorStore:
    return VectorStore(
        collection,
        client.get_max_batch_size(),
        partial(_faults_told, directory),
        partial(_close, client),
        side_by_side=False,
    )


def _copy(source: Path, target: Path) -> None:
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
