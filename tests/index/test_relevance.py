"""Relevance: what speaks for a sentence, and how passages are ranked by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.build import build
from index.relevance import FEATURES, features, names, of_passages, relevance, share, weigh
from index.retrieve import Retriever
from tests.fakes import WordEmbedder

SOUGHT = {"navi": 2.0, "ship": 1.0, "busan": 1.0}
STEMS = st.sampled_from([*SOUGHT, "bread", "rain"])
PASSAGES = st.lists(st.lists(STEMS, max_size=5), min_size=1, max_size=6)


def test_names_weigh_more_than_other_words_as_rare_and_asking_words_nothing() -> None:
    weights = weigh("How many ships has the navy at Busan in 2021?", lambda _: 2.0)
    assert weights == {"ship": 2.0, "navi": 2.0, "busan": 3.0, "2021": 3.0}
    assert names("Who sailed to Busan?") == {"busan"}


def test_what_a_sentence_has_itself_nearby_in_its_passage_and_in_its_title() -> None:
    sentences = [["navi"], ["rain"], ["ship"], ["rain"], ["busan"]]
    found = features(SOUGHT, [["busan"]], [sentences], [0.1, 0.2, 0.3, 0.4, 0.5])
    assert FEATURES == ("direct", "nearby", "passage", "title", "meaning")
    assert found.tolist() == [
        pytest.approx([0.5, 0.75, 1.0, 0.25, 0.1]),
        pytest.approx([0.0, 0.75, 1.0, 0.25, 0.2]),
        pytest.approx([0.25, 1.0, 1.0, 0.25, 0.3]),
        pytest.approx([0.0, 0.5, 1.0, 0.25, 0.4]),
        pytest.approx([0.25, 0.5, 1.0, 0.25, 0.5]),
    ]


def test_a_query_of_no_words_finds_by_meaning_alone() -> None:
    found = features({}, [[]], [[["navi"], []]], [0.2, 0.4])
    assert found.tolist() == [[0, 0, 0, 0, 0.2], [0, 0, 0, 0, 0.4]]
    assert share({}, ["navi"]) == 0


@given(PASSAGES, STEMS, st.data())
def test_one_more_word_of_the_query_never_makes_a_passage_less_relevant(
    sentences: list[list[str]], stem: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(sentences) - 1))
    more = [[*words, stem] if n == at else words for n, words in enumerate(sentences)]
    cosines = [0.3] * len(sentences)
    before, after = (relevance(features(SOUGHT, [[]], [s], cosines)) for s in (sentences, more))
    assert (after >= before - 1e-9).all()
    whole = [len(sentences)]
    assert of_passages(after, whole) >= of_passages(before, whole) - 1e-9


@given(st.lists(PASSAGES, min_size=1, max_size=4))
def test_passages_weighed_together_are_as_each_alone(passages: list[list[list[str]]]) -> None:
    def weighed(several: list[list[list[str]]]) -> tuple[list[list[float]], list[float]]:
        counts = [len(sentences) for sentences in several]
        rows = features(SOUGHT, [["ship"]] * len(several), several, [0.3] * sum(counts))
        return rows.tolist(), of_passages(relevance(rows), counts).tolist()

    rows, scores = weighed(passages)
    alone = [weighed([passage]) for passage in passages]
    np.testing.assert_allclose(rows, [row for found, _ in alone for row in found])
    np.testing.assert_allclose(scores, [score for _, (score,) in alone])


TEXTS = {
    "ships.txt": "The navy keeps twelve ships at Busan. It rained all day.",
    "bread.txt": "The baker sold bread at Busan. The ships were away.",
    "rain.txt": "It rained. Nobody at Busan went out.",
}


class LongestFirst:
    """Finds the longest text the best."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []

    def scores(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        self.pairs += pairs
        return np.array([len(text) for _, text in pairs], np.float32)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / "articles").mkdir(exist_ok=True)
        (tmp_path / "articles" / name).write_text(text)
    build([tmp_path / "articles"], tmp_path / "index", WordEmbedder())
    return tmp_path / "index"


def test_passages_come_by_the_relevance_of_their_sentences(index: Path) -> None:
    with Retriever.open(index, WordEmbedder()) as retriever:
        found = retriever.search("How many ships has the navy at Busan?")
    assert found[0].article_id == "ships.txt"
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    first, second = found[0].relevances
    assert first.direct == pytest.approx(1)
    assert second.direct == 0
    assert second.nearby == pytest.approx(1)
    rows = relevance([astuple(first), astuple(second)])
    assert found[0].score == pytest.approx(of_passages(rows, [2])[0], abs=1e-6)


def test_a_reranker_has_the_last_word(index: Path) -> None:
    reranker = LongestFirst()
    with Retriever.open(index, WordEmbedder(), reranker) as retriever:
        found = retriever.search("ships at Busan", k=1)
    assert {query for query, _ in reranker.pairs} == {"ships at Busan"}
    longest = max((text for _, text in reranker.pairs), key=len)
    assert [(p.text, p.score) for p in found] == [(longest, len(longest))]
