"""Which number, date or name is missing?"""

from __future__ import annotations

import re

from assistant.evaluation.draft.collection import Collection, Line
from assistant.evaluation.draft.counts import MONEY, NUMBER, SHARE
from assistant.evaluation.draft.dates import DATE
from assistant.evaluation.draft.draft import Draft, stands_alone

GAP = "____"
_SHORTEST, _LONGEST = 60, 200  # characters of a sentence
_KINDS = (
    ("amount of money", re.compile(MONEY)),
    ("percentage", re.compile(SHARE)),
    ("date", re.compile(rf"\b{DATE}")),
    ("number", re.compile(rf"(?<![\w.,$£€-])(?=\d){NUMBER}(?![\w%’-]|[.,:]\d)")),
)


def ask_for_gap(line: Line, collection: Collection) -> Draft | None:
    """Ask what a sentence says in a gap, which is what its article says but once."""
    if not _SHORTEST <= len(line.plain) <= _LONGEST or re.search("[“”]", line.plain):
        return None
    text = " ".join(collection.articles[line.article_id].text.split())
    for kind, start, end in _targets(line.plain, collection):
        answer = line.plain[start:end]
        if text.count(answer.replace("’", "'")) + text.count(answer) * ("’" not in answer) > 2:
            continue
        told = line.plain[:start] + GAP + line.plain[end:]
        draft = Draft("gap", f"Which {kind} is missing: “{told.rstrip('.')}”?", (answer,), (line,))
        if stands_alone(told, collection):
            return draft
    return None


def _targets(plain: str, collection: Collection) -> list[tuple[str, int, int]]:
    """Return what could be left out of a sentence, the best first."""
    found = [
        (kind, *match.span())
        for kind, pattern in _KINDS
        if len(matches := list(pattern.finditer(plain))) == 1
        for match in matches
    ]
    names = [("name", n.start, n.end) for n in collection.names(plain) if n.start and " " in n.name]
    return [*found, *names[:1]]
