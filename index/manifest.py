"""What an index was built with, in a file that a person can read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from index.chunk import ChunkLimits
from index.embed import Embedder
from index.errors import IndexFault, IndexMismatch, IndexMissing

FORMAT = 5  # grows when an older index can no longer be read or added to
_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The embedder and the chunk limits of an index, its data folder, and the form of its files."""

    format: int
    data: str
    embedder: str
    fingerprint: str
    chunk_tokens: int
    chunk_characters: int
    vectors: str = (
        "files"  # or, on a Chroma server, "server:" and what its collections are named by
    )

    @classmethod
    def of(cls, embedder: Embedder, data: str, vectors: str) -> Self:
        """Describe an index that is to be built with an embedder in a data folder."""
        limits = ChunkLimits(embedder.max_tokens)
        return cls(
            FORMAT,
            data,
            embedder.name,
            embedder.fingerprint,
            limits.tokens,
            limits.characters,
            vectors,
        )

    @classmethod
    def read(cls, directory: Path) -> Self:
        """Read an index's manifest; raises IndexMissing or IndexMismatch."""
        try:
            fields = json.loads((directory / _NAME).read_text(encoding="utf-8"))
            if isinstance(fields, dict) and fields.get("format", FORMAT) != FORMAT:
                raise IndexMismatch(
                    f"the index at {directory} is of another version of Dateline;"
                    " delete that folder and index the articles again"
                )
            return cls(**fields)
        except (FileNotFoundError, NotADirectoryError):
            raise _missing(directory) from None
        except (ValueError, TypeError) as error:
            raise IndexMismatch(f"{directory / _NAME} is damaged; {_rebuild(directory)}") from error
        except OSError as error:
            raise IndexFault(f"{directory / _NAME} cannot be read ({error.strerror})") from error

    @staticmethod
    def is_in(directory: Path) -> bool:
        """Tell whether a directory holds an index."""
        return (directory / _NAME).is_file()

    @staticmethod
    def state(directory: Path) -> tuple[int, int]:
        """Give what changes whenever a manifest is written; raises IndexMissing or IndexFault."""
        try:
            found = (directory / _NAME).stat()
        except (FileNotFoundError, NotADirectoryError):
            raise _missing(directory) from None
        except OSError as error:
            raise IndexFault(f"{directory / _NAME} cannot be read ({error.strerror})") from error
        return found.st_ino, found.st_mtime_ns

    def write(self, directory: Path) -> None:
        """Write the manifest in one step."""
        draft = directory / f"{_NAME}.new"
        draft.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
        draft.replace(directory / _NAME)

    @staticmethod
    def remove(directory: Path) -> None:
        """Delete the manifest of a directory."""
        (directory / _NAME).unlink()

    def check(self, embedder: Embedder, directory: Path) -> None:
        """Raise IndexMismatch unless the index was built with this embedder."""
        if self.fingerprint != embedder.fingerprint:
            raise IndexMismatch(
                f"the index at {directory} was built with the embedder {self.embedder!r} "
                f"({self.fingerprint}), not with {embedder.name!r} ({embedder.fingerprint}); "
                f"use --embedder {self.embedder}, or {_rebuild(directory)}"
            )


def _missing(directory: Path) -> IndexMissing:
    return IndexMissing(
        f"no index at {directory}; make one with: dateline index PATHS --index {directory}"
    )


def _rebuild(directory: Path) -> str:
    return f"build it anew with: dateline index PATHS --index {directory} --rebuild"
