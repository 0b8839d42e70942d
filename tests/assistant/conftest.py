from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer.extractive import ExtractiveAnswerer
from index.build import build
from index.retrieve import Retriever
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
