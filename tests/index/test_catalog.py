"""The catalog's file, which connections are kept to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.build import build
from index.catalog import Catalog
from index.errors import IndexMismatch
from index.retrieve import Retriever
from index.types import Filters
from tests.fakes import WordEmbedder

CATALOG = "data-1/catalog.sqlite"


def test_a_catalog_that_is_replaced_or_gone_is_never_read_on(folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "two", WordEmbedder())
    build([folder / "ships.txt"], tmp_path / "one", WordEmbedder())
    path = tmp_path / "two" / CATALOG
    catalog = Catalog(path)
    assert catalog.counts()[0] == 2
    (tmp_path / "one" / CATALOG).replace(path)
    assert catalog.counts()[0] == 1
    path.unlink()
    with pytest.raises(IndexMismatch, match=r"catalog\.sqlite"):
        catalog.counts()


def test_a_catalog_answers_many_threads_also_once_closed(folder: Path, directory: Path) -> None:
    build([folder], directory, WordEmbedder())
    catalog = Catalog(directory / CATALOG)
    with ThreadPoolExecutor(8) as threads:
        counted = list(threads.map(lambda _: catalog.counts(), range(200)))
        catalog.close()
        assert {*counted, *threads.map(lambda _: catalog.counts(), range(20))} == {(2, 2)}


def test_an_article_by_several_authors_is_found_by_each(tmp_path: Path) -> None:
    by = {"one": '["Kim Tran", "Ann Lee"]', "two": '"Ann Lee"', "three": '"Annabel Lee"'}
    lines = [f'{{"id": "{i}", "author": {a}, "text": "The ship sank."}}\n' for i, a in by.items()]
    (tmp_path / "a.jsonl").write_text("".join(lines))
    build([tmp_path / "a.jsonl"], tmp_path / "index", WordEmbedder())
    with Retriever.open(tmp_path / "index", WordEmbedder()) as retriever:

        def found(*authors: str) -> set[str]:
            passages = retriever.search("ship", filters=Filters(authors=authors))
            return {
                id_ for p in passages for id_ in (p.article_id, *(c.article_id for c in p.copies))
            }

        assert found("Ann Lee") == {"one", "two"}
        assert found("Kim Tran", "Annabel Lee") == {"one", "three"}
        assert found("Kim Tran, Ann Lee") == {"one"}
        assert found("Lee") == found("Ann") == set()
        assert retriever.values("author") == [
            "Ann Lee",
            "Annabel Lee",
            "Kim Tran",
            "Kim Tran, Ann Lee",
        ]
        assert retriever.tally(Filters(), 2, "author") == [("Ann Lee", 2), ("Annabel Lee", 1)]
        assert sorted(retriever.mentioning("ship sank")) == ["one", "three", "two"]
        assert retriever.mentioning("ship sailed") == []


@pytest.fixture
def dated(tmp_path: Path) -> Catalog:
    days = {"new": "2025-03-01", "old": "2024-01-01T10:00:00", "mid": "2024-06-01", "never": ""}
    source = {"new": "Times", "mid": "Times", "old": "Post"}
    lines = [
        f'{{"id": "{i}", "published_at": "{d}", "source": "{source.get(i, "")}", "text": "{i}."}}\n'
        for i, d in days.items()
    ]
    (tmp_path / "a.jsonl").write_text("".join(lines))
    build([tmp_path / "a.jsonl"], tmp_path / "index", WordEmbedder())
    return Catalog(tmp_path / "index" / CATALOG)


def test_articles_are_listed_by_day_those_of_unknown_date_last(dated: Catalog) -> None:
    def ids(limit: int, *, oldest: bool = False) -> list[str]:
        return [one.id for one in dated.listed(Filters(), limit, oldest=oldest)]

    assert ids(9) == ["new", "mid", "old", "never"]
    assert ids(2) == ["new", "mid"]
    assert ids(9, oldest=True) == ["old", "mid", "new"]
    assert [one.id for one in dated.listed(Filters(sources=("Post",)), 9)] == ["old"]


def test_articles_are_counted_within_filters_and_by_publisher(dated: Catalog) -> None:
    assert dated.count(Filters()) == 4
    assert dated.count(Filters(published_from="2024-06-01")) == 2
    assert dated.tally(Filters(), 9) == [("Times", 2), ("Post", 1)]
    assert dated.tally(Filters(published_to="2024-12-31"), 1) == [("Post", 1)]


def test_what_is_retired_is_not_counted(folder: Path, directory: Path) -> None:
    build([folder], directory, WordEmbedder())
    (folder / "ships.txt").unlink()
    build([folder], directory, WordEmbedder())
    catalog = Catalog(directory / CATALOG)

    assert catalog.count(Filters()) == 1
    assert [one.id for one in catalog.listed(Filters(), 9)] == ["bread.txt"]
