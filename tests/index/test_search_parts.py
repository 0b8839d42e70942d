"""The parts of a search: words, BM25 and fusion."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fuse import reciprocal_rank_fusion
from index.lexical import LexicalIndex
from index.words import stems, words

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
    built = LexicalIndex.build((id_, stems(text)) for id_, text in TEXTS)
    built.save(tmp_path / "saved")
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
    built = LexicalIndex.build((id_, stems(text)) for id_, text in chunks)
    built.save(tmp_path / "saved")
    assert built.query("word", 3) == LexicalIndex.load(tmp_path / "saved").query("word", 3) == []


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
