"""Words in disguise: run together, or with letters that changed places."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.hostile.english import ADDRESSED, VERBS

# "ignore_all_previous" and "ignoreAllPrevious", but not in an address.
_TOGETHER = re.compile(
    r"(?<![\w/.=?&%@:-])(?:[A-Za-z]{1,20}(?:_[A-Za-z]{1,20}){2,60}|[A-Za-z][a-z]{0,20}(?:[A-Z][a-z]{1,20}){2,60})"
    r"(?![\w/@])"
)
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_LONG = re.compile(r"[a-z]{4,16}")
_OTHERS = (
    "above before earlier exactly previous prior preceding rules please that your only with must"
).split()


def apart(text: str) -> str:
    """Return a text with spaces in words of three or more that are run together."""
    return _TOGETHER.sub(lambda words: _CAPITAL.sub(" ", words.group()), text)


def righted(plain: str) -> str:
    """Return a folded text with the words of orders where only inner letters changed places."""
    return _LONG.sub(lambda word: _righted(word.group()), plain)


def _scrambled(word: str) -> str:
    return word[0] + "".join(sorted(word[1:-1])) + word[-1]


_ORDERING = {*_OTHERS, *(word for word in VERBS | ADDRESSED if len(word) > 4)}
_MEANT = {_scrambled(word): word for word in _ORDERING}


@lru_cache(maxsize=20_000)
def _righted(word: str) -> str:
    return _MEANT.get(_scrambled(word), word)
