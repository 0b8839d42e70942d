"""Comments of HTML, which no reader sees."""

from __future__ import annotations

import re

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def without_comments(text: str) -> str:
    """Return a text with spaces for its comments; offsets stay."""
    return COMMENT.sub(lambda found: re.sub(r"\S", " ", found.group()), text)
