"""Vectors of chunks, in Chroma: in files of this machine, or on a server that several share."""

from __future__ import annotations

from index.store.collection import VectorStore
from index.store.files import FileVectors
from index.store.places import FILES, Vectors, place_for, vectors_at
from index.store.server import ServerVectors

__all__ = [
    "FILES",
    "FileVectors",
    "ServerVectors",
    "VectorStore",
    "Vectors",
    "place_for",
    "vectors_at",
]
