"""An index whose vectors are on a Chroma server that several processes share."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import httpx2
import pytest

from index.build import build
from index.editing import add, remove
from index.errors import IndexMismatch
from index.types import Article, ChromaServer, Filters
from tests.chroma import collections
from tests.fakes import WordEmbedder
from tests.index.on_server import finds, on, opened, ranked, said


def test_a_search_finds_what_it_finds_in_files(
    tmp_path: Path, directory: Path, server: ChromaServer
) -> None:
    path = tmp_path / "wire.jsonl"
    draw = Random(7)
    texts = [" ".join(f"word{draw.randrange(99)}" for _ in range(12)) for _ in range(200)]
    path.write_text(
        "\n".join(json.dumps({"id": f"a{n}", "text": f"{t}."}) for n, t in enumerate(texts))
    )
    build([path], directory, WordEmbedder(), chroma=server)
    build([path], tmp_path / "files", WordEmbedder())
    assert not (directory / "data-1" / "chroma").exists()
    with opened(directory, server) as shared, opened(tmp_path / "files", None) as own:
        for query in (*texts[:5], "word7 or word70", "word8?"):
            assert ranked(shared, query) == ranked(own, query)
        only = Filters(article_ids=("a3", "a199"))
        assert {found.article_id for found in shared.search("word1", 5, only)} == {"a3", "a199"}


def test_each_generation_is_a_collection_and_the_one_before_stays_for_running_searches(
    folder: Path, directory: Path, server: ChromaServer
) -> None:
    build([folder], directory, WordEmbedder(), chroma=server)
    assert on(server) == ["data-1-1"]
    with opened(directory, server) as reader:
        for text in ("The navy has two ships.", "The navy has three ships."):
            (folder / "ships.txt").write_text(text)
            build([folder], directory, WordEmbedder(), chroma=server)
            assert said(reader, "ships")[0] == text
        assert on(server) == ["data-1-2", "data-1-3"]

        build([folder], directory, WordEmbedder(), chroma=server)  # nothing has changed
        assert on(server) == ["data-1-2", "data-1-3"]

        build([folder], directory, WordEmbedder(), chroma=server, rebuild=True)
        assert on(server) == ["data-2-1"]
        assert said(reader, "ships")[0] == "The navy has three ships."


def test_single_articles_are_added_and_removed(
    folder: Path, directory: Path, server: ChromaServer
) -> None:
    build([folder], directory, WordEmbedder(), chroma=server)
    with opened(directory, server) as reader:
        add([Article("extra", "Trains are late.")], directory, WordEmbedder(), server)
        assert said(reader, "trains")[0] == "Trains are late."
        remove(["extra"], directory, WordEmbedder(), server)
        assert "Trains are late." not in said(reader, "trains")


def test_an_index_is_opened_where_its_vectors_are_or_not_at_all(
    tmp_path: Path, folder: Path, directory: Path, server: ChromaServer
) -> None:
    own = tmp_path / "own"
    build([folder], own, WordEmbedder())
    build([folder], directory, WordEmbedder(), chroma=server)
    for change in (opened, lambda path, at: build([folder], path, WordEmbedder(), chroma=at)):
        with pytest.raises(IndexMismatch, match="in files, not on a Chroma server; leave out"):
            change(own, server)
        with pytest.raises(IndexMismatch, match="on a Chroma server; name it with --chroma"):
            change(directory, None)
    with pytest.raises(IndexMismatch, match=r"no collection dateline-\w+-data-1-1; if it is"):
        opened(directory, ChromaServer(server.address))  # another database
    with pytest.raises(IndexMismatch, match="nowhere"):
        opened(directory, ChromaServer(server.address, database="nowhere"))

    build([folder], own, WordEmbedder(), chroma=server, rebuild=True)
    with opened(own, server) as moved:
        assert said(moved, "ships")
    build([folder], own, WordEmbedder(), rebuild=True)
    with opened(own, None) as back:
        assert said(back, "ships")


def test_an_index_of_a_manifest_that_names_no_place_is_in_files(
    folder: Path, directory: Path
) -> None:
    build([folder], directory, WordEmbedder())
    manifest = json.loads((directory / "manifest.json").read_text())
    assert manifest.pop("vectors") == "files"
    (directory / "manifest.json").write_text(json.dumps(manifest))
    with opened(directory, None) as reader:
        assert said(reader, "ships")


def test_tenants_and_databases_are_apart(
    tmp_path: Path, folder: Path, directory: Path, running: str
) -> None:
    httpx2.post(f"{running}/api/v2/tenants", json={"name": "paper"}).raise_for_status()
    for tenant in ("paper", "default_tenant"):
        at = f"{running}/api/v2/tenants/{tenant}/databases"
        httpx2.post(at, json={"name": "news"}).raise_for_status()
    ours = ChromaServer(running, "paper", "news")
    theirs = ChromaServer(running, database="news")
    build([folder], directory, WordEmbedder(), chroma=ours)
    build([folder], tmp_path / "other", WordEmbedder(), chroma=theirs)
    assert len(collections(running, "paper", "news")) == 1
    assert len(collections(running, "default_tenant", "news")) == 1
    assert finds(directory, ours)
    with pytest.raises(IndexMismatch, match="tenant default_tenant, database news"):
        opened(directory, theirs)
