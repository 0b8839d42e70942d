from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "python.md"


@pytest.mark.slow
def test_what_the_document_shows_works_in_its_order(sample_index: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_index, tmp_path / "ix")
    blocks = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text("utf-8"), re.M | re.S)
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("answered ")
    assert lines[-1] == "('harbour',) 14"
    assert [one for one in lines if one in ("answered", "refused")][-2:] == ["answered", "refused"]
