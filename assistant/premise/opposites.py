"""Verbs and their opposites, and whether a text says one or denies it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.language.irregular import forms
from index.words import stems, words

# Verbs of one side mean much the same; those of the other, the opposite.
_PAIRS = (
    (
        "accept agree approve pledge promise commit back support endorse adopt welcome "
        "favor favour embrace encourage sign ratify",
        "reject refuse oppose decline resist veto rebuff spurn dismiss block discourage denounce",
    ),
    (
        "rise increase grow climb jump soar surge raise expand gain double",
        "fall drop decrease decline shrink cut reduce lower slump plunge sink",
    ),
    ("confirm admit acknowledge recognize recognise concede", "deny"),
    ("hold", "cancel postpone scrap abandon"),
    ("deploy send station dispatch", "withdraw recall remove"),
    ("impose introduce tighten extend", "lift end abolish repeal rescind revoke scrap ease relax"),
    ("allow permit legalize legalise authorize let", "ban prohibit forbid outlaw"),
    ("open start begin launch found establish", "close end stop cease halt"),
    ("survive", "die perish"),
    ("arrest jail imprison detain convict", "free release acquit pardon"),
    ("praise applaud welcome hail", "criticize criticise condemn denounce blame"),
    ("hire appoint recruit employ", "fire dismiss sack"),
    ("strengthen stronger bolster reinforce boost", "weaken weaker undermine erode"),
    ("improve", "worsen deteriorate"),
    ("include", "exclude"),
    ("join", "leave"),
    ("build", "destroy demolish dismantle"),
    ("remember", "forget"),
    ("pass", "fail reject"),
    ("trust", "distrust mistrust"),
)
# Of these both may be asked of one event: who lost is whom the winner beat.
_CONVERSES = (
    ("win beat defeat", "lose"),
    ("buy acquire purchase", "sell"),
)
_DENIES = frozenset("not no never nobody none neither nor without cannot little few hardly".split())
_UNDONE = frozenset(stems("refuse decline fail"))  # "refused to sign"
_REACH = 3  # words before a verb in which it may be denied
_BACKWARDS = re.compile(r"(?<!to )\bback\b(?! (?:the|a|his|her|its|their)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Saying:
    """A word of a text by its stem, the word before it, and whether the text denies it."""

    stem: str
    before: str
    denied: bool


def opposite(stem: str, *, converse: bool = True) -> frozenset[str]:
    """Give the stems that say the opposite of a verb's, with or without the other side's view."""
    return _opposites(converse).get(stem, frozenset())


def alike(stem: str) -> frozenset[str]:
    """Give the stems that say much the same as a verb's, and its own."""
    return frozenset({stem}).union(*(opposite(other) for other in opposite(stem)))


def sayings(text: str) -> Iterator[Saying]:
    """Yield the words of a text by their stems, with whether each is denied."""
    said = words(_BACKWARDS.sub(" ", text))
    stemmed = [next(iter(stems(word)), word) for word in said]
    for position, stem in enumerate(stemmed):
        near = said[max(0, position - _REACH) : position]
        denied = any(word in _DENIES or word.endswith("n't") for word in near)
        undone = near[-1:] == ["to"] and stemmed[position - 2] in _UNDONE
        yield Saying(stem, "".join(near[-1:]), denied or undone)


@cache
def _opposites(converse: bool) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for pair in (*_PAIRS, *_CONVERSES) if converse else _PAIRS:
        one, other = (frozenset(stems(" ".join(forms(side)))) for side in pair)
        found |= {stem: found.get(stem, frozenset()) | other for stem in one}
        found |= {stem: found.get(stem, frozenset()) | one for stem in other}
    return found
