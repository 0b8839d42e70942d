"""Publishing: the vectors and words of a generation are made from the catalog, and then shown.

A generation's folders, or its collection on a server, are written once, beside those of the last,
and no build changes them again: whoever reads them while one runs, or after one was killed, reads
something whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice

import numpy as np

from index.errors import IndexMismatch
from index.folder import Data
from index.lexical import LexicalIndex
from index.revision import Revision
from index.store import Vectors, VectorStore

_BATCH = 1_000  # vectors


def is_published(data: Data, vectors: Vectors, catalog: Revision) -> bool:
    """Tell whether everything in the catalog is in sight, and all that searches need is there."""
    number = catalog.generation
    return (
        number > 0
        and not catalog.has_pending()
        and LexicalIndex.is_whole(data.words(number))
        and vectors.has(number)
    )


def publish(data: Data, vectors: Vectors, catalog: Revision) -> None:
    """Make the next generation, and bring it into sight in the place of the last."""
    last = catalog.generation
    following = last + 1
    shutil.rmtree(data.words(following), ignore_errors=True)  # what is left over
    _write_vectors(vectors, last, catalog)
    LexicalIndex.build(catalog.latest_stems(), data.words(following))
    catalog.publish()


def remove_older(data: Data, vectors: Vectors, catalog: Revision) -> None:
    """Delete what has gone out of sight."""
    catalog.drop_retired()
    number = catalog.generation
    vectors.keep(number)
    for older in data.words(number).parent.iterdir():
        if older.name != str(number):
            shutil.rmtree(older, ignore_errors=True)  # a reader may be at it, still


def _write_vectors(vectors: Vectors, last: int, catalog: Revision) -> None:
    """Write the next generation's vectors: those of the last with the changes, or all."""
    if _write_changes(vectors, last, catalog):
        return
    with vectors.create(last + 1) as store:
        _add(store, catalog.latest_vectors())


def _write_changes(vectors: Vectors, last: int, catalog: Revision) -> bool:
    """Copy the last vectors and change them; False where that does not give what it should."""
    try:
        copy = vectors.copied(last, last + 1)
        if copy is None:
            return False
        with copy as store:
            _add(store, catalog.new_vectors())
            store.remove(catalog.retired_chunk_ids())
            return store.count() == catalog.latest_chunk_count()
    except (OSError, IndexMismatch):
        return False  # damaged: the catalog has all that is needed to write them anew


def _add(store: VectorStore, vectors: Iterator[tuple[str, bytes]]) -> None:
    while batch := list(islice(vectors, _BATCH)):
        ids, rows = zip(*batch, strict=True)
        store.add(ids, np.stack([np.frombuffer(row, "<f4") for row in rows]))
