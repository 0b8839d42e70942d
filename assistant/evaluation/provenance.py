"""What an evaluation was made with, so that its figures can be made again."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from hashlib import blake2b, sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from assistant.config import Settings
from assistant.evaluation.cases import Case
from assistant.prompting import prompt_hashes
from assistant.service import Assistant

_PACKAGES = (
    "chromadb", "ir-measures", "langchain", "langchain-core", "numpy", "onnxruntime", "scipy",
    "sentence-transformers", "sentencex", "text2num", "tokenizers", "torch", "transformers",
)  # fmt: skip
_OF_OURS = ("assistant", "index", "prompts")
_NOT_OF_ANSWERS = {"api_key", "judge_api_key", "examples", "cases"}


def provenance(
    assistant: Assistant,
    settings: Settings,
    cases: Sequence[Case],
    *,
    name: str,
    support: str,
    judge: str,
) -> dict[str, Any]:
    """Describe an evaluation: of which questions, by which program, over which index, set how."""
    status = assistant.status()
    asked = json.dumps([case.to_dict() for case in cases], sort_keys=True)
    return {
        "questions": {"name": name, "n": len(cases), "sha256": sha256(asked.encode()).hexdigest()},
        "answerer": status.model,
        "support": support,
        "judge": judge,
        "index": {
            "articles": status.articles,
            "passages": status.passages,
            "content": _content_hash(assistant),
            **status.built_with,
        },
        "settings": settings.model_dump(mode="json", exclude=_NOT_OF_ANSWERS),
        "prompts": prompt_hashes(),
        "dateline": version("dateline"),
        "code": _code_hash(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {package: version(package) for package in _PACKAGES},
    }


def _content_hash(assistant: Assistant) -> str:
    """Hash the articles: two indexes of one place, or of one number, may hold others."""
    found = blake2b(digest_size=8)
    for article in assistant.articles():
        found.update(json.dumps(astuple(article)).encode())
    return found.hexdigest()


def _code_hash() -> str:
    """Hash the program itself: two of one version may differ."""
    found = blake2b(digest_size=8)
    for package in _OF_OURS:
        for path in sorted(_sources(files(package)), key=str):
            found.update(path.read_bytes())
    return found.hexdigest()


def _sources(folder: Traversable) -> Iterable[Traversable]:
    for path in folder.iterdir():
        if path.is_dir():
            yield from _sources(path)
        elif Path(path.name).suffix in (".json", ".md", ".py"):
            yield path
