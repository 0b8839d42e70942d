"""The prompts of ``prompts/``, and the phrases by which a model says what it cannot answer."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.prompts import ChatPromptTemplate

CANNOT_ANSWER = "CANNOT ANSWER"
NOT_ANSWERED = "NOT ANSWERED"
_PARTS = re.compile(r"\s*# System\n(?P<system>.+)\n# User\n(?P<user>.+)", re.DOTALL)
_PART = re.compile(
    r"\W*" + NOT_ANSWERED.replace(" ", r"[\W_]") + r"\W*:\W*(?P<part>.+)", re.IGNORECASE | re.DOTALL
)
_NOT_A_LETTER = re.compile(r"[\W_]+")


def load_prompt(name: str) -> ChatPromptTemplate:
    """Read ``prompts/<name>.md``; values that fill its variables may hold braces."""
    from langchain_core.prompts import ChatPromptTemplate

    parts = _PARTS.fullmatch(_read(name))
    if parts is None:
        raise ValueError(f'prompts/{name}.md needs the headings "# System" and "# User"')
    return ChatPromptTemplate([(role, parts[role].strip()) for role in ("system", "user")])


def one_line(text: str) -> str:
    """Give a text on one line, so that a stranger's has no lines that look like a prompt's own."""
    return " ".join(text.split())


@cache
def prompt_hashes() -> dict[str, str]:
    """Return the first 16 hexadecimal digits of each prompt's SHA-256, by its name."""
    names = (path.name for path in files("prompts").iterdir() if path.name.endswith(".md"))
    return {
        name: sha256(_read(name).encode()).hexdigest()[:16]
        for name in sorted(name.removesuffix(".md") for name in names)
        if name != "README"
    }


def cannot_answer(text: str) -> bool:
    """Tell whether a model's text begins by saying that the articles do not answer."""
    said = _NOT_A_LETTER.sub(" ", text).strip().upper() + " "
    return said.startswith(CANNOT_ANSWER + " ")


def not_answered(text: str) -> str | None:
    """Return what a model's text says the articles do not answer; None if it says no such thing."""
    said = _PART.match(text)
    return said["part"].strip(" *.") if said else None


def _read(name: str) -> str:
    return files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
