"""Vectors of sentences: pooled from tokens, stored in bytes, compared with a question."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.build import build
from index.retrieve import Retriever
from index.vectors import cosines, packed, pooled
from tests.fakes import WordEmbedder


def test_a_span_is_the_mean_of_the_tokens_that_begin_in_it() -> None:
    tokens = np.array([[9, 9], [1, 0], [0, 1], [0, -1], [9, 9]], np.float32)
    offsets = np.array([[0, 0], [0, 3], [4, 6], [7, 9], [0, 0]])  # with [CLS] and [SEP]
    found = pooled(tokens, offsets, [(0, 6), (7, 9), (20, 30)])
    assert found == pytest.approx(np.array([[0.5**0.5, 0.5**0.5], [0, -1], [0, 0]]))


def test_stored_vectors_keep_their_cosines() -> None:
    chance = np.random.default_rng(7)
    vectors = chance.normal(size=(50, 384)).astype(np.float32)
    query = vectors[0] / np.linalg.norm(vectors[0])
    exact = vectors @ query / np.linalg.norm(vectors, axis=1)
    assert cosines(packed(vectors), query) == pytest.approx(exact, abs=0.01)
    assert cosines(packed(np.zeros((2, 384), np.float32)), query).tolist() == [0, 0]
    assert cosines(b"", query).tolist() == []


def test_a_passage_says_how_near_the_question_each_of_its_sentences_is(
    folder: Path, directory: Path
) -> None:
    embedder = WordEmbedder()
    build([folder], directory, embedder)
    with Retriever.open(directory, embedder) as retriever:
        ships = next(p for p in retriever.search("They sail in spring") if "ships" in p.text)
    query = embedder.encode_query("They sail in spring")
    expected = [embedder.encode_query(s.text) @ query for s in ships.sentences]
    assert [of.meaning for of in ships.relevances] == pytest.approx(expected, abs=0.01)
    assert ships.relevances[1].meaning > ships.relevances[0].meaning + 0.5
