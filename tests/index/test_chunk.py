"""Chunks: whole sentences within the limits, and nothing of an article lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chunk import ChunkLimits, chunk, digest
from index.sentences import split
from index.types import Article
from tests.fakes import WordEmbedder

LIMITS = ChunkLimits(tokens=20, characters=120)
count_tokens = WordEmbedder().count_tokens

pieces = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80),
    st.sampled_from(
        ["The U.S. troops left. ", "“No,” he said.\n\n", "word " * 30, "x" * 300, "。"]
    ),
)


def test_neighbours_share_a_chunk_until_it_is_full() -> None:
    text = "One two three four five. " * 8
    chunks = chunk(Article("a", text), count_tokens, LIMITS)
    assert [len(c.sentences) for c in chunks] == [4, 4]


def test_a_title_takes_its_room() -> None:
    text = "One two three four five. " * 8
    titled = Article("a", text, title="Six words that say it all")
    assert max(len(c.sentences) for c in chunk(titled, count_tokens, LIMITS)) == 2


def test_a_sentence_over_the_limit_is_cut_at_white_space() -> None:
    chunks = chunk(Article("a", "word " * 50), count_tokens, LIMITS)
    assert len(chunks) > 2
    assert all(set(c.text.split()) == {"word"} for c in chunks)


@given(st.lists(pieces, max_size=12).map("".join))
def test_chunks_are_exact_within_limits_and_lose_nothing(text: str) -> None:
    chunks = chunk(Article("a", text), count_tokens, LIMITS)
    for c in chunks:
        assert text[c.start : c.end] == c.text
        assert (c.start, c.end) == (c.sentences[0].start, c.sentences[-1].end)
        assert len(c.text) <= LIMITS.characters
        assert sum(count_tokens([s.text for s in c.sentences])) <= LIMITS.tokens
    told = [s for c in chunks for s in c.sentences]
    assert all(text[s.start : s.end] == s.text for s in told)
    assert all(a.end <= b.start for a, b in pairwise(told))
    assert "".join("".join(s.text for s in told).split()) == "".join(
        "".join(s.text for s in split(text)).split()
    )


@pytest.mark.parametrize(
    "change", ["id", "text", "title", "source", "author", "url", "published_at"]
)
def test_any_change_to_an_article_is_another_version(change: str) -> None:
    article = Article("a", "b", "c", "d", "e", "f", "g")
    assert digest(article) == digest(replace(article))
    assert digest(article) != digest(replace(article, **{change: "other"}))
