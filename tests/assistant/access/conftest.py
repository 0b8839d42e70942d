from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.access.keys import Keys
from assistant.interfaces.server.app import create_app
from tests.served import serving

Served = Callable[..., httpx.Client]


@pytest.fixture(scope="module")
def assistant(sample_index: Path) -> Iterator[Assistant]:
    with Assistant.open(index=sample_index) as assistant:
        yield assistant


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """The keys of the servers of this test, as another process sees them."""
    return Keys(tmp_path)


@pytest.fixture
def served(assistant: Assistant, tmp_path: Path) -> Iterator[Served]:
    """Start a real server with some settings and give a client that follows no redirect."""
    with ExitStack() as stack:

        def start(**settings: Any) -> httpx.Client:
            address = stack.enter_context(serving_with(assistant, tmp_path, **settings))
            return stack.enter_context(httpx.Client(base_url=address, timeout=60))

        yield start


@contextmanager
def serving_with(assistant: Assistant, folder: Path, **settings: Any) -> Iterator[str]:
    """Serve the whole app with some settings, and its state in a folder."""
    given = {"state": folder, "cases": folder / "reported.jsonl", **settings}
    with serving(create_app(assistant, ServerSettings(**given))) as address:
        yield address


def bearer(key: str) -> dict[str, str]:
    """Give the header that shows a key."""
    return {"authorization": f"Bearer {key}"}
