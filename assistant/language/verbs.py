"""Verbs: which one carries a day, as "sank" does in "sank off Lindal on 2 May"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.alike import alike
from assistant.language.irregular import VERBS, forms_of

_AUXILIARY = frozenset("had has did does having being".split())
_LIGHT = alike("happen occur take place hold be come fall")
"""What is done by anything that happens: the noun before it says what did."""

MUTUAL = forms_of(
    "meet talk agree negotiate join joint marry share ally alliance discuss between border"
)
"""Normal forms of what says the same of both sides, verbs for the most part."""

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_AFTER_MODAL = re.compile(
    r"\b(?:(?:will|would|shall|may|might|can|could|should|must|did|does)(?: not)?"
    r"|(?:is|are|was|were|due|set|expected|planned|scheduled|plans|agreed|hopes|wants) to)"
    r" (?:\w+ly )?(?:be |have |have been )?(?P<verb>[a-z]+)"
)
_OF_A_NOUN = frozenset("a an the its his her their our this these those of".split())
_CLAUSE_END = re.compile(r"[,;:—–]\s| (?:and|but|while|although|though|because) ")
_ASIDE = re.compile(
    r"\b(?:of|in|at|off|to|from|by|with|under|between|into|over|about|after|before|since|following"
    r"|against|for|on|amid|despite)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Carrier:
    """The stem of a verb, "" where nothing is done, and the stems of the noun phrase before it.

    A light verb, as in "took place", is none unless it is asked for.
    """

    verb: str
    head: frozenset[str]


def carrier(text: str, start: int, end: int, asked: frozenset[str]) -> Carrier:
    """Give what carries the characters ``start:end``: the nearest verb before, else the next.

    One of the same clause goes before any other. In the present tense only verbs of the stems that
    are asked for are known.
    """
    breaks = [*(found.span() for found in _CLAUSE_END.finditer(text))]
    first = max((after for _, after in breaks if after <= start), default=0)
    last = min((before for before, _ in breaks if before >= end), default=len(text))
    found = verbs(text, asked)
    before = [verb for verb in reversed(found) if verb[0] < start]
    after = [verb for verb in found if verb[0] >= end]
    inside = [v for v in before if v[0] >= first] or [v for v in after if v[0] < last]
    place, verb = next(iter(inside or before or after), (start, ""))
    begins = max((at for _, at in breaks if at <= place), default=0)
    head = _ASIDE.split(text[begins:place].lstrip())
    stems = alike(next(filter(str.strip, head), ""))
    return Carrier("" if verb in _LIGHT - asked else verb, stems)


def has_verb(question: str) -> bool:
    """Whether a question asks for a deed: "When was it signed?", not "When is the vote?"."""
    asks = re.match(r"\W*(?:\w+\W+){0,3}?(?:did|does|do|will|has|have|would)\b", question, re.I)
    done = {verb for _, verb in verbs(question, frozenset())}
    return not alike(question) & alike("happen occur place") and bool(asks or done - _LIGHT)


@lru_cache(maxsize=4_096)
def verbs(text: str, asked: frozenset[str]) -> tuple[tuple[int, str], ...]:
    """Give the verbs of a text that its forms give away, by their places, without auxiliaries."""
    return tuple(_verbs(text, asked))


def _verbs(text: str, asked: frozenset[str]) -> Iterator[tuple[int, str]]:
    after_modal = {found.start("verb") for found in _AFTER_MODAL.finditer(text)}
    before = ""
    for found in _WORD.finditer(text):
        word = found.group()
        told = word in VERBS or (len(word) > 4 and word.endswith("ed") and word[-3] != "e")
        told = told or (word[-1] == "s" and word.islower() and bool(alike(word) & asked))
        told = told and word not in _AUXILIARY and before not in _OF_A_NOUN
        if told or found.start() in after_modal:
            yield from ((found.start(), stem) for stem in [*alike(word)][:1])
        before = word.lower()
