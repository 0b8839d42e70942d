"""Words that are alike: forms of one word, and words that news texts use for one another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from assistant.language.irregular import IRREGULAR
from index.words import stems

# Words of one event that news texts use for one another; a word, then those that mean the same.
_MEANINGS = {
    "die": "dead death deaths killed kills killing fatalities toll",
    "hurt": "injured injures injuries injuring wounded wounding",
    "buy": "purchase purchased acquire acquired acquires",
    "begin": "start started starts starting",
    "win": "winner winners",
    "release": "publish published publishes publishing publication",
}
_WORDS = IRREGULAR | {other: word for word, others in _MEANINGS.items() for other in others.split()}
_ALIKE = {
    stem: meant
    for stem, meant in zip(stems(" ".join(_WORDS)), stems(" ".join(_WORDS.values())), strict=True)
    if stem != meant
}


@lru_cache(maxsize=4_096)
def alike(text: str) -> frozenset[str]:
    """Give the stems of a text, one for words that news texts use for one another."""
    return meant(stems(text))


def meant(stems_: Iterable[str]) -> frozenset[str]:
    """Give one stem for those that news texts use for one another."""
    return frozenset(_ALIKE.get(stem, stem) for stem in stems_)
