"""The four articles of ``catalog``, indexed."""

from __future__ import annotations

import pytest

from index.build import build
from index.retrieve import Retriever
from tests.assistant.conversation.catalog import ARTICLES, write
from tests.fakes import WordEmbedder


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    """Give the index of the four articles."""
    folder = tmp_path_factory.mktemp("collection")
    (folder / "articles").mkdir()
    write(folder / "articles", ARTICLES)
    build([folder / "articles"], folder / "index", WordEmbedder())
    return Retriever.open(folder / "index", WordEmbedder())
