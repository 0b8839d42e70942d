"""Quotations: what stands in quotation marks stands word for word in the articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.verify.source import Source

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|``(.+?)''|(?<![\w‘])‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)")
_LEFT_OUT = re.compile(r"…|\.\.\.|\[[^\]]*\]")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")
_LETTERS = re.compile(r"[^\W_]+")


def made_up_quotation(text: str, source: Source) -> str:
    """Say which words in quotation marks the quotes do not have."""
    given = _plain(f"{source.text}\n{source.titles}")
    for quoted in quotations(text):
        for part in _LEFT_OUT.split(quoted):
            if _plain(part).strip() and _plain(part) not in given:
                return f"nobody says “{quoted}” there"
    return ""


def quotations(text: str) -> Iterator[str]:
    """Give what a text has in quotation marks."""
    for match in _QUOTED.finditer(text):
        yield next(group for group in match.groups() if group)


def _plain(text: str) -> str:
    """Return the words alone, with a space around each."""
    return f" {' '.join(_LETTERS.findall(_DOTTED.sub(_undotted, text).casefold()))} "


def _undotted(match: re.Match[str]) -> str:
    return match.group().replace(".", "") + " "
