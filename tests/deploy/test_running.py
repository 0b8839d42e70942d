"""What docs/running.md shows of several workers, run as it stands there but for ports and paths."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest

from assistant.config import load_settings
from assistant.errors import SettingsError
from tests.assistant.command import ARTICLES
from tests.chroma import collections, free_port
from tests.deploy.served import ROOT

QUESTION = {"question": "How many U.S. troops are stationed on the peninsula?"}
ENVIRONMENT = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def shown(section: str) -> list[list[str]]:
    """Give the commands of the blocks of a section, each a list."""
    text = (ROOT / "docs" / "running.md").read_text()
    (found,) = re.findall(rf"^## {section}\n(.*?)^## ", text, re.DOTALL | re.MULTILINE)
    blocks = re.findall(r"^```sh\n(.*?)^```", found, re.DOTALL | re.MULTILINE)
    return [block.splitlines() for block in blocks]


class Deployed:
    """Commands of the document, on this machine's free ports, with a folder for /srv."""

    def __init__(self, folder: Path) -> None:
        self._ports = {port: str(free_port()) for port in ("8000", "7860", "7861")}
        self._srv = str(folder)
        self._held = ExitStack()

    def start(self, line: str) -> subprocess.Popen[bytes]:
        """Start what the document starts in the background."""
        assert line.endswith(" &")
        process = subprocess.Popen(self._adapted(line[:-2]), env=ENVIRONMENT)
        self._held.callback(process.wait, 60)
        self._held.callback(process.terminate)
        return process

    def run(self, line: str) -> None:
        subprocess.run(self._adapted(line), check=True, env=ENVIRONMENT, capture_output=True)

    def at(self, port: str) -> str:
        return f"http://127.0.0.1:{self._ports[port]}"

    def waits(self, url: str, status: int = 200) -> None:
        """Wait until an address answers so, for a minute and a half at the most."""
        for _ in range(900):
            try:
                if httpx2.get(url, timeout=30).status_code == status:
                    return
            except httpx2.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"{url} never said {status}")

    def close(self) -> None:
        self._held.close()

    def _adapted(self, line: str) -> list[str]:
        line = line.replace("/srv", self._srv)
        for port, free in self._ports.items():
            line = re.sub(rf"\b{port}\b", free, line)
        return shlex.split(line)


@pytest.fixture
def deployed(tmp_path: Path) -> Iterator[Deployed]:
    deployed = Deployed(tmp_path)
    yield deployed
    deployed.close()


@pytest.mark.slow
def test_two_workers_share_a_chroma_server_and_an_index(tmp_path: Path, deployed: Deployed) -> None:
    shutil.copytree(ARTICLES, tmp_path / "articles")
    (chroma, index, *workers), tenants = shown("Several workers")
    heartbeat = f"{deployed.at('8000')}/api/v2/heartbeat"
    server = deployed.start(chroma)
    deployed.waits(heartbeat)
    for line in tenants:
        deployed.run(line)
    assert collections(deployed.at("8000"), "paper", "news") == set()
    deployed.run(index)
    ready = [f"{deployed.at(port)}/readyz" for port in ("7860", "7861")]
    for worker in workers:
        deployed.start(worker)
    for address in ready:
        deployed.waits(address)

    def answers() -> list[str]:
        return [
            httpx2.post(f"{deployed.at(port)}/api/ask", json=QUESTION, timeout=60).json()["text"]
            for port in ("7860", "7861")
        ]

    first, second = answers()
    assert "28,500" in first
    assert first == second

    added = {"articles": [{"id": "new", "text": "The zanzibar clove harvest is near."}]}
    httpx2.post(f"{deployed.at('7860')}/api/articles", json=added, timeout=60).raise_for_status()
    seen = httpx2.get(f"{deployed.at('7861')}/api/articles/new").raise_for_status().json()
    assert seen["text"] == "The zanzibar clove harvest is near."

    server.terminate()
    server.wait(30)
    assert httpx2.get(ready[0], timeout=60).status_code == 503
    deployed.start(chroma)
    deployed.waits(heartbeat)
    assert answers() == [first, second]
    assert httpx2.get(ready[1], timeout=60).status_code == 200


@pytest.mark.parametrize("address", ["localhost:8000", "http://", "http://host:99999", "ftp://h"])
def test_what_is_no_address_of_a_server_is_told_before_anything_is_asked(address: str) -> None:
    with pytest.raises(SettingsError, match="chroma: "):
        load_settings(chroma=address)


def test_the_token_is_told_to_nobody_but_the_server() -> None:
    settings = load_settings(chroma="https://chroma.example", chroma_token="open sesame")
    assert "open sesame" not in repr(settings)
    assert settings.chroma_server
    assert settings.chroma_server.token == "open sesame"
    assert load_settings().chroma_server is None
