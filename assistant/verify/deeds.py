"""Who does it to whom: "A criticised B" of "B criticised A"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.calendar import CALENDAR
from assistant.language.irregular import VERBS
from assistant.verify.reading import Word
from assistant.verify.source import Source
from assistant.verify.speakers import OPINION

# Verbs that say the same of both sides.
_MUTUAL = frozenset("meet talk agre negoti join marri share alli discuss".split())
_HELPERS = frozenset(
    """to will would has have had may might can could should must did does do is are was were be
    been being not also""".split()
)
_BE = frozenset("is are was were be been being".split())
_SUBJECTLESS = frozenset("and or to , but then".split())
_BEGINS = frozenset("that when while because if as whether where although though than".split())
_BREAKS = frozenset('.;:!?“”"—–()')
_SINCE = frozenset("ago old later earlier".split())  # what stands behind "years"
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
        known = [
            deed
            for sentence in source.sentences
            for place, other in enumerate(sentence)
            if other.form == mine.verb and (deed := _deed(sentence, place))
        ]
        straight = any(mine.doers & deed.doers for deed in known)
        if not straight and any(_is_turned(mine, deed) for deed in known):
            return f"who does it and to whom has changed places: “{word.text}”"
    return ""


def _is_turned(mine: _Deed, theirs: _Deed) -> bool:
    back = mine.others & theirs.doers
    return bool(back and (theirs.sure or mine.doers & theirs.others))


def _deed(words: Sequence[Word], at: int) -> _Deed | None:
    word = words[at]
    if not _is_verb(words, at):
        return None
    left, right = _left(words, at), _right(words, at)
    by = next((n for n in right[:_BY] if words[n].form == "by"), None)
    if by is not None:
        doers = [n for n in right if n > by]
        others = [*left, *(n for n in right if n < by)]
        return _Deed(word.form, _side(words, doers), _side(words, others), sure=True)
    if _is_passive(words, at):
        return _Deed(word.form, frozenset(), _side(words, left), sure=False)
    return _Deed(word.form, _side(words, left), _side(words, right), sure=False)


def _side(words: Sequence[Word], places: Sequence[int]) -> _Side:
    return frozenset(words[n].form for n in places if words[n].is_content)


def _left(words: Sequence[Word], at: int) -> list[int]:
    """Give the places of the words before a verb that may name its subject."""
    begin = at
    while begin and words[begin - 1].form in _HELPERS:
        begin -= 1
    if begin and words[begin - 1].form in _SUBJECTLESS and words[begin - 1].form != ",":
        return []
    left: list[int] = []
    for place in range(begin - 1, max(-1, begin - 1 - _FAR), -1):
        form = words[place].form
        if form in _BREAKS or form in _BEGINS or form == "," or _is_verb(words, place):
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
    return not words[at].text.endswith("ing") and not _BE.isdisjoint(before)


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Tell by its form, or what stands before it, that a word may be a verb."""
    word, before = words[at], words[at - 1] if at else None
    text = word.text.lower()
    if word.kind != "content" or word.form in _MUTUAL | OPINION or text in CALENDAR or not before:
        return False
    plural = before.kind == "content" and before.text.endswith("s") and text not in _SINCE
    inflected = text.endswith("ed") or text in VERBS
    by = at + 1 < len(words) and words[at + 1].form == "by"  # also of a noun: "criticism by Lee"
    return inflected or by or before.kind == "name" or plural or before.form in _HELPERS
