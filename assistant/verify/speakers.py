"""Who said it: what an article has from somebody stays theirs, and nobody else's."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.irregular import forms_of
from assistant.language.saying import ATTRIBUTES, GROUPS
from assistant.verify.reading import Word, read
from assistant.verify.source import Source
from assistant.verify.statements import PRONOUNS, Statement, statements

_ALIKE = forms_of("analysts experts observers scholars researchers")
_MOSTLY = 0.6  # of what a text shares with a sentence, to be what somebody says in it
_AS_WELL = 0.8  # of that, for a plain sentence to bear the text as well


def unattributed(text: str, source: Source) -> str:
    """Say whose opinion a text tells as a fact."""
    said = source.read(text)
    mine = {word.form for word in said if word.is_content}
    best, plain = 0, 0
    whose: Statement | None = None
    for sentence in source.sentences:
        shared = mine & {word.form for word in sentence if word.is_content}
        theirs = [s for s in statements(sentence) if s.opinion]
        own = next((s for s in theirs if len(s.content & shared) >= _MOSTLY * len(shared)), None)
        if own is None:
            plain = max(plain, len(shared))
        elif len(shared) > best:
            best, whose = len(shared), own
    if whose is None or plain >= _AS_WELL * best:
        return ""
    attributes = any(
        word.form in ATTRIBUTES and word.form not in whose.content and word.kind != "name"
        for word in said
    )
    speaker = [word for word in whose.speaker if word.is_content]
    named = [word.form for word in speaker if word.kind == "name"]
    called = named or [word.form for word in (*speaker[-1:], *whose.speaker)]
    if attributes or any(statements(said)) or mine.intersection(called):
        return ""
    pronouns = PRONOUNS.intersection(called)
    if any(word.form in pronouns for word in said):
        return ""
    return f"only {_named(speaker or whose.speaker)} says so"


def other_speaker(text: str, source: Source) -> str:
    """Say who said what a text gives to another."""
    said = source.read(text)
    mine = list(statements(said))
    if not mine:
        return ""
    told = {word.form for word in said if word.is_content}
    sentence = max(
        source.sentences,
        key=lambda words: len(told & {word.form for word in words if word.is_content}),
        default=(),
    )
    theirs = list(statements(sentence))
    if not theirs:
        return ""
    names = frozenset[str]().union(*(statement.names for statement in mine))
    theirs_named = [w for statement in theirs for w in statement.speaker if w.kind == "name"]
    known = {word.form for word in (*sentence, *read(source.headers))}
    if names and theirs_named and not names & known:
        mine_named = [w for statement in mine for w in statement.speaker if w.kind == "name"]
        return f"{_named(theirs_named)} said it, not {_named(mine_named)}"
    return _other_group(mine, theirs, source)


def _other_group(mine: Sequence[Statement], theirs: Sequence[Statement], source: Source) -> str:
    """Say so where analysts said what a text gives to officials."""
    said = {word.form for s in mine for word in s.speaker} & GROUPS
    there = {word.form for s in theirs for word in s.speaker} & GROUPS
    if not said or not there or said & there or (said | there) <= _ALIKE or said & source.forms:
        return ""
    one = next(w for s in theirs for w in s.speaker if w.form in there)
    other = next(w for s in mine for w in s.speaker if w.form in said)
    return f"{one.text} said it, not {other.text}"


def _named(words: Sequence[Word]) -> str:
    named = [word.text for word in words if word.kind == "name"] or [word.text for word in words]
    return " ".join(named[:4]) or "somebody"
