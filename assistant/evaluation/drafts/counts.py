"""Drafts that ask how many, how much or what percentage."""

from __future__ import annotations

import re

from assistant.evaluation.drafts.collection import Collection, Line
from assistant.evaluation.drafts.dates import DATE
from assistant.evaluation.drafts.draft import Draft, stands_alone
from assistant.evaluation.drafts.verbs import ASKED, PARTICIPLE, VERB, clause, subject
from assistant.language.hedges import HEDGE
from assistant.language.numbers import SCALES, TEENS, TENS, TO_NINE

_WORDS = (
    rf"{'|'.join([*TO_NINE[1:], *TEENS])}"
    rf"|(?:{'|'.join(TENS)})(?:-(?:{'|'.join(TO_NINE)}))?"
)
_SCALE = rf"(?: (?:{'|'.join(SCALES)}))?"
NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|{_WORDS}){_SCALE}"
MONEY = rf"(?:US)?[$£€¥]\d+(?:,\d{{3}})*(?:\.\d+)?{_SCALE}"
SHARE = r"\d[\d.]*(?:%| percent| per cent)"
_FIGURE = (
    rf"(?P<figure>(?:(?:{HEDGE}) )?"
    rf"(?:(?P<money>{MONEY})|(?P<share>{SHARE}) of|(?P<number>{NUMBER})))"
)
_AFTER = r"(?:in|on|for|at|from|to|of|with|since|during|by|worth)\b"
_COUNTED = rf"(?P<noun>(?!{_AFTER})[a-z][\w-]*(?: [\w'’-]+){{0,6}}?)"
_ATTRIBUTED = (
    r"(?:It(?:['’]s| is) (?:estimated|believed|thought) that "
    r"|[A-Z][^,]{3,50} (?:said|says|estimates?|suggests?|suggested|shows?|showed) (?:that )?)?"
)
_FIRST = re.compile(
    rf"{_ATTRIBUTED}{_FIGURE} (?:(?P<noun>[\w'’-]+(?: [\w'’-]+){{0,7}}?) )?"
    rf"(?P<verb>{VERB})\b(?P<rest>.+)",
    re.IGNORECASE,
)
_THERE = re.compile(
    rf"There (?P<verb>are|were)(?: now| currently)? {_FIGURE} "
    r"(?P<noun>[\w'’-]+(?: [\w'’-]+){0,5}?)"
    r"(?P<rest> (?:in|on|at|across|around)\b.*)"
)
_ACTIVE = re.compile(
    rf"(?P<subject>.+?) (?P<verb>{'|'.join(ASKED)}) {_FIGURE}(?: {_COUNTED})?(?P<rest>(?: "
    rf"{_AFTER}.*)?)"
)
_PERFECT = re.compile(
    rf"(?P<subject>.+?) (?P<helping>has|have|had|will) (?P<verb>(?:already )?(?:{PARTICIPLE}"
    rf"|(?<=will )[a-z]+)) {_FIGURE}(?: {_COUNTED})?(?P<rest>(?: "
    rf"{_AFTER}.*)?)"
)
_NOT_COUNTED = re.compile(
    r"(?:of|years?|months?|weeks?|days?|hours?|minutes?|decades?|centur(?:y|ies)|times?|percent|per"
    r"|percentage|degrees?|points?|am|pm|more|other|others|or|to|and|in|out|-)\b",
    re.I,
)
_NOT_IN_NOUN = re.compile(
    r"\b(?:that|who|which|to|from|with|as|at|by|than|when|while|more|about|up)\b"
)
_SPLIT_SENSE = re.compile(
    rf"\b(?:and|or|but|than|compared|while|because|although|{NUMBER})\b", re.I
)
_FORMS = (
    (_FIRST, "{asking} {verb}{rest}?"),
    (_THERE, "{asking} {verb} there{rest}?"),
    (_PERFECT, "{asking} {helping} {who} {verb}{rest}?"),
    (_ACTIVE, "{asking} {does} {who} {base}{rest}?"),
)


def ask_how_many(line: Line, collection: Collection) -> Draft | None:
    """Ask for the number, sum or share of which a sentence tells in a regular form."""
    told = clause(line.plain)
    if not told or "“" in told:
        return None
    for pattern, form in _FORMS:
        match = pattern.fullmatch(told)
        parts = _parts(match, collection) if match else {}
        if match and all(parts.get(part) for part in re.findall(r"\{(?!rest)(\w+)", form)):
            draft = Draft("how_many", form.format(**parts), _answers(match), (line,))
            return draft if stands_alone(draft.question, collection) else None
    return None


def _parts(match: re.Match[str], collection: Collection) -> dict[str, str]:
    """Return what the questions of all forms are put together from; empty is what cannot be."""
    said = {name: value or "" for name, value in match.groupdict().items()}
    does, base = ASKED.get(said["verb"], ("", ""))
    return {
        "asking": _asking(match),
        "helping": said.get("helping", ""),
        "who": subject(said.get("subject", ""), collection),
        "verb": said["verb"].removeprefix("already "),
        "does": does,
        "base": base,
        "rest": said["rest"],
    }


def _asking(match: re.Match[str]) -> str:
    """Return the question words with what is counted; empty where it cannot be counted."""
    noun = match["noun"] or ""
    if _SPLIT_SENSE.search(re.sub(DATE, "", match["rest"])) or _NOT_IN_NOUN.search(noun):
        return ""
    if match["money"]:
        return "" if noun else "How much money"
    if not noun or _NOT_COUNTED.match(noun) or (match["share"] and not noun):
        return ""
    if match["share"]:
        return f"What percentage of {noun}"
    return f"How many {noun}"


def _answers(match: re.Match[str]) -> tuple[str, ...]:
    exact = match["money"] or match["share"] or match["number"]
    figure = match["figure"].removesuffix(" of")
    return tuple(dict.fromkeys((exact, figure[:1].lower() + figure[1:])))
