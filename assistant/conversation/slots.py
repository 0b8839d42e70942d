"""One thing of a question put in the place of another: "And in 2021?", "No, I meant the Navy"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.conversation.dated import (
    ORDINAL,
    appended,
    at_ordinal,
    at_time,
    is_time,
    put,
    time_at_end,
)
from assistant.conversation.exchange import Exchange, from_the, is_small, phrases
from assistant.conversation.leaning import leanings
from assistant.conversation.names import Kind, Name, acts, is_place, kind_of, names
from assistant.conversation.phrase import noun_phrase
from assistant.conversation.words import (
    DETERMINERS,
    FUNCTION,
    PREPOSITIONS,
    is_about,
    is_aspect,
    is_inflected,
    is_plural,
    is_verb,
    without_end,
)

Slot = tuple[int, int]

_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
_PLURAL = {one: many for many, one in _SINGULAR.items()}
_ABOUT = re.compile(r"\b(?:about|on|of|to|for|with|against) (?=\S)")


def replaced(last: Exchange, new: str, old: str = "") -> str | None:
    """Give the last question with something new in place of the old, or of what is most like it.

    None where it has nothing of the kind.
    """
    question = last.question
    new = re.sub(r"['’]s?\Z", "", new)  # "And Ford's?"
    if ordinal := ORDINAL.fullmatch(new):
        return at_ordinal(question, ordinal["which"])
    if is_small(new) and not is_time(new):
        return None
    slot = _unknown_person(question, new) or (_named_as(question, old) if old else None)
    if slot or old:
        return put(question, slot, new) if slot else None
    return _put_where_it_fits(last, new)


def _put_where_it_fits(last: Exchange, new: str) -> str | None:
    question = last.question
    if is_time(new):
        return at_time(question, new)
    if at_end := time_at_end(new):
        dated = at_time(question, new[at_end:].strip())
        return replaced(Exchange(dated, last.answer), new[:at_end].strip()) or dated
    first, _, rest = new.partition(" ")
    if first.lower() in PREPOSITIONS and rest:
        return _with_preposition(question, first, rest)
    for slot in _slots(last, new):
        if not _is_counted(last, slot, first):
            return _put_subject(last, slot, new)
        if _is_several(new) and acts(new) == acts(question[slice(*slot)]):
            return put(question, slot, f"of {new}")  # "How many of the crew"
    return None


def is_said_of(question: str) -> bool:
    """Tell whether it is asked what somebody says of something."""
    return is_about(question) and next(_objects(question), None) is not None


def _unknown_person(question: str, new: str) -> Slot | None:
    """Find a "he" that stands for nobody known, in whose place somebody may be put."""
    if not names(new, [new]) or kind_of(new) in ("place", "thing"):
        return None
    persons = (one for one in leanings(question) if one.sort == "person" and not one.owns)
    return next(((one.start, one.end) for one in persons), None)


def _put_subject(last: Exchange, slot: Slot, new: str) -> str:
    """Put something in its place, with the auxiliary in its number if it is the subject's."""
    question, clause = last.question, last.clause
    said = question[slice(*slot)]
    if clause is None or said != last.subject or _is_several(said) == _is_several(new):
        return put(question, slot, new)
    before = question[: slot[0]].rstrip()
    number = _PLURAL if _is_several(new) else _SINGULAR
    agreed = number.get(clause.auxiliary.lower())
    if agreed and before.endswith(clause.auxiliary):
        agreed = agreed.capitalize() if clause.auxiliary[0].isupper() else agreed
        before = before.removesuffix(clause.auxiliary) + agreed
    return f"{before} {new}{question[slot[1] :]}"


def _is_several(phrase: str) -> bool:
    if names(phrase, [phrase]) and phrase.rsplit(maxsplit=1)[-1][0].isupper():
        demonym = phrase.startswith("the ") and is_plural(phrase) and not is_place(phrase)
        return " and " in phrase or demonym
    return is_plural(phrase.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1])


def _is_counted(last: Exchange, slot: Slot, first: str) -> bool:
    """Tell whether "the navy" would stand where things are counted: "How many the navy"."""
    if last.clause is None or not last.clause.thing:
        return False
    return first in DETERMINERS and slot[0] < len(last.clause.asking)


def _with_preposition(question: str, preposition: str, new: str) -> str:
    """Put what follows a preposition after the same one of a question, or at its end."""
    found = list(re.finditer(rf"\b{re.escape(preposition)} (?=\S)", question, re.IGNORECASE))
    if not found and kind_of(new) == "place":
        found = list(re.finditer(r"\b(?:in|on|at) (?=\S)", question, re.IGNORECASE))
    if not found:
        return appended(question, f"{preposition} {new}")
    start = found[-1].end()
    old = noun_phrase(question[start:]) or without_end(question[start:])
    return put(question, (found[-1].start(), start + len(old)), f"{preposition} {new}")


