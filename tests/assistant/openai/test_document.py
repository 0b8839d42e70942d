"""What docs/openai.md shows works, in its order."""

from __future__ import annotations

import json
import re
from pathlib import Path
from subprocess import run
from typing import Any

import pytest

DOCUMENT = Path(__file__).parents[3] / "docs" / "openai.md"
SHOWN = "http://127.0.0.1:7860/v1"


def blocks(language: str, base_url: str) -> list[str]:
    text = DOCUMENT.read_text(encoding="utf-8").replace(SHOWN, base_url)
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_its_python_runs(base_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    for block in blocks("python", base_url):
        exec(block, names)
    names["client"].close()
    names["model"].root_client.close()
    said = capsys.readouterr().out
    assert "[1] Talk of fewer U.S. troops feeds doubts in Seoul" in said
    assert "answered 1 sentences" in said
    assert " <- missile-guidelines.md" in said
    assert re.search(r"^What did .*Brunson say about the timeline", said, re.MULTILINE), said
    assert "2 vectors of 384" in said


def test_its_commands_run(base_url: str) -> None:
    (command,) = blocks("bash", base_url)
    done = run(["bash", "-c", command], capture_output=True, text=True, check=True, timeout=60)
    assert "[1]" in json.loads(done.stdout)["choices"][0]["message"]["content"]
