"""What docs/access.md shows is done here, in its order."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from fastapi import FastAPI

from assistant.config import ServerSettings
from assistant.interfaces.access.keys import Keys
from assistant.interfaces.access.wiring import add_access
from tests.assistant.access.conftest import Served
from tests.assistant.command import dateline

DOCUMENT = Path(__file__).parents[3] / "docs" / "access.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(language: str) -> list[str]:
    found = BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))
    return [body for kind, body in found if kind == language]


def test_the_commands_do_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path))
    (commands,) = blocks("console")
    for line in commands.splitlines():
        code, _, errors = dateline(*shlex.split(line.removeprefix("$ dateline ")))
        assert code == 0, f"{line}: {errors}"
    assert [key.name for key in Keys(tmp_path).all()] == ["newsroom"]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_request_is_answered(served: Served, keys: Keys) -> None:
    (request,) = blocks("bash")
    key = keys.add("newsroom", ["read"])
    there = request.replace("http://127.0.0.1:7860/", str(served().base_url))
    done = subprocess.run(
        ["/bin/sh", "-c", there.replace("curl", "curl --silent --fail")],
        env=os.environ | {"KEY": key},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith('{"articles":[{')


@pytest.mark.parametrize("block", blocks("toml"))
def test_the_settings_can_be_used(tmp_path: Path, block: str) -> None:
    add_access(FastAPI(), ServerSettings(state=tmp_path, **tomllib.loads(block)))
