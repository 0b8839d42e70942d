from __future__ import annotations

import pytest

from index.retrieve import Retriever
from tests.assistant.hostile.world import make
from tests.fakes import WordEmbedder


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    return make(tmp_path_factory.mktemp("hostile"), WordEmbedder(), planted=True)
