"""Publishing: the vectors and words of a generation are made from the catalog, and then shown.

A generation's folders are written once, beside those of the last, and no build changes them again:
whoever reads them while one runs, or after one was killed, reads something whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from index.errors import IndexMismatch
from index.folder import Data
from index.lexical import LexicalIndex
from index.revision import Revision
from index.store import VectorStore, copy_vectors

_BATCH = 1_000  # vectors


def is_published(data: Data, catalog: Revision) -> bool:
    """Tell whether everything in the catalog is in sight, and all that searches need is there."""
    number = catalog.generation
    return (
        number > 0
        and not catalog.has_pending()
        and data.vectors(number).is_dir()
        and LexicalIndex.is_whole(data.words(number))
    )


def publish(data: Data, catalog: Revision) -> None:
    """Make the next generation, and bring it into sight in the place of the last."""
    last = catalog.generation
    following = last + 1
    for left_over in (data.vectors(following), data.words(following)):
        shutil.rmtree(left_over, ignore_errors=True)
    _write_vectors(data.vectors(following), data.vectors(last), catalog)
    LexicalIndex.build(catalog.latest_stems(), data.words(following))
    catalog.publish()


def remove_older(data: Data, catalog: Revision) -> None:
    """Delete what has gone out of sight."""
    catalog.drop_retired()
    number = catalog.generation
    for folder in (data.vectors(number).parent, data.words(number).parent):
        for older in folder.iterdir():
            if older.name != str(number):
                shutil.rmtree(older, ignore_errors=True)  # a reader may be at it, still


def _write_vectors(directory: Path, last: Path, catalog: Revision) -> None:
    """Write a generation's vectors: those of the last with the changes, or all."""
    if last.is_dir() and _write_changes(directory, last, catalog):
        return
    shutil.rmtree(directory, ignore_errors=True)
    with VectorStore.create(directory) as store:
        _add(store, catalog.latest_vectors())


def _write_changes(directory: Path, last: Path, catalog: Revision) -> bool:
    """Copy the last vectors and change them; False where that does not give what it should."""
    try:
        copy_vectors(last, directory)
        with VectorStore.open(directory) as store:
            _add(store, catalog.new_vectors())
            store.remove(catalog.retired_chunk_ids())
            return store.count() == catalog.latest_chunk_count()
    except (OSError, IndexMismatch):
        return False  # damaged: the catalog has all that is needed to write them anew


def _add(store: VectorStore, vectors: Iterator[tuple[str, bytes]]) -> None:
    while batch := list(islice(vectors, _BATCH)):
        ids, rows = zip(*batch, strict=True)
        store.add(ids, np.stack([np.frombuffer(row, "<f4") for row in rows]))
