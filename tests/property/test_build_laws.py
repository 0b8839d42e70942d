"""What holds of every series of builds: the index is as if it had been built once, at the end."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build import build
from index.retrieve import Retriever
from tests.fakes import WordEmbedder

NAMES = ("a.txt", "b.txt", "c/d.txt")
WORDS = ("ships", "bread", "trains", "the navy", "U.S. troops", "서울", "🚢")
SENTENCES = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(
        lambda pair: f"Of {pair[0]} and {pair[1]}."
    ),
    min_size=1,
    max_size=12,
)
FOLDERS = st.dictionaries(st.sampled_from(NAMES), SENTENCES.map(" ".join), min_size=1)


def write(folder: Path, texts: dict[str, str]) -> None:
    for name in NAMES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name in texts:
            path.write_text(texts[name], encoding="utf-8")
        else:
            path.unlink(missing_ok=True)


def found(directory: Path) -> dict[str, list[tuple[str, int, int, str]]]:
    """Give what each query finds, in an order that does not depend on ties."""
    with Retriever.open(directory, WordEmbedder()) as retriever:
        return {
            query: sorted(
                (p.article_id, p.start, p.end, p.text) for p in retriever.search(query, 50)
            )
            for query in WORDS
        }


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(history=st.lists(FOLDERS, min_size=1, max_size=4))
def test_any_series_of_builds_is_the_last_one_alone(history: list[dict[str, str]]) -> None:
    with TemporaryDirectory() as name:
        folder, index, fresh = (Path(name) / part for part in ("articles", "index", "fresh"))
        for texts in history:
            write(folder, texts)
            build([folder], index, WordEmbedder())
        again = build([folder], index, WordEmbedder())
        assert not again.changed
        build([folder], fresh, WordEmbedder())
        assert found(index) == found(fresh)
        with Retriever.open(index, WordEmbedder()) as retriever:
            assert {id_: retriever.article(id_).text for id_ in history[-1]} == history[-1]
        for passages in found(index).values():
            for id_, start, end, text in passages:
                assert history[-1][id_][start:end] == text
