"""A drafted question, before it is a case of a test set."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.evaluation.drafts.collection import Collection, Line

_POINTS_OUTSIDE = re.compile(
    r"(?i:\b(?:this|these|those|such|we|our|you|your|my|me|here|also|however|instead|another"
    r"|latter|former|same|other|others|then|so far|of them|both|meanwhile|now|today|yesterday|ago"
    r"|similar|that (?:number|figure|year|day|time|case|decision|move|plan|point))\b"
    r"|\b(?:last|next|this|recent|earlier) (?:weeks?|months?|years?|days?|night|summer|winter"
    r"|spring|fall|autumn|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)|\b(?:I|us)\b"
    r"|^(?:That|But|And|So|Yet|Or|Still|Indeed|Nor|For example)\b"
)
_STANDS_FOR = re.compile(r"\b(?:he|him|his|she|hers?|it|its|they|them|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A question, wordings of its answer of which the first stands in its line, and the lines."""

    type: str
    question: str
    answers: tuple[str, ...]
    lines: tuple[Line, ...]


def stands_alone(told: str, collection: Collection) -> bool:
    """Tell whether a question or sentence is clear to one who has not read its article."""
    if _POINTS_OUTSIDE.search(told):
        return False
    names = list(collection.names(told))
    pronoun = _STANDS_FOR.search(told)
    if pronoun and not any(named.end < pronoun.start() for named in names):
        return False
    rare = len(collection.rare(told))
    return rare >= 3 or len(names) >= 2 or (rare >= 1 and len(names) >= 1)


def gives_away(draft: Draft) -> bool:
    """Tell whether an answer stands in its own question."""
    asked = draft.question.lower()
    return any(
        re.search(rf"(?<!\w){re.escape(answer.lower())}(?!\w)", asked) for answer in draft.answers
    )
