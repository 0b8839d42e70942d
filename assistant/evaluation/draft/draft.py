"""A drafted question, before it is a case of a test set."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.evaluation.draft.collection import Collection, Line

_POINTS_OUTSIDE = re.compile(
    r"\b(?:he|him|his|she|hers?|it|its|they|them|this|these|those|such|we|us|our|you|your|my|me|I"
    r"|here|also|however|instead|another|latter|former|same|the other|then|so far|of them)\b"
    r"|\b(?:last|next|this) (?:week|month|year|night|summer|winter|spring)\b|\bago\b"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A question, wordings of its answer of which the first stands in its line, and the lines."""

    type: str
    question: str
    answers: tuple[str, ...]
    lines: tuple[Line, ...]


def stands_alone(question: str, collection: Collection) -> bool:
    """Tell whether a question is clear to one who has not read the article that it is from."""
    asked = question.partition(" ")[2]
    if _POINTS_OUTSIDE.search(asked):
        return False
    rare = len(collection.rare(asked))
    return rare >= 3 or (rare >= 1 and any(True for _ in collection.names(asked)))


def gives_away(draft: Draft) -> bool:
    """Tell whether an answer stands in its own question."""
    asked = draft.question.lower()
    return any(
        re.search(rf"(?<!\w){re.escape(answer.lower())}(?!\w)", asked) for answer in draft.answers
    )
