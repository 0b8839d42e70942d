"""The curl examples of docs/http.md, run as they stand there but for the address."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import httpx

DOCUMENT = (Path(__file__).parents[3] / "docs" / "http.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```bash\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE)


def test_every_example_works_in_its_order(client: httpx.Client) -> None:
    assert len(BLOCKS) == 7
    outputs = []
    for block in BLOCKS:
        script = block.replace("http://127.0.0.1:7860/", str(client.base_url))
        done = subprocess.run(
            ["bash", "-euc", script], capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"
        outputs.append(done.stdout)
    asked, followed, streamed, searched, listed, added, reported = outputs
    assert '"status":"answered"' in asked
    assert "Brunson" in followed
    assert "event: done" in streamed
    assert searched.count('"article_id"') >= 3
    assert '"next"' in listed
    assert '"added":["wire/harbour"]' in added
    assert '"file":"reported.jsonl"' in reported
