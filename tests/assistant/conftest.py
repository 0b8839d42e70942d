from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer.extractive import ExtractiveAnswerer
from index.build import build
from index.retrieve import Retriever
from tests.assistant.command import ARTICLES, dateline
from tests.assistant.navy import BREAD, SHIPS
from tests.fakes import WordEmbedder


@pytest.fixture
def retriever(tmp_path: Path) -> Retriever:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ships.txt").write_text(SHIPS)
    (folder / "bread.txt").write_text(BREAD)
    build([folder], tmp_path / "index", WordEmbedder())
    return Retriever.open(tmp_path / "index", WordEmbedder())


@pytest.fixture
def extractive(retriever: Retriever) -> Assistant:
    return Assistant(retriever, ExtractiveAnswerer(retriever.rarity))


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, indexed by the command line."""
    directory = tmp_path_factory.mktemp("samples") / "index"
    code, output, errors = dateline("index", ARTICLES, "--index", directory)
    assert code == 0, errors
    assert output.strip() == f"{directory}: 13 added, 0 updated, 0 removed, 0 unchanged"
    return directory
