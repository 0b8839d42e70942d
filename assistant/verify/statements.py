"""Statements: who says what in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.irregular import forms_of
from assistant.language.saying import GROUPS, OPINES, SAYS
from assistant.verify.reading import ROLE_FORMS, Word

_INFLECTED = re.compile(
    r"(?:s|ed|ing|said|told|thought|wrote|found|saw|read|say|tell|think|believe)$"
)
# Who tells facts as their office: that they said so may be left out.
_AUTHORITIES = forms_of("police officials authorities spokesman spokeswoman spokesperson")
_TOLD = forms_of("say tell add")
_NOUNS = forms_of(
    """call claim report view fear doubt note comment estimate remark show state point record
    guess hope promise"""
)
# Verbs by which somebody takes a thing "as" another: that is an opinion.
_TAKES = forms_of("see view read regard")
_NO_SPEAKER = frozenset("be been being is are was were so".split())
PRONOUNS = frozenset("he she they i we it".split())
_RELATIVE = frozenset("which whom who whose where".split())
_MANY = frozenset("they we i".split())
_REPORTS = forms_of(
    """report data figures statistics study survey records documents article research evidence
    poll history science law"""
)
_WHERE = frozenset("in on at during to last this after before yesterday".split())
# Verbs that may stand before who speaks: "…," said Kim.
_INVERTED = forms_of(
    """say add write note explain reply argue insist warn ask conclude observe remark joke
    recall"""
)
_OPENS_APPOSITION = frozenset("a an the who whose which former then".split())
_LONGEST_NAME = 6  # words
_LONGEST_APPOSITION = 16  # words


@dataclass(frozen=True)
class Statement:
    """A part of a sentence that is somebody's: their words, and those that name them.

    ``opinion`` tells whether it is theirs alone, and no fact that is told by them.
    """

    speaker: tuple[Word, ...]
    content: frozenset[str]
    opinion: bool


def statements(words: Sequence[Word]) -> Iterator[Statement]:
    """Find who says what in a sentence."""
    in_quotes = any(word.form in '“”"' for word in words)
    for at, word in enumerate(words):
        if word.form == "accord" and at + 1 < len(words) and words[at + 1].form == "to":
            end = _segment_end(words, at + 1)
            speaker = words[at + 2 : end]
            opinion = not any(w.form in _REPORTS for w in speaker)
            yield Statement(tuple(speaker), _forms(words, speaker), opinion)
        elif word.kind == "content" and word.form in SAYS and _speaks(words, at):
            speaker = _speaker(words, at)
            if any(w.is_content or w.form in PRONOUNS for w in speaker):
                opines = in_quotes or word.form in OPINES or _takes(words, at)
                opinion = opines and _is_somebody(speaker)
                told = word.form in _TOLD and any(w.form in _AUTHORITIES for w in speaker)
                said = words if _is_behind(words, at) else words[at + 1 :]
                content = _forms(said, speaker) - {word.form}
                yield Statement(tuple(speaker), content, opinion and not told)


def _speaks(words: Sequence[Word], at: int) -> bool:
    """Whether a verb of saying is one: not so in "so-called", "volume of calls"."""
    word, before = words[at], words[at - 1] if at else words[at]
    of_several = before.text.endswith("s") if before.kind == "content" else before.form in _MANY
    if not (_INFLECTED.search(word.text) or of_several) or before.form in _NO_SPEAKER:
        return False
    if word.form not in _NOUNS or word.text.endswith("d"):
        return True
    return before.kind == "name" or before.form in PRONOUNS | ROLE_FORMS | GROUPS


def _takes(words: Sequence[Word], at: int) -> bool:
    """Whether a verb is of an opinion by what follows: "sees it as a risk", "sees a risk that"."""
    behind = words[at + 1 : _segment_end(words, at)]
    return words[at].form in _TAKES and any(word.form in ("as", "that") for word in behind)


def _is_somebody(speaker: Sequence[Word]) -> bool:
    """Whether words name who may hold an opinion; a noun alone does, as "Lee" or "advocates"."""
    if len(speaker) == 1 and speaker[0].is_content:
        return speaker[0].form in GROUPS or speaker[0].form not in _REPORTS
    return speaker[0].form != "as" and any(
        word.kind == "name" or word.form in PRONOUNS or word.form in ROLE_FORMS | GROUPS
        for word in speaker
    )


def _forms(words: Sequence[Word], speaker: Sequence[Word]) -> frozenset[str]:
    """Give the words that are somebody's: all but those that name them."""
    own = {id(word) for word in speaker}
    return frozenset(word.form for word in words if word.is_content and id(word) not in own)


def _is_behind(words: Sequence[Word], at: int) -> bool:
    """Whether what is said stands before the verb: "…, Kim said", "…, he said in an interview"."""
    following = words[at + 1] if at + 1 < len(words) else None
    ends = following is None or following.kind == "mark" or following.form in _WHERE
    begin = _segment_begin(words, at)
    quoted = begin > 1 and words[begin - 1].form in '”"' and words[begin - 2].form in ",?!"
    named = any(word.is_content for word in words[begin:at])
    relative = words[begin].form in _RELATIVE
    return bool(begin) and not relative and (ends or quoted or not named)


def _speaker(words: Sequence[Word], at: int) -> Sequence[Word]:
    """Give the words that name who speaks, before the verb or, after a comma, behind it."""
    begin = _segment_begin(words, at)
    before, behind = words[begin:at], words[at + 1 : _segment_end(words, at)]
    if any(word.is_content or word.form in PRONOUNS for word in before):
        return words[_named_before(words, begin) : at] if _is_apposition(before) else before
    if begin:
        first = _segment_begin(words, begin - 1)
        if _is_apposition(words[first : begin - 1]) and _named_before(words, first) < first:
            return words[_named_before(words, first) : at]
        if words[at].form not in _INVERTED:
            return ()
        # "…," said Nam Chang-hee, a professor: all that follows where that ends the sentence.
        rest = words[at + 1 :]
        return rest if len(rest) <= _LONGEST_APPOSITION else behind
    return before


def _named_before(words: Sequence[Word], begin: int) -> int:
    """Give where a name begins that ends right before an apposition, else where that begins."""
    first = _segment_begin(words, begin - 1) if begin else 0
    name = words[first : begin - 1]
    return first if 0 < len(name) <= _LONGEST_NAME else begin


def _is_apposition(words: Sequence[Word]) -> bool:
    """Whether words only say who somebody is: ", a senior fellow of the Stimson Center,"."""
    return bool(words) and (words[0].form in _OPENS_APPOSITION or words[0].form in ROLE_FORMS)


def _segment_begin(words: Sequence[Word], at: int) -> int:
    return next(
        (
            n + 1
            for n in range(at - 1, -1, -1)
            if words[n].kind == "mark" and words[n].form not in ".)("
        ),
        0,
    )


def _segment_end(words: Sequence[Word], at: int) -> int:
    return next(
        (n for n in range(at + 1, len(words)) if words[n].kind == "mark" and words[n].form != "."),
        len(words),
    )
