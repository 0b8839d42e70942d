"""The words of a text, and whether it says or denies each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.irregular import base
from index.words import stems, words

_DENIES = frozenset("not no never nobody none neither nor without cannot little few hardly".split())
_UNDONE = frozenset(map(base, "refuse decline fail".split()))  # "refused to sign"
_REACH = 3  # words before a verb in which it may be denied
_BACKWARDS = re.compile(r"(?<!to )\bback\b(?! (?:the|a|his|her|its|their)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Saying:
    """A word by its stem and its normal form, the word before it, and whether it is denied."""

    stem: str
    form: str
    before: str
    denied: bool


def sayings(text: str) -> Iterator[Saying]:
    """Yield the words of a text."""
    said = words(_BACKWARDS.sub(" ", text))
    forms = [base(word) for word in said]
    for position, word in enumerate(said):
        near = said[max(0, position - _REACH) : position]
        denied = any(word in _DENIES or word.endswith("n't") for word in near)
        undone = near[-1:] == ["to"] and forms[position - 2] in _UNDONE
        stem = next(iter(stems(word)), word)
        yield Saying(stem, forms[position], "".join(near[-1:]), denied or undone)
