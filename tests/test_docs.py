"""The documents keep their word: what they show is run, what they name is there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.config import Settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# One process for all lines, as each would import everything anew.
COMMANDS = """
import shlex, sys
from assistant.interfaces.cli import main
for line in sys.argv[1:]:
    sys.argv = ["dateline", *shlex.split(line)]
    try:
        main()
    except SystemExit as end:
        assert not end.code, line
print("through")
"""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(document: Path, language: str) -> list[str]:
    text = document.read_text(encoding="utf-8")
    return [body for kind, body in BLOCK.findall(text) if kind == language]


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


@pytest.mark.slow
@pytest.mark.parametrize("document", ["README.md", "docs/evaluation.md"])
def test_what_a_document_shows_works_in_its_order(tmp_path: Path, document: str) -> None:
    (tmp_path / "articles").symlink_to(ROOT / "articles")
    shown = [
        line.removeprefix("$ dateline ")
        for block in blocks(ROOT / document, "console")
        for line in block.splitlines()
        if line.startswith("$ dateline ") and "serve" not in line
    ]
    assert len(shown) >= 3
    done = run("-c", COMMANDS, *shown, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("through\n")
    for block in blocks(ROOT / document, "python"):
        done = run("-c", block, folder=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("answered ")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (document.parent / target).exists(), target


def test_every_setting_is_in_the_table_with_its_default() -> None:
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert f"| `{name}` | `DATELINE_{name.upper()}` |" in table
        given = field.default or field.default is False
        default = f"`{_written(field.default)}`" if given else "none"
        assert re.search(rf"`{name}`.*\| {re.escape(default)} \|", table), name


def _written(default: object) -> str:
    if isinstance(default, tuple | bool):
        return json.dumps(default)
    return str(int(default)) if isinstance(default, float) else str(default)


def test_every_module_is_in_the_picture() -> None:
    picture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for package in ("index", "assistant"):
        for path in (ROOT / package).iterdir():
            name = path.stem
            if name.startswith("_") or path.suffix not in ("", ".py"):
                continue
            assert f"`{package}.{name}`" in picture, f"{package}.{name}"


def test_direct_dependencies_are_justified() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    document = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \|", document, re.MULTILINE)
    justified = {name for row in rows for name in row.split(", ")}
    listed = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert listed
    for name in re.findall(r'"([\w-]+)', listed[1]):
        assert name in justified, name
