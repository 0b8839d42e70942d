"""Noun phrases: where in a question one ends is told by the small words and the verbs behind it."""

from __future__ import annotations

import re

from assistant.conversation.names import names
from assistant.conversation.words import DETERMINERS, FUNCTION, is_verb

WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:[-'’.,]\w+)*|[^\w\s]")
_DETERMINED = re.compile(
    rf"(?:(?:{'|'.join(sorted(DETERMINERS, key=len, reverse=True))})\s+)*", re.IGNORECASE
)
_JOINED = re.compile(r"\s+(?P<by>of|and)\s+(?=\S)")
_POSSESSIVE = re.compile(r"['’](?:s\b)?\s*")
_READ = 200  # characters


def noun_phrase(text: str) -> str:
    """Give the noun phrase that a text begins with: "the two allies" of "the two allies agree on".

    "of" and what follows it belongs to it. It is "" where the text begins with none.
    """
    text = text[:_READ]
    named = next(iter(names(text)), None)
    if named and text[: named.start].strip().lower() in ("", "the"):
        return _with_nouns(text, named.end)
    end = _nouns(text, _DETERMINED.match(text))
    return _with_joined(text, end) if end else ""


def _nouns(text: str, determined: re.Match[str] | None) -> int:
    """Give where the nouns behind determiners end, 0 where there are none."""
    end = 0
    for match in WORD.finditer(text, determined.end() if determined else 0):
        word = match[0]
        is_verbal = bool(end) and word.islower() and is_verb(word)
        if not word[0].isalnum() or word.lower() in FUNCTION or is_verbal:
            break
        end = match.end()
    return end


def _with_joined(text: str, end: int) -> str:
    """Add to nouns what "of" joins to them, or "and" a name."""
    joined = _JOINED.match(text, end)
    more = noun_phrase(text[joined.end() :]) if joined else ""
    if joined and more and (joined["by"] == "of" or more[0].isupper()):
        return f"{text[:end]} {joined['by']} {more}"
    return text[:end]


def _with_nouns(text: str, end: int) -> str:
    """Give a name and the nouns that it goes with: "U.S. officials", "Lee's term of office"."""
    possessive = _POSSESSIVE.match(text, end)
    start = possessive.end() if possessive else end + 1
    more = noun_phrase(text[start:]) if possessive or text[end : end + 1] == " " else ""
    first = (more.lower().split() or [""])[0]
    if not more or first in DETERMINERS or (is_verb(first) and not possessive):
        return _with_joined(text, end)
    return text[:start] + more
