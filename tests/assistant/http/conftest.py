from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.server.app import create_app
from tests.served import serving


@pytest.fixture(scope="module")
def assistant(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The sample articles, in an index that may be changed."""
    index = shutil.copytree(sample_index, tmp_path_factory.mktemp("http") / "index")
    with Assistant.open(index=index) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> ServerSettings:
    folder = tmp_path_factory.mktemp("server")
    return ServerSettings(state=folder / "state", cases=folder / "reported.jsonl")


@pytest.fixture(scope="module")
def client(assistant: Assistant, settings: ServerSettings) -> Iterator[httpx.Client]:
    with (
        serving(create_app(assistant, settings)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client
