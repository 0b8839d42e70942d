from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openai import OpenAI

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.server.app import create_app
from tests.served import serving


@pytest.fixture(scope="module")
def assistant(sample_index: Path) -> Iterator[Assistant]:
    with Assistant.open(index=sample_index) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def base_url(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = ServerSettings(state=tmp_path_factory.mktemp("server"))
    with serving(create_app(assistant, settings)) as address:
        yield f"{address}v1"


@pytest.fixture(scope="module")
def client(base_url: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=base_url, api_key="unused", max_retries=0) as client:
        yield client
