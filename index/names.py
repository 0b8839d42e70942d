"""Many short texts in files that are read as they lie, not into memory.

KIND.txt    the texts, one after another, UTF-8
KIND.npy    where each begins in that, in bytes, and where the last one ends
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray


class NamesWriter:
    """Writes names one by one; what stays in memory is eight bytes for each."""

    def __init__(self, directory: Path, kind: str) -> None:
        self._texts = (directory / f"{kind}.txt").open("wb")
        self._starts = directory / f"{kind}.npy"
        self._ends = array("q", [0])

    def add(self, name: str) -> None:
        """Write the next name."""
        written = self._texts.write(name.encode())
        self._ends.append(self._ends[-1] + written)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._texts.close()
        np.save(self._starts, np.asarray(self._ends, np.int64))


class Names:
    """Names by their number and, if they were written in order, numbers by their name."""

    def __init__(self, texts: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        self._texts = texts
        self._starts = starts

    @classmethod
    def open(cls, directory: Path, kind: str) -> Self:
        """Open what was written; raises OSError or ValueError where it is damaged."""
        starts = np.asarray(np.load(directory / f"{kind}.npy", mmap_mode="r"))
        path = directory / f"{kind}.txt"
        empty = not path.stat().st_size  # nothing cannot be mapped
        texts = np.empty(0, np.uint8) if empty else np.asarray(np.memmap(path, np.uint8, "r"))
        return cls(texts, starts)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return self._bytes(number).decode()

    def find(self, name: str) -> int | None:
        """Give a name's number, or None for one that is not there."""
        wanted = name.encode()
        number = bisect_left(range(len(self)), wanted, key=self._bytes)
        return number if number < len(self) and self._bytes(number) == wanted else None

    def _bytes(self, number: int) -> bytes:
        return self._texts[self._starts[number] : self._starts[number + 1]].tobytes()
