"""A folder of two articles, and a place for its index."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ships.txt").write_text("The navy ordered twelve ships. They sail in spring.")
    (folder / "bread.txt").write_text("The baker sold warm bread. Nobody complained.")
    return folder


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "index"
