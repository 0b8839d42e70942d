"""An index as its last build left it, opened anew once there was another build."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from index.catalog import Catalog
from index.embed import Embedder
from index.errors import IndexFault, IndexMismatch, IndexMissing
from index.folder import current_data
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.store import VectorStore, vectors_at
from index.types import ChromaServer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An index as one build left it; ``state`` is another after every build."""

    state: tuple[int, ...]
    catalog: Catalog
    store: VectorStore
    lexical: LexicalIndex


class Snapshots:
    """The snapshots of a directory's index, one open at a time; safe to share between threads."""

    def __init__(self, directory: Path, embedder: Embedder, chroma: ChromaServer | None) -> None:
        self._directory = directory
        self._embedder = embedder
        self._chroma = chroma
        self._lock = RLock()
        self._last: Snapshot | None = None

    def current(self) -> Snapshot:
        """Give what was opened last, opened again if the index is another since."""
        with self._lock:
            while self._last is None or not self.is_current(self._last):
                self.close()
                before = self._state()
                try:
                    self._last = self._open()
                except IndexFault:
                    if self._state() == before:
                        raise
                    # A build put another index in its place meanwhile.
            return self._last

    def is_current(self, snapshot: Snapshot) -> bool:
        """Tell whether a snapshot is still the one; where it cannot be told, opening says why."""
        try:
            now = (*Manifest.state(self._directory), snapshot.catalog.generation)
        except IndexFault:
            return False
        return snapshot.state == now

    def near(
        self,
        snapshot: Snapshot,
        vector: NDArray[np.float32],
        k: int,
        allowed: Collection[str] | None,
    ) -> list[tuple[str, float]] | None:
        """Ask for the nearest chunks; None if another thread has closed the snapshot meanwhile."""
        if snapshot.store.side_by_side:
            return snapshot.store.query(vector, k, allowed)
        with self._lock:
            return snapshot.store.query(vector, k, allowed) if snapshot is self._last else None

    def close(self) -> None:
        """Let go of the files; they are opened again when they are asked for."""
        with self._lock:
            if self._last:
                self._last.store.close()
                self._last.catalog.close()
            self._last = None

    def _open(self) -> Snapshot:
        manifest_state = Manifest.state(self._directory)
        manifest = Manifest.read(self._directory)
        manifest.check(self._embedder, self._directory)
        data = current_data(self._directory, manifest)
        catalog = Catalog(data.catalog)
        generation = catalog.generation
        if not generation:
            raise IndexMissing(
                f"the index at {self._directory} was never finished; run again:"
                f" dateline index PATHS --index {self._directory}"
            )
        lexical = LexicalIndex.load(data.words(generation))
        state = (*manifest_state, generation)
        vectors = vectors_at(manifest.vectors, data.path, self._chroma)
        return Snapshot(state, catalog, vectors.open(generation), lexical)

    def _state(self) -> tuple[int, ...]:
        """Give what every build changes, as far as it can be read."""
        state = Manifest.state(self._directory)
        try:
            data = current_data(self._directory, Manifest.read(self._directory))
            return (*state, Catalog(data.catalog).generation)
        except IndexMismatch:
            return state
