"""Who said it: what an article has from somebody stays theirs, and nobody else's."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.irregular import forms_of
from assistant.language.opposites import likes_of
from assistant.language.saying import ATTRIBUTES, GROUPS
from assistant.verify.reading import Word, content, has_family, read
from assistant.verify.source import Source
from assistant.verify.statements import PRONOUNS, Statement, statements

_ALIKE = forms_of("analysts experts observers scholars researchers")
_TELLING = 2  # words of an opinion that say what it is
_MOSTLY = 0.6  # of what a text shares with a sentence, to be what somebody says in it
_AS_WELL = 0.8  # of that, for a plain sentence to bear the text as well


def unattributed(text: str, source: Source) -> str:
    """Say whose opinion a text tells as a fact."""
    said = source.read(text)
    whose = _opinion(said, source)
    if whose is None or any(statements(said)) or _attributes(said, whose):
        return ""
    speaker = [word for word in whose.speaker if word.is_content]
    named = {word.form for word in speaker if word.kind == "name"}
    called = named or {word.form for word in (*speaker[-1:], *whose.speaker)}
    if not called.isdisjoint(content(said) | PRONOUNS.intersection(word.form for word in said)):
        return ""
    return f"only {_named(speaker or whose.speaker)} says so"


def _opinion(said: Sequence[Word], source: Source) -> Statement | None:
    """Give the opinion that has most of what a text says, unless a plain sentence has it too."""
    mine = content(said)
    best, plain = 0, 0
    whose: Statement | None = None
    for sentence in source.sentences:
        shared = mine & content(sentence)
        theirs = [s for s in statements(sentence) if s.opinion]
        own = next((s for s in theirs if len(s.content & shared) >= _MOSTLY * len(shared)), None)
        if own is None:
            plain = max(plain, len(shared))
        elif len(shared) > best:
            best, whose = len(shared), own
    return whose if plain < _AS_WELL * best else None


def _attributes(said: Sequence[Word], whose: Statement) -> bool:
    """Whether a text has a word of its own by which it says that somebody says so."""
    return any(
        word.form in ATTRIBUTES and word.form not in whose.content and word.kind != "name"
        for word in said
    )


def made_up_opinion(text: str, source: Source) -> str:
    """Say whose opinion a text gives of which the quotes have nothing but names."""
    known = source.forms
    for statement in statements(source.read(text)):
        told = [
            w.form for w in source.read(text) if w.form in statement.content and w.kind != "name"
        ]
        if (
            statement.opinion
            and len(told) >= _TELLING
            and not any(_is_told(w, known) for w in told)
        ):
            return f"the articles do not tell what {_named(statement.speaker)} says of it"
    return ""


def _is_told(form: str, known: frozenset[str]) -> bool:
    return has_family(form, known) or not likes_of(form).isdisjoint(known)


def other_speaker(text: str, source: Source) -> str:
    """Say who said what a text gives to another."""
    said = source.read(text)
    sentence = source.nearest(said)
    mine, theirs = _speakers(said), _speakers(sentence)
    names, names_there = _names(mine), _names(theirs)
    if names and names_there:
        known = {word.form for word in (*sentence, *read(source.headers))}
        if known.isdisjoint(word.form for word in names):
            return f"{_named(names_there)} said it, not {_named(names)}"
    return _other_group(mine, theirs, source)


def _speakers(sentence: Sequence[Word]) -> list[Word]:
    return [word for statement in statements(sentence) for word in statement.speaker]


def _names(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.kind == "name"]


def _other_group(mine: Sequence[Word], theirs: Sequence[Word], source: Source) -> str:
    """Say so where analysts said what a text gives to officials."""
    said, there = ({word.form for word in words} & GROUPS for words in (mine, theirs))
    if not said or not there or said & there or (said | there) <= _ALIKE or said & source.forms:
        return ""
    one = next(word for word in theirs if word.form in there)
    other = next(word for word in mine if word.form in said)
    return f"{one.text} said it, not {other.text}"


def _named(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in (_names(words) or words)[:4]) or "somebody"
