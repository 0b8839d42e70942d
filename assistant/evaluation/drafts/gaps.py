"""Drafts that ask which number, date or name is missing from a sentence."""

from __future__ import annotations

import re

from assistant.evaluation.drafts.collection import NO_NAMES, Collection, Line, Named
from assistant.evaluation.drafts.counts import MONEY, NUMBER, SHARE
from assistant.evaluation.drafts.dates import DATE, YEAR
from assistant.evaluation.drafts.draft import Draft, stands_alone
from assistant.evaluation.drafts.speakers import bare

GAP = "____"
_SHORTEST, _LONGEST = 60, 220  # characters of a sentence
_NO_NAME_AFTER = ("", "a", "an", "and", "for", "of", "on", "or", "the")
_ODD = re.compile(r" of |[’-]|(?:[aei]an|ish|ese)$")  # in a name that is of no person or place
_KINDS = (
    ("amount of money", re.compile(rf"{MONEY}(?![\w.,]*\d|\w)")),
    ("percentage", re.compile(SHARE)),
    ("date", re.compile(rf"\b{DATE}(?![-–/])")),
    ("number", re.compile(rf"(?<![\w.,$£€-])(?=\d){NUMBER}(?![\w%'’-]|[.,:]\d| [ap]\.?m\b)")),
)


def ask_for_gap(line: Line, collection: Collection) -> Draft | None:
    """Ask what a sentence says in a gap, which is what its article says but once."""
    if not _SHORTEST <= len(line.plain) <= _LONGEST or re.search("[“”]", line.plain):
        return None
    text = " ".join(collection.articles[line.article_id].text.split())
    for kind, start, end in _targets(line.plain, collection):
        answer = line.plain[start:end]
        if text.count(answer) > 1:
            continue
        told = line.plain[:start] + GAP + line.plain[end:]
        what = "year" if re.fullmatch(YEAR, answer) else kind
        draft = Draft("gap", f"Which {what} is missing: “{told.rstrip('.')}”?", (answer,), (line,))
        if stands_alone(told.replace(GAP, " "), collection):
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
    names = [
        ("name", named.end - len(name), named.end)
        for named in collection.names(plain)
        if (name := _missing(named, plain))
    ]
    return [*found, *names[:1]]


def _missing(named: Named, plain: str) -> str:
    """Return the part of a name to leave out, of what is a person or place more likely than not."""
    name = bare(named.name)
    before = plain[: named.start].rpartition(" ")[0].rpartition(" ")[2].lower()
    odd = set(name.lower().split()) & NO_NAMES or _ODD.search(name)
    named_plainly = before not in _NO_NAME_AFTER and not before[:1].isdigit()
    fits = named_plainly and " " in name and named.name.endswith(name)
    return name if fits and not odd and not plain.startswith(" (", named.end) else ""
