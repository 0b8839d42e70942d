"""The parts of a search: words, BM25 and fusion."""

from __future__ import annotations

import tempfile
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fuse import reciprocal_rank_fusion
from index.lexical import LexicalIndex
from index.words import stems, words

WORDS = ["bread", "café", "cargo", "dog", "river", "ship", "서울"]
TEXTS = [
    ("ships", "The navy ordered twelve new ships."),
    ("bread", "The baker sold bread, more bread and still more bread."),
    ("both", "A ship brought bread to the U.S. Navy."),
    ("empty", ""),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and the US, the UK’s", ["the", "us.", "and", "the", "us.", "the", "uk"]),
        ("F.B.I. told us: IT, it", ["fbi", "told", "us", "it.", "it"]),
        ("F.B.I. and FBI, IN THE U.A.E.", ["fbi", "and", "fbi", "in", "the", "uae"]),
        ("28,500 troops, 3.5 percent", ["28500", "troops", "3.5", "percent"]),
        ("river-crossing Seoul’s", ["river", "crossing", "seoul"]),
        ("“Café” 서울", ["café", "서울"]),
    ],
)
def test_words_of_news(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_stems_bring_forms_of_a_word_together() -> None:
    assert stems("The troops were exporting") == stems("a troop exports")


def test_bm25_ranks_by_rare_words_and_leaves_out_what_shares_none(tmp_path: Path) -> None:
    built = LexicalIndex.build(((id_, stems(text)) for id_, text in TEXTS), tmp_path / "saved")
    for index in (built, LexicalIndex.load(tmp_path / "saved")):
        assert [id_ for id_, _ in index.query("the navy's ships", 4)] == ["ships", "both"]
        assert [id_ for id_, _ in index.query("bread", 1)] == ["bread"]
        assert [id_ for id_, _ in index.query("bread", 4, {"both"})] == ["both"]
        assert index.query("zebra", 4) == index.query("", 4) == []
        assert index.rarity("twelv") > index.rarity("bread") > 0
        assert index.rarity("zebra") > index.rarity("twelv")


@pytest.mark.parametrize("chunks", [[], [("a", "")], [("a", "the of")]])
def test_an_index_without_words_finds_nothing(
    chunks: list[tuple[str, str]], tmp_path: Path
) -> None:
    built = LexicalIndex.build(((id_, stems(text)) for id_, text in chunks), tmp_path / "saved")
    assert built.query("word", 3) == LexicalIndex.load(tmp_path / "saved").query("word", 3) == []


@given(
    chunks=st.lists(st.lists(st.sampled_from(WORDS), max_size=9), min_size=1, max_size=30),
    asked=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True),
    k=st.integers(1, 8),
    every=st.integers(1, 5),
)
def test_bm25_is_that_of_an_independent_implementation(
    chunks: list[list[str]], asked: list[str], k: int, every: int
) -> None:
    ids = [f"c{n}" for n in range(len(chunks))]
    allowed = set(ids[::every])
    with tempfile.TemporaryDirectory() as folder:
        index = LexicalIndex.build(zip(ids, chunks, strict=True), Path(folder) / "words")
        found = index.query(" ".join(asked), k, allowed)
    expected = np.zeros(len(chunks))
    if known := [word for word in asked if any(word in chunk for chunk in chunks)]:
        theirs = bm25s.BM25(dtype="float64")
        theirs.index(chunks, show_progress=False)
        expected = theirs.get_scores(known)
    scores = {id_: score for id_, score in zip(ids, expected, strict=True) if id_ in allowed}
    best = sorted((score for score in scores.values() if score > 0), reverse=True)[:k]
    assert [score for _, score in found] == pytest.approx(best, rel=1e-5)
    assert all(score == pytest.approx(scores[id_], rel=1e-5) for id_, score in found)


def test_postings_that_are_sorted_in_many_parts_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks = [(f"c{n}", [WORDS[n % 3], WORDS[n % 7], WORDS[n % 5]]) for n in range(60)]
    whole = LexicalIndex.build(chunks, tmp_path / "whole")
    monkeypatch.setattr("index.postings.BLOCK", 7)
    parts = LexicalIndex.build(chunks, tmp_path / "parts")
    for word in WORDS:
        assert parts.query(word, 60) == whole.query(word, 60) != []


def test_fusion_favours_what_both_rankings_favour() -> None:
    fused = reciprocal_rank_fusion({"one": ["a", "b", "c"], "two": ["b", "d"]})
    assert [id_ for id_, _ in fused] == ["b", "a", "d", "c"]
    assert dict(fused)["b"] == pytest.approx(1 / 62 + 1 / 61)


@given(
    st.dictionaries(st.text(max_size=3), st.lists(st.sampled_from("abcdefgh"), unique=True)),
    st.randoms(use_true_random=False),
)
def test_fusion_does_not_depend_on_the_order_of_the_rankings(
    rankings: dict[str, list[str]], random: object
) -> None:
    names = list(rankings)
    random.shuffle(names)  # type: ignore[attr-defined]
    shuffled = {name: rankings[name] for name in names}
    given_order, other = reciprocal_rank_fusion(rankings), reciprocal_rank_fusion(shuffled)
    assert dict(given_order) == pytest.approx(dict(other))
    assert {id_ for id_, _ in given_order} == {id_ for ids in rankings.values() for id_ in ids}
