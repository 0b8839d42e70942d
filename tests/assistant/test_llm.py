"""The command ``llm``, which nobody here wrote, asks Dateline."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def llm(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "llm", *arguments],
        env=os.environ | {"LLM_USER_PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_it_answers_with_its_quotes_and_goes_on(sample_index: Path, tmp_path: Path) -> None:
    index = ("-o", "index", str(sample_index))
    asked = llm(tmp_path, "-m", "dateline", *index, "Who is Gen. Brunson?")
    assert asked.returncode == 0, asked.stderr
    text, quote = asked.stdout.splitlines()[:2]
    assert text.endswith("[1]")
    assert quote.startswith("[1] ")
    assert "Dateline samples, 2026-11-22: “" in quote
    followed = llm(tmp_path, "-c", *index, "What did he say about the timeline?")
    assert "timeline" in followed.stdout


def test_what_a_user_can_mend_is_one_line(tmp_path: Path) -> None:
    asked = llm(tmp_path, "-m", "dateline", "-o", "index", str(tmp_path / "none"), "Who?")
    assert asked.returncode == 1
    assert asked.stderr.startswith("Error: no index at ")
    assert "Traceback" not in asked.stderr
