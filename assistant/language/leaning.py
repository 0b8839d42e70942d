"""Sentences that are not understood without the one before them."""

from __future__ import annotations

import re

_CAPTION = re.compile(r"This (?:[\w-]+ ){0,2}(?:photo|photograph|picture|image)\b")
_LEANS_BACK = re.compile(
    r"[“\"‘']?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|Such)\b"
)


def is_caption(sentence: str) -> bool:
    """Whether a sentence is of a picture beside the text: "This photo, taken in May, shows"."""
    return bool(_CAPTION.match(sentence))


def leans_back(sentence: str) -> bool:
    """Whether a sentence begins with what only the one before it names: "She said"."""
    return bool(_LEANS_BACK.match(sentence)) and not is_caption(sentence)
