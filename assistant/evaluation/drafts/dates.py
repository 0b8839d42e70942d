"""Drafts that ask when."""

from __future__ import annotations

import re

from assistant.evaluation.drafts.collection import Collection, Line
from assistant.evaluation.drafts.draft import Draft, stands_alone
from assistant.evaluation.drafts.verbs import ASKED, PARTICIPLE, subject
from assistant.language.calendar import MONTH, WEEKDAY

_MONTH = rf"(?:{MONTH})"
YEAR = r"(?:1[5-9]|20)\d\d"
DATE = (
    rf"(?:{_MONTH} \d{{1,2}},? {YEAR}|\d{{1,2}} {_MONTH} {YEAR}|{_MONTH} \d{{1,2}}"
    rf"|\d{{1,2}} {_MONTH}|{_MONTH},? {YEAR}|(?:early |late )?{YEAR})\b"
)
_IN = rf"(?:in|on) (?P<date>{DATE})(?![-–/’]|\d)"
_LED = re.compile(rf"(?:In|On) (?P<date>{DATE}), (?P<told>[^,]+)[.,].*")
_PASSIVE = re.compile(
    r"(?P<subject>.+?) (?P<helping>was|were) (?P<verb>(?:(?:first|officially|formally|originally"
    rf"|finally) )?{PARTICIPLE})\b(?P<rest>[^,]*?)"
)
_PASTS = "|".join(form for form, (helping, _) in ASKED.items() if helping == "did")
_ACTIVE = re.compile(rf"(?P<subject>.+?) (?P<verb>{_PASTS}|founded|began|became)\b(?P<rest>[^,]*?)")
_MORE = {"founded": "found", "began": "begin", "became": "become"}
_TANGLED = re.compile(
    rf"\b(?:that|who|which|when|while|but|said|{YEAR}|{_MONTH}|was|were|has|had|have|is|are|after"
    rf"|before|until|and (?:was|were|\w+ed)|{WEEKDAY})\b"
)


def ask_when(line: Line, collection: Collection) -> Draft | None:
    """Ask for the date in a sentence of a regular form, "X was VERBed in DATE"."""
    if "“" in line.plain:
        return None
    date, told, after = _dated(line.plain)
    if not date:
        return None
    for pattern, form in ((_PASSIVE, _of_passive), (_ACTIVE, _of_active)):
        match = pattern.fullmatch(told)
        question = form(match, collection) if match and _fits(match["rest"]) else ""
        if question:
            draft = Draft("when", f"When {question}{after}?", (date,), (line,))
            return draft if stands_alone(draft.question, collection) else None
    return None


def _dated(plain: str) -> tuple[str, str, str]:
    """Return a sentence's date, the clause that it dates, and by whom it was done, or nothing."""
    if led := _LED.fullmatch(plain):
        return led["date"], led["told"], ""
    match = re.search(rf" {_IN}(?P<by> (?:by|as|at) [^,.]{{3,60}}(?=[,.]))?", plain)
    if match is None:
        return "", "", ""
    by = match["by"] or ""
    return match["date"], plain[: match.start()], by if _fits(by) else ""


def _fits(rest: str) -> bool:
    return len(rest.split()) <= 14 and not _TANGLED.search(rest)


def _of_passive(match: re.Match[str], collection: Collection) -> str:
    who = subject(match["subject"], collection)
    return f"{match['helping']} {who} {match['verb']}{match['rest']}" if who else ""


def _of_active(match: re.Match[str], collection: Collection) -> str:
    who = subject(match["subject"], collection)
    verb = _MORE.get(match["verb"]) or ASKED[match["verb"]][1]
    return f"did {who} {verb}{match['rest']}" if who else ""
