"""The files of an inverted index: which chunks have a stem, and what it adds to their scores.

    ids.*, terms.*     the chunks' ids, and the stems in order
    starts.npy         of each stem, where its postings begin; its last number is where all end
    chunks.npy         of each posting, the chunk
    scores.npy         of each posting, what it adds to that chunk's score

Postings are sorted by way of a file. What is in memory is the vocabulary and, for each chunk,
twelve bytes. Scores are those of BM25 in Lucene's form, as in Kamphuis et al. (2020).
"""

from __future__ import annotations

import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from index.names import NamesWriter

K1, B = 1.5, 0.75
BLOCK = 1 << 20  # postings that are sorted at once
_POSTING = np.dtype([("term", "<i4"), ("chunk", "<i4"), ("count", "<i4")])


def write(chunks: Iterable[tuple[str, Sequence[str]]], directory: Path) -> None:
    """Write the index of chunks, each given by its id and its stems."""
    with tempfile.TemporaryFile(dir=directory) as postings:
        lengths, vocabulary = _gather(chunks, directory, postings)
        order = _write_terms(vocabulary, directory)
        having = np.zeros(len(order), np.int64)
        for block in _blocks(postings, order):
            having += np.bincount(block["term"], minlength=len(order))
        starts = np.concatenate([[0], np.cumsum(having)])
        np.save(directory / "starts.npy", starts)
        _sort(postings, order, np.asarray(lengths), starts, directory)


def _gather(
    chunks: Iterable[tuple[str, Sequence[str]]], directory: Path, postings: IO[bytes]
) -> tuple[array[int], dict[str, int]]:
    """Write the ids, and the postings as they come; give chunks' lengths and terms' numbers."""
    lengths = array("i")
    vocabulary: dict[str, int] = {}
    with NamesWriter(directory, "ids") as ids:
        for row, (id_, stems) in enumerate(chunks):
            ids.add(id_)
            lengths.append(len(stems))
            found = [
                (vocabulary.setdefault(stem, len(vocabulary)), row, count)
                for stem, count in Counter(stems).items()
            ]
            postings.write(np.array(found, _POSTING).tobytes())
    return lengths, vocabulary


def _write_terms(vocabulary: dict[str, int], directory: Path) -> NDArray[np.int32]:
    """Write the terms in order; give each one's place in that, by the number it had before."""
    ordered = sorted(vocabulary, key=str.encode)
    with NamesWriter(directory, "terms") as terms:
        for term in ordered:
            terms.add(term)
    order = np.empty(len(ordered), np.int32)
    order[[vocabulary[term] for term in ordered]] = np.arange(len(ordered), dtype=np.int32)
    return order


def _sort(
    postings: IO[bytes],
    order: NDArray[np.int32],
    lengths: NDArray[Any],
    starts: NDArray[np.int64],
    directory: Path,
) -> None:
    """Write the postings, each at the place where its term's are, with its score."""
    chunks = _file(directory / "chunks.npy", np.dtype("<i4"), int(starts[-1]))
    scores = _file(directory / "scores.npy", np.dtype("<f4"), int(starts[-1]))
    having = np.diff(starts)
    rarity = np.log1p((len(lengths) - having + 0.5) / (having + 0.5))
    norms = K1 * (1 - B + B * lengths / max(lengths.mean() if len(lengths) else 0, 1e-9))
    free = starts[:-1].copy()
    for found in _blocks(postings, order):
        block = found[np.argsort(found["term"], kind="stable")]
        term, row, count = block["term"], block["chunk"], block["count"]
        met, first, times = np.unique(term, return_index=True, return_counts=True)
        at = free[term] + np.arange(len(term)) - np.repeat(first, times)
        chunks[at] = row
        scores[at] = rarity[term] * count / (count + norms[row])
        free[met] += times


def _blocks(postings: IO[bytes], order: NDArray[np.int32]) -> Iterator[NDArray[Any]]:
    """Read the postings as they came, with the terms' places in order."""
    postings.seek(0)
    while read := postings.read(BLOCK * _POSTING.itemsize):
        block = np.frombuffer(bytearray(read), _POSTING)
        block["term"] = order[block["term"]]
        yield block


def _file(path: Path, kind: np.dtype[Any], length: int) -> NDArray[Any]:
    # Written, not only mapped: a disk that gets full under a map ends the process without a word.
    zeros = np.zeros(length, kind)
    np.save(path, zeros)
    return np.load(path, mmap_mode="r+") if length else zeros  # nothing cannot be mapped