def _slots(last: Exchange, new: str) -> Iterator[Slot]:
    """Give where in a question something new may belong, the likeliest first."""
    question = last.question
    yield from _of_the_same_noun(last, new)
    named = names(new, [new])
    if named and named[0].text == new.removeprefix("the "):
        yield from _of_the_same_kind(last, new)
    elif named and last.subject:
        yield _found(question, last.subject)
    elif not named:
        yield from _of_things(last, new)


def _of_the_same_noun(last: Exchange, new: str) -> Iterator[Slot]:
    """Give "U.S. troops" for "South Korean troops"."""
    thing = last.clause.thing if last.clause else ""
    head = new.rsplit(maxsplit=1)[-1].lower()
    for phrase in (thing, *phrases(last.question)):
        if " " in new and phrase and phrase.split()[-1].lower() == head:
            yield _found(last.question, phrase)


def _of_the_same_kind(last: Exchange, new: str) -> Iterator[Slot]:
    """Give the names that a name can stand for, those of its kind before others."""
    question = last.question
    asking = len(last.clause.asking) if last.clause else 0
    kind = _kind(last, new)
    free = [n for n in last.asked if n.start >= asking and not _describes(question, n)]
    near = sorted(free, key=lambda name: _distance(kind, name.kind))
    for name in near:
        if _distance(kind, name.kind) < 2:
            yield from_the(question, name.start), name.end
    if last.subject and kind != "place":
        yield _found(question, last.subject)
    elif is_about(question) or kind != "place":
        yield from _objects(question)


def _of_things(last: Exchange, new: str) -> Iterator[Slot]:
    """Give where a thing without a name may belong: "and leaders?", "what about the navy?"."""
    question, subject = last.question, last.subject
    if is_aspect(new) and not is_about(question):
        return
    if re.fullmatch(r"\w+(?:ed|en)", new):
        done = [match for match in re.finditer(r"[a-z]+", question) if is_inflected(match[0])]
        yield from (match.span() for match in done if is_verb(new))
    bare = re.search(r"(?P<before>[\w’']+) (?P<noun>[a-z]{3,})(?=\W*\Z)", question)
    if bare and not (is_verb(bare["before"]) or bare["before"] in FUNCTION):
        bare = None
    first, head = new.split(maxsplit=1)[0], new.rsplit(maxsplit=1)[-1]
    if bare and first not in DETERMINERS and _alike(bare["noun"], head):
        yield bare.span("noun")
    yield from _speaker(last, new)
    if not subject or is_about(question) or names(subject):
        yield from _objects(question)
    if subject:
        yield _found(question, subject)
    elif last.clause and last.clause.thing:
        yield _found(question, last.clause.thing)
    yield from (_found(question, phrase) for phrase in reversed(phrases(question)))


def _speaker(last: Exchange, new: str) -> Iterator[Slot]:
    """Give who says something of a thing, for another who may say it: "And the opposition?"."""
    question = last.question
    told_of = [question[slice(*slot)] for slot in _objects(question)]
    if is_about(question) and last.subject and acts(new) and not any(map(acts, told_of)):
        yield _found(question, last.subject)


def _objects(question: str) -> Iterator[Slot]:
    """Give what stands after prepositions, the last first."""
    for match in reversed(list(_ABOUT.finditer(question))):
        phrase = noun_phrase(question[match.end() :])
        does = match[0].lower() == "to " and is_verb((phrase.split() or [""])[0])
        if phrase and not (does or is_time(phrase)):
            yield match.end(), match.end() + len(phrase)


def _kind(last: Exchange, name: str) -> Kind:
    word = name.rsplit(maxsplit=1)[-1]
    told = (one.kind for one in last.told if one.text.split()[-1] == word and one.kind != "unknown")
    kind = kind_of(name)
    return next(told, kind) if kind == "unknown" else kind


def _distance(kind: Kind, other: Kind) -> int:
    """Say how ill one kind stands for another: a place never stands for what is none."""
    if kind == other:
        return 0
    return 2 if "place" in (kind, other) or {kind, other} == {"person", "thing"} else 1


def _describes(question: str, name: Name) -> bool:
    """Tell whether a name goes with the noun behind it: "U.S. troops"."""
    longer = len(noun_phrase(question[name.start :])) > name.end - name.start + 1
    return longer and not question.startswith((" and ", " of ", "’", "'"), name.end)


def _named_as(question: str, old: str) -> Slot | None:
    """Find what a question calls by some words, or by a longer name that has them."""
    old = re.sub(r"\Athe ", "", old, flags=re.IGNORECASE)
    words = set(old.lower().split())
    for name in names(question, [old]):
        if words <= set(name.text.lower().split()):
            return name.start, name.end
    found = re.search(rf"(?<!\w)(?:the )?{re.escape(old)}(?!\w)", question, re.IGNORECASE)
    return found.span() if found else None


def _found(question: str, phrase: str) -> Slot:
    start = question.find(phrase)
    return start, start + len(phrase)


def _alike(one: str, other: str) -> bool:
    return one not in FUNCTION and is_plural(one) and is_plural(other)
