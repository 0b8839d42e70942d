"""Where the vectors of an index are, as its manifest says it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol
from uuid import uuid4

from index.errors import IndexMismatch
from index.store.collection import VectorStore
from index.store.files import FileVectors
from index.store.server import ServerVectors
from index.types import ChromaServer

FILES = "files"
_SERVER = "server:"


class Vectors(Protocol):
    """The vectors of an index, a store for each generation.

    Every method raises IndexFault where they are damaged or out of reach.
    """

    def check(self) -> None:
        """Raise IndexFault if they cannot be had at all."""

    def has(self, generation: int) -> bool:
        """Tell whether there are vectors of a generation."""

    def open(self, generation: int) -> VectorStore:
        """Open the vectors of a generation."""

    def create(self, generation: int) -> VectorStore:
        """Make an empty store for a generation, in the place of one that is left over."""

    def copied(self, generation: int, following: int) -> VectorStore | None:
        """Open a copy of a generation that is to become the following; None if none can be had."""

    def keep(self, generation: int) -> None:
        """Delete the vectors that went out of sight with a generation."""

    def forget_others(self) -> None:
        """Delete those that data folders which are not the index any more have elsewhere."""


def place_for(chroma: ChromaServer | None, before: str = FILES) -> str:
    """Name the place for vectors that are to be built; one on a server keeps its identity."""
    if chroma is None:
        return FILES
    return before if before.startswith(_SERVER) else f"{_SERVER}{uuid4().hex}"


def vectors_at(place: str, data: Path, chroma: ChromaServer | None) -> Vectors:
    """Give the vectors at a place; raises IndexMismatch if that is no place of such a server."""
    directory = data.parent
    if place == FILES and chroma is None:
        return FileVectors(data / "chroma")
    if place.startswith(_SERVER) and chroma is not None:
        return ServerVectors(chroma, place.removeprefix(_SERVER), data.name, directory)
    again = f"dateline index PATHS --index {directory}"
    if chroma is not None:
        raise IndexMismatch(
            f"the index at {directory} has its vectors in files, not on a Chroma server; leave out"
            f" --chroma (and DATELINE_CHROMA), or build it anew there with: {again} --chroma"
            f" {chroma.address} --rebuild"
        )
    raise IndexMismatch(
        f"the index at {directory} has its vectors on a Chroma server; name it with --chroma"
        " http://HOST:PORT or as DATELINE_CHROMA, or build it anew in files with:"
        f" {again} --rebuild"
    )
