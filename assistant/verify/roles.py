"""Who is what: a role is its holder's, and a former or deputy one is no more than that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import attrgetter

from assistant.language.irregular import forms_of
from assistant.verify.reading import ROLE_FORMS, Word
from assistant.verify.source import Source

_ONCE = forms_of("former ex then onetime retired late")
_LESSER = forms_of("deputy vice acting interim assistant would")
# What else says that somebody is no longer what they were.
_NO_LONGER = _ONCE | forms_of("once formerly previously longer until used earlier ago")
_WAS = frozenset("was were had been".split())
_POINTS = frozenset("a an the now still".split())
_IS = frozenset("is are as serve remain becom".split())
_COURTESY = forms_of("""president senator governor congressman congresswoman ambassador prime
        general gen admiral colonel captain major king queen""")
_PERSONS = ROLE_FORMS - forms_of("administration government presidency senior")
_REACH = 4  # words from a modifier to its role, from "is" to it, from it to its holder
_FAR = 8  # words from a name to the role that stands behind its comma


def lesser_role(text: str, source: Source) -> str:
    """Say what a text calls somebody who was so only formerly, or is but a deputy."""
    said = source.read(text)
    forms = {word.form for word in said}
    for at, word in enumerate(said):
        if word.kind != "content":
            continue
        there = [_modifiers(*place) for place in source.places(word.form)]
        lost = frozenset[str].intersection(*there) - _modifiers(said, at) if there else frozenset()
        if lost & _LESSER and word.form in ROLE_FORMS:
            return f"leaves out what kind of “{word.text}”"
        if lost & _ONCE and not forms & _NO_LONGER and _holds(said, at):
            return f"the articles say “former {word.text}”"
    return ""


def _modifiers(words: Sequence[Word], at: int) -> frozenset[str]:
    """Give the words before a role, in its phrase, that lessen it: "former U.S. ambassador"."""
    found = set[str]()
    for word in reversed(words[max(0, at - _REACH) : at]):
        if word.form in _ONCE | _LESSER:
            found.add(word.form)
        elif not word.is_content or (word.kind == "content" and word.form in ROLE_FORMS):
            break
    return frozenset(found)


def _holds(words: Sequence[Word], at: int) -> bool:
    """Whether a text says that somebody is this now: "is the envoy", ", envoy to Seoul,"."""
    before = [word.form for word in words[max(0, at - _REACH) : at]]
    if not _WAS.isdisjoint(before):
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    titled = following is not None and following.kind == "name"
    if titled and words[at].form in _COURTESY:
        return False
    return titled or not _IS.isdisjoint(before) or "," in before


def another_holder(text: str, source: Source) -> str:
    """Say whose role a text gives to another whom its quotes name."""
    said = source.read(text)
    for role, names in _holders(said):
        held = [_held_by(*place) for place in source.places(role.form)]
        known = {one.form for holder in held for one in holder}
        mine = {name.form for name in names}
        if held and all(held) and mine & source.forms and known.isdisjoint(mine):
            return f"the articles call somebody else “{role.text}”, not {names[-1].text}"
    return ""


def _holders(words: Sequence[Word]) -> Iterator[tuple[Word, list[Word]]]:
    """Give each role of a text with the words of the name of who has it."""
    for at, word in enumerate(words):
        if word.form in _PERSONS and word.kind != "name" and not word.is_possessive:
            closed = any(behind.form == "," for behind in words[at + 1 : at + 2 + _REACH])
            holders = _held_by(words, at) if closed else _titled(words, at) or _called(words, at)
            if holders:
                yield word, holders


def _held_by(words: Sequence[Word], at: int) -> list[Word]:
    """Give the words of the names of who has a role, in any of the ways to say so."""
    return _called(words, at) or _titled(words, at) or _set_off(words, at)


def _called(words: Sequence[Word], at: int) -> list[Word]:
    """Look before a verb: "Ann Berg is the mayor"."""
    verbs = (n for n in range(at - 1, max(0, at - 1 - _REACH), -1) if words[n].form in _IS | _WAS)
    begin = next(verbs, 0)
    first = words[begin + 1]
    if not (begin + 1 == at or first.kind == "name" or first.form in _POINTS):
        return []
    return [word for word in words[max(0, begin - 2) : begin] if word.is_person]


def _titled(words: Sequence[Word], at: int) -> list[Word]:
    """Look right behind the role: "mayor Ann Berg", "chief of staff Ann Berg"."""
    behind = words[at + 1 : at + 3]
    of_some = [word.form for word in behind[:1]] == ["of"] and behind[-1].kind == "content"
    return _run(words, at + (3 if of_some else 1))


def _set_off(words: Sequence[Word], at: int) -> list[Word]:
    """Look beyond a comma: "the mayor, Ann Berg", "Ann Berg, mayor of Oslo"."""
    if at + 1 < len(words) and words[at + 1].form == "," and (run := _run(words, at + 2)):
        return run
    comma = next((n for n in range(at, max(0, at - _FAR), -1) if words[n].form == ","), 0)
    return list(takewhile(attrgetter("is_person"), reversed(words[max(0, comma - _REACH) : comma])))


def _run(words: Sequence[Word], begin: int) -> list[Word]:
    return list(takewhile(attrgetter("is_person"), words[begin : begin + _REACH]))
