"""A folder of two articles, and a place for its index."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest

from index.types import ChromaServer
from tests.chroma import chroma_server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ships.txt").write_text("The navy ordered twelve ships. They sail in spring.")
    (folder / "bread.txt").write_text("The baker sold warm bread. Nobody complained.")
    return folder


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as address:
        yield address


@pytest.fixture
def server(running: str) -> ChromaServer:
    """An empty database of the one server that the tests share."""
    name = f"of_{os.urandom(6).hex()}"
    made = httpx2.post(f"{running}/api/v2/tenants/default_tenant/databases", json={"name": name})
    made.raise_for_status()
    return ChromaServer(running, database=name)


@pytest.fixture
def closed_at_end() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack
