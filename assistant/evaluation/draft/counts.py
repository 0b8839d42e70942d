"""How many …? How much …? What percentage of …?"""

from __future__ import annotations

import re

from assistant.evaluation.draft.collection import Collection, Line
from assistant.evaluation.draft.draft import Draft, stands_alone
from assistant.evaluation.draft.verbs import ASKED, PARTICIPLE, VERB, clause, subject

_SMALL = "two|three|four|five|six|seven|eight|nine"
_WORDS = (
    rf"{_SMALL}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    rf"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|{_SMALL}))?"
)
_SCALE = r"(?: (?:hundred|thousand|million|billion|trillion))?"
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{_WORDS}){_SCALE}"
MONEY = rf"(?:US)?[$£€¥]\d[\d,]*(?:\.\d+)?{_SCALE}"
SHARE = r"\d[\d.]*(?:%| percent| per cent)"
_ABOUT = (
    r"(?:about|almost|approximately|around|as many as|at least|close to|just over|just under"
    r"|more than|nearly|over|roughly|some|up to|fewer than|less than|an estimated)"
)
_FIGURE = (
    rf"(?P<figure>(?:(?:{_ABOUT}) )?"
    rf"(?:(?P<money>{MONEY})|(?P<share>{SHARE}) of|(?P<number>{NUMBER})))"
)
_COUNTED = r"(?P<noun>[a-z][\w-]*(?: [\w’-]+){0,6}?)"
_FIRST = re.compile(rf"{_FIGURE} (?:(?P<noun>[\w’-]+(?: [\w’-]+){{0,7}}?) )?(?P<verb>{VERB})\b(?P<rest>.*)", re.I)
_ACTIVE = re.compile(
    rf"(?P<subject>.+?) (?P<verb>{'|'.join(ASKED)}) {_FIGURE}(?: {_COUNTED})?(?P<rest>(?: {{0,1}}\b"
    r"(?:in|on|for|at|from|to|of|with|since|during|by|worth)\b.*)?)"
)
_PERFECT = re.compile(
    rf"(?P<subject>.+?) (?P<helping>has|have|had|will) (?P<verb>(?:already )?(?:{PARTICIPLE}"
    rf"|(?<=will )[a-z]+)) {_FIGURE}(?: {_COUNTED})?(?P<rest>(?: \b"
    r"(?:in|on|for|at|from|to|of|with|since|during|by|worth)\b.*)?)"
)
_NOT_COUNTED = re.compile(
    r"(?:of|years?|months?|weeks?|days?|hours?|minutes?|decades?|centur(?:y|ies)|times?|percent|per"
    r"|percentage|degrees?|points?|am|pm|more|other|others|or|to|and|in|out|-)\b",
    re.I,
)
_SPLIT_SENSE = re.compile(
    rf"\b(?:and|or|but|than|compared|while|because|although|{NUMBER})\b", re.I
)


def ask_how_many(line: Line, collection: Collection) -> Draft | None:
    """Ask for the number, sum or share of which a sentence tells in a regular form."""
    told = clause(line.plain)
    if not told or "“" in told:
        return None
    for pattern, form in ((_FIRST, _of_first), (_PERFECT, _of_perfect), (_ACTIVE, _of_active)):
        match = pattern.fullmatch(told)
        question = form(match, collection) if match else ""
        if match and question:
            draft = Draft("how_many", f"{question}?", _answers(match), (line,))
            return draft if stands_alone(draft.question, collection) else None
    return None


def _of_first(match: re.Match[str], collection: Collection) -> str:
    rest = match["rest"]
    if not rest.strip() or _SPLIT_SENSE.search(rest):
        return ""
    asking = _asking(match)
    return f"{asking} {match['verb']}{rest}" if asking else ""


def _of_perfect(match: re.Match[str], collection: Collection) -> str:
    who, asking = subject(match["subject"], collection), _asking(match)
    if not who or not asking or _SPLIT_SENSE.search(match["rest"]):
        return ""
    verb = match["verb"].removeprefix("already ")
    return f"{asking} {match['helping']} {who} {verb}{match['rest']}"


def _of_active(match: re.Match[str], collection: Collection) -> str:
    who, asking = subject(match["subject"], collection), _asking(match)
    if not who or not asking or _SPLIT_SENSE.search(match["rest"]):
        return ""
    helping, verb = ASKED[match["verb"]]
    return f"{asking} {helping} {who} {verb}{match['rest']}"


def _asking(match: re.Match[str]) -> str:
    """Return the question words with what is counted; empty where it cannot be counted."""
    noun = match["noun"] or ""
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
