from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.command import ARTICLES, dateline


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, indexed by the command line."""
    directory = tmp_path_factory.mktemp("deployed") / "index"
    code, _, errors = dateline("index", ARTICLES, "--index", directory)
    assert code == 0, errors
    return directory
