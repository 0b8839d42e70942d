"""The parts of a compound question, each a question that stands alone.

A question is split where a second question surely begins, "… and how many troops does it have?",
where one asks for several things, "Where and when was …?", or of several, "… about the cost and
about the date?". What may be one question is left whole, and so is one with a pronoun of which it
is not plain what it stands for.
"""

from __future__ import annotations

from assistant.parts.clauses import clauses
from assistant.parts.reference import resolve
from assistant.parts.shared import spread

__all__ = ["MOST", "parts"]

MOST = 4


def parts(question: str) -> tuple[str, ...]:
    """Split a question into at most four that stand alone; most questions are their only part."""
    found: list[str] = []
    for clause in clauses(question, MOST):
        alone = resolve(clause, found[-1]) if found else clause
        if alone is None:
            return (question,)
        found.append(alone)
    every = [one for clause in found for one in spread(clause)]
    return tuple(every) if 1 < len(every) <= MOST else (question,)
