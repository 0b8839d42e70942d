"""What the tests of an index on a Chroma server look at."""

from __future__ import annotations

from pathlib import Path

from index.retrieve import Retriever
from index.types import ChromaServer
from tests.chroma import collections
from tests.fakes import WordEmbedder
from tests.index.test_build_cut_off import Stop


def opened(directory: Path, server: ChromaServer | None) -> Retriever:
    return Retriever.open(directory, WordEmbedder(), chroma=server)


def said(retriever: Retriever, query: str) -> list[str]:
    return [passage.text for passage in retriever.search(query)]


def finds(directory: Path, server: ChromaServer) -> bool:
    with opened(directory, server) as reader:
        return said(reader, "ships")[0] == "The navy ordered twelve ships. They sail in spring."


def break_off(*_: object) -> None:
    raise Stop


def ranked(retriever: Retriever, query: str) -> list[tuple[str, str, float]]:
    return [(found.article_id, found.text, found.score) for found in retriever.search(query, 20)]


def on(server: ChromaServer) -> list[str]:
    """List the ends of the names of a database's collections: data folder and generation."""
    names = collections(server.address, database=server.database)
    return sorted("-".join(name.split("-")[2:]) for name in names)
