"""Programs of others from npm, as package-lock.json pins them, installed once for all test runs."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_CACHE = Path(__file__).parents[2] / "build" / "npm"


def node_modules() -> Path:
    """Give the folder of what is installed; skips the test where there is no Node.js."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("no Node.js: install node and npm 20 or later")
    lock = _HERE / "package-lock.json"
    folder = _CACHE / hashlib.sha256(lock.read_bytes()).hexdigest()[:12]
    if not folder.exists():
        _install(lock, folder)
    return folder / "node_modules"


def _install(lock: Path, folder: Path) -> None:
    """Install into a folder of its own first: another run may do the same, or this be cut off."""
    _CACHE.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=_CACHE))
    for file in (lock, lock.with_name("package.json")):
        shutil.copy(file, making)
    npm = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    subprocess.run(npm, cwd=making, check=True, timeout=600)
    if not folder.exists():
        making.rename(folder)
