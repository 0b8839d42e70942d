"""Who does it to whom: "A criticised B" of "B criticised A"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.calendar import CALENDAR
from assistant.language.irregular import BE, VERBS
from assistant.language.verbs import MUTUAL
from assistant.verify.reading import Word
from assistant.verify.source import Source

# What is mutual, said or known, where who does it stands anywhere.
_UNDIRECTED = MUTUAL | frozenset("say add note know".split())
_HELPERS = frozenset(
    """to will would has have had may might can could should must did does do is are was were be
    been being not also""".split()
)
_SUBJECTLESS = frozenset("and or but then".split())
_BEGINS = frozenset("that when while because if as whether where although though than".split())
_BREAKS = frozenset('.;:!?“”"—–()')
_SINCE = frozenset("ago old later earlier".split())  # what stands behind "years"
_NO_PLURAL = re.compile(r"(?:['’]s?|[aius]s)$")  # "Lee's", "gas"
_TIMES = frozenset("end day week month year decad centuri summer spring winter autumn".split())
_FAR = 12  # words of a verb's side
_BY = 5  # words from a verb to its "by": "charges brought against him by a bank"
_Side = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb with the words of who does it, where these can be told, and of what it is done to.

    ``sure`` is whether a "by" tells who does it.
    """

    verb: str
    doers: _Side
    others: _Side
    sure: bool


def turned_round(text: str, source: Source) -> str:
    """Say of which deed of a text its quotes have the doer as the one it is done to."""
    said = source.read(text)
    for at, word in enumerate(said):
        mine = _deed(said, at) if word.form in source.forms else None
        if not mine or not mine.doers:
            continue
        known = [deed for place in source.places(mine.verb) if (deed := _deed(*place))]
        straight = max((len(mine.doers & deed.doers) for deed in known), default=0)
        if any(_turned(mine, deed) > straight for deed in known):
            return f"who does it and to whom has changed places: “{word.text}”"
    return ""


def _turned(mine: _Deed, theirs: _Deed) -> int:
    """Give by how many words the doer of one is what it is done to of the other."""
    back, forth = len(mine.others & theirs.doers), len(mine.doers & theirs.others)
    return max(min(back, 1), min(back, forth)) if theirs.sure else min(back, forth)


def _deed(words: Sequence[Word], at: int) -> _Deed | None:
    word = words[at]
    if not _is_verb(words, at):
        return None
    left, right = _left(words, at), _right(words, at)
    by = next((n for n in right[:_BY] if _names_doer(words, n)), None)
    if by is not None:
        doers = [n for n in right if n > by]
        others = [*left, *(n for n in right if n < by)]
        return _Deed(word.form, _side(words, doers), _side(words, others), sure=True)
    if _is_passive(words, at):
        return _Deed(word.form, frozenset(), _side(words, left), sure=False)
    return _Deed(word.form, _side(words, left), _side(words, right), sure=False)


def _names_doer(words: Sequence[Word], at: int) -> bool:
    """Whether a "by" says who does it: not so in "by 2030", "by May", "by selling"."""
    following = words[at + 1 : at + 4]
    first = next((word for word in following if word.is_content), None)
    return (
        words[at].form == "by"
        and first is not None
        and first.kind != "number"
        and first.text.lower() not in CALENDAR
        and first.form not in _TIMES
        and not first.text.endswith("ing")
    )


def _side(words: Sequence[Word], places: Sequence[int]) -> _Side:
    return frozenset(words[n].form for n in places if words[n].is_content)


def _left(words: Sequence[Word], at: int) -> list[int]:
    """Give the places of the words before a verb that may name its subject."""
    begin = at
    while begin and words[begin - 1].form in _HELPERS:
        begin -= 1
    if begin and words[begin - 1].form in _SUBJECTLESS:
        return []
    left: list[int] = []
    for place in range(begin - 1, max(-1, begin - 1 - _FAR), -1):
        form = words[place].form
        if form in _BREAKS or form in _BEGINS or form == "," or _is_inflected(words, place):
            break
        left.append(place)
    return left


def _right(words: Sequence[Word], at: int) -> list[int]:
    """Give the places of the words behind a verb in its sentence."""
    right: list[int] = []
    for place in range(at + 1, min(len(words), at + 1 + _FAR)):
        if words[place].form in _BREAKS:
            break
        right.append(place)
    return right


def _is_passive(words: Sequence[Word], at: int) -> bool:
    before = [word.form for word in words[max(0, at - 3) : at]]
    return not words[at].text.endswith("ing") and not BE.isdisjoint(before)


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Tell by its form, or what stands before it, that a word may be a verb."""
    word, before = words[at], words[at - 1] if at else None
    text = word.text.lower()
    if word.kind != "content" or word.form in _UNDIRECTED or text in CALENDAR or not before:
        return False
    subject = before.kind == "name" or (before.kind == "content" and before.text.endswith("s"))
    subject = subject and text not in _SINCE and not _NO_PLURAL.search(before.text)
    by = at + 1 < len(words) and _names_doer(words, at + 1)  # also of a noun: "criticism by Lee"
    return by or subject or _is_inflected(words, at)


def _is_inflected(words: Sequence[Word], at: int) -> bool:
    text = words[at].text.lower()
    helped = at > 0 and words[at - 1].form in _HELPERS
    return words[at].kind == "content" and (helped or text.endswith("ed") or text in VERBS)
