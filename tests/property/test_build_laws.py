"""What holds of every series of builds: the index is as if it had been built once, at the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from index.build import build
from index.retrieve import Retriever
from index.types import Filters, Passage
from tests.fakes import WordEmbedder

NAMES = ("a.txt", "b.txt", "c/d.txt")
WORDS = ("ships", "bread", "trains", "the navy", "U.S. troops", "서울", "🚢")
SENTENCES = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(
        lambda pair: f"Of {pair[0]} and {pair[1]}."
    ),
    min_size=1,
    max_size=24,
    unique=True,
)
TEXTS = SENTENCES.map(" ".join)
FOLDERS = st.dictionaries(st.sampled_from(NAMES), TEXTS, min_size=1)
# What a step changes: a text is put in place of the file's, None removes it.
STEPS = st.dictionaries(st.sampled_from(NAMES), TEXTS | st.none(), min_size=1, max_size=2)
FILTERS = (Filters(), Filters(article_ids=("a.txt", "c/d.txt")))
# A fault is told at once: to find its smallest form would take minutes of builds.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
NEAR = 1e-5  # cosines that differ less are the same
Found = dict[tuple[str, Filters], list[Passage]]


def write(folder: Path, texts: dict[str, str]) -> None:
    for name in NAMES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name in texts:
            path.write_text(texts[name], encoding="utf-8")
        else:
            path.unlink(missing_ok=True)


def found(directory: Path) -> Found:
    with Retriever.open(directory, WordEmbedder()) as retriever:
        return {
            (query, filters): retriever.search(query, 50, filters)
            for query in WORDS
            for filters in FILTERS
        }


def assert_same(ours: Sequence[Passage], expected: Sequence[Passage]) -> None:
    """Hold a search to another, but for which comes first of passages that are just as near."""
    found = {(p.article_id, p.start, p.end, p.text): p for p in ours}
    assert len(found) == len(ours) == len(expected)
    for p in expected:
        same = found[p.article_id, p.start, p.end, p.text]
        assert same.sentences == p.sentences
        assert same.similarity == pytest.approx(p.similarity, abs=NEAR)
        assert same.score == pytest.approx(p.score, abs=NEAR)
        assert same.ranks.get("lexical") == p.ranks.get("lexical")
        if sum(abs(other.similarity - p.similarity) < NEAR for other in expected) == 1:
            assert same.ranks == p.ranks


@pytest.mark.slow
@settings(max_examples=12, phases=PHASES)
@given(texts=FOLDERS, steps=st.lists(STEPS, min_size=1, max_size=4))
def test_any_additions_updates_and_removals_leave_what_a_fresh_build_makes(
    texts: dict[str, str], steps: list[dict[str, str | None]]
) -> None:
    with TemporaryDirectory() as name:
        folder, index, fresh = (Path(name) / part for part in ("articles", "index", "fresh"))
        write(folder, texts)
        build([folder], index, WordEmbedder())
        for step in steps:
            now = {id_: text for id_, text in (texts | step).items() if text is not None}
            texts = now or texts  # a folder without any file is refused
            write(folder, texts)
            build([folder], index, WordEmbedder())
        build([folder], fresh, WordEmbedder())
        ours, expected = found(index), found(fresh)
        for asked, passages in expected.items():
            assert_same(ours[asked], passages)
        for passages in ours.values():
            scores = [passage.score for passage in passages]
            assert scores == sorted(scores, reverse=True)
            for p in passages:
                assert texts[p.article_id][p.start : p.end] == p.text
        with Retriever.open(index, WordEmbedder()) as retriever:
            assert {id_: retriever.article(id_).text for id_ in texts} == texts


@pytest.mark.slow
@settings(max_examples=8, phases=PHASES)
@given(FOLDERS)
def test_built_twice_is_built_once(texts: dict[str, str]) -> None:
    with TemporaryDirectory() as name:
        folder, index = Path(name) / "articles", Path(name) / "index"
        write(folder, texts)
        build([folder], index, WordEmbedder())
        before = found(index)
        embedder = WordEmbedder()
        again = build([folder], index, embedder)
        assert (again.changed, again.unchanged, embedder.encoded) == (False, len(texts), [])
        assert found(index) == before
