"""The OpenAPI document keeps its word, by a tester that reads nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run

import httpx
import pytest

# No schema can say that an id is given twice, or that a day is after another; and the server that
# is tested has no key, so that everybody may.
LEFT_OUT = "positive_data_acceptance,ignored_auth"


@pytest.mark.slow
def test_no_request_breaks_a_route_or_the_document(client: httpx.Client, tmp_path: Path) -> None:
    command = [
        *(sys.executable, "-m", "schemathesis.cli"),
        *("run", f"{client.base_url}api/openapi.json"),
        *("--checks", "all", "--exclude-checks", LEFT_OUT),
        *("--phases", "examples,coverage,fuzzing", "--max-examples", "30", "--seed", "1"),
        *("--suppress-health-check", "all", "--no-color"),
    ]
    done = run(command, capture_output=True, text=True, check=False, timeout=280, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:]
