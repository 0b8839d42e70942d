from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.server.app import create_app
from tests.npm.installed import node_modules
from tests.served import serving


@pytest.fixture(scope="module")
def assistant(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The sample articles, in an index that may be changed."""
    index = shutil.copytree(sample_index, tmp_path_factory.mktemp("mcp") / "index")
    with Assistant.open(index=index) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def address(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the protocol is spoken over HTTP."""
    settings = ServerSettings(state=tmp_path_factory.mktemp("server"))
    with serving(create_app(assistant, settings)) as server:
        yield f"{server}mcp"


@pytest.fixture(scope="session")
def inspector() -> Path:
    return node_modules() / "@modelcontextprotocol/inspector/cli/build/cli.js"
