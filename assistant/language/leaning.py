"""Sentences that are not understood without the one before them."""

from __future__ import annotations

import re

_CAPTION = re.compile(r"This (?:[\w-]+ ){0,2}(?:photo|photograph|picture|image)\b")
_LEANS_BACK = re.compile(
    r"[“\"‘']?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|Such)\b"
)
# "It is unclear when they meet" stands alone, "It is a plan that costs little" does not.
_STANDS = re.compile(
    r"It(?: is| was| remains|[’']s) (?!(?:an?|the|one|its|their|his|her|our|this) )"
    r"(?:[\w-]+ ){1,2}?(?:when|where|whether|how|why|who|that|if)\b"
)


def is_caption(sentence: str) -> bool:
    """Whether a sentence is of a picture beside the text: "This photo, taken in May, shows"."""
    return bool(_CAPTION.match(sentence))


def leans_back(sentence: str) -> bool:
    """Whether a sentence begins with what only the one before it names: "She said"."""
    if is_caption(sentence) or _STANDS.match(sentence):
        return False
    return bool(_LEANS_BACK.match(sentence))
