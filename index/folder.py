"""The folder of an index: which files are its own, and where the parts lie.

    manifest.json      what the index was built with, and which data folder is the index
    data-N/            catalog.sqlite, and of each generation G lexical/G/, and chroma/G/ unless
                       its vectors are on a server
    build.lock         held while a build runs

A rebuild fills a new data folder and then replaces the manifest: that one step is the exchange.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexMismatch
from index.manifest import Manifest

LOCK = "build.lock"
_DATA = re.compile(r"data-(\d{1,9})")
_OWN = frozenset({LOCK, "manifest.json", "manifest.json.new"})
_PARTS = frozenset({"catalog.sqlite", "catalog.sqlite-journal", "chroma", "lexical"})


@dataclass(frozen=True, slots=True)
class Data:
    """Where the parts of an index lie in its data folder."""

    path: Path

    @property
    def catalog(self) -> Path:
        """The articles, in SQLite."""
        return self.path / "catalog.sqlite"

    def words(self, generation: int) -> Path:
        """Say where the BM25 index of a generation is."""
        return self.path / "lexical" / str(generation)


def current_data(directory: Path, manifest: Manifest) -> Data:
    """Return the data folder that the manifest names; raises IndexMismatch for an odd name."""
    if not _DATA.fullmatch(manifest.data):
        raise IndexMismatch(
            f"the manifest in {directory} is damaged (it names {manifest.data!r}); build the index"
            f" anew with: dateline index PATHS --index {directory} --rebuild"
        )
    return Data(directory / manifest.data)


def next_data(directory: Path) -> str:
    """Name a data folder that is not there yet."""
    numbers = [int(found[1]) for path in directory.iterdir() if (found := _DATA.match(path.name))]
    return f"data-{max(numbers, default=0) + 1}"


def check_is_ours(directory: Path) -> None:
    """Raise IndexMismatch unless there is an index in a directory, or nothing, or no directory."""
    if directory.exists() and not directory.is_dir():
        raise IndexMismatch(f"{directory} is a file; an index needs a folder of its own")
    if not directory.exists():
        return
    strangers = [path.name for path in directory.iterdir() if not _is_own(path)]
    if strangers:
        raise IndexMismatch(
            f"{directory} holds something else than an index ({sorted(strangers)[0]});"
            " give --index a folder of its own"
        )


def remove_others(directory: Path, manifest: Manifest) -> None:
    """Delete the data folders that are not, or no longer, the index."""
    for path in directory.iterdir():
        if path.name != manifest.data and _is_data(path):
            shutil.rmtree(path, ignore_errors=True)  # a reader may be at it; the next build goes on


def take_back(directory: Path, manifest: Manifest, *, with_manifest: bool) -> None:
    """Undo a build from nothing that came to nothing."""
    shutil.rmtree(current_data(directory, manifest).path)
    if with_manifest:
        Manifest.remove(directory)
    if {path.name for path in directory.iterdir()} <= {LOCK}:
        shutil.rmtree(directory)


def _is_own(path: Path) -> bool:
    hidden = path.name.startswith(".") or path.name == "lost+found"
    return hidden or path.name in _OWN or _is_data(path)


def _is_data(path: Path) -> bool:
    """Tell whether a path is a data folder; one that somebody else named so holds other things."""
    named = _DATA.fullmatch(path.name) is not None and path.is_dir()
    return named and {part.name for part in path.iterdir()} <= _PARTS
