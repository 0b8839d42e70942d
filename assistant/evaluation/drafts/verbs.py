"""The few verbs, and the parts of a sentence, that drafts turn into questions."""

from __future__ import annotations

import re

from assistant.evaluation.drafts.collection import Collection

# Each with its past; the third person is regular but for "has".
_BASES = """add added, arrest arrested, attract attracted, build built, buy bought, carry carried,
close closed, collect collected, contain contained, cover covered, create created, cut cut,
deliver delivered, deploy deployed, deport deported, detain detained, die died, donate donated,
draw drew, earn earned, employ employed, enter entered, field fielded, find found, found founded,
generate generated, hire hired, hold held, host hosted, house housed, injure injured,
invest invested, invite invited, join joined, kill killed, launch launched, lay laid, leave left,
lose lost, make made, manufacture manufactured, marry married, move moved, need needed, open opened,
operate operated, own owned, pay paid, plant planted, pledge pledged, produce produced,
publish published, raise raised, receive received, recruit recruited, release released,
rescue rescued, resign resigned, retire retired, run ran, score scored, sell sold, send sent,
serve served, sign signed, spend spent, start started, train trained, use used, visit visited,
win won, wound wounded"""
ASKED: dict[str, tuple[str, str]] = {"has": ("does", "have"), "have": ("do", "have")}
"""A verb's forms, each with the auxiliary and the base that its question has."""
for _pair in _BASES.split(","):
    _base, _past = _pair.split()
    _third = _base[:-1] + "ies" if _base.endswith("ry") else _base + "s"
    ASKED[_base], ASKED[_third.replace("ss", "sses")] = ("do", _base), ("does", _base)
    ASKED[_past] = ("did", _base)
ASKED |= {"had": ("did", "have"), "dies": ("does", "die")}
del ASKED["die"], ASKED["found"]  # "found" is the past of "find" far more often

_IRREGULAR = (
    "born|bought|built|caught|chosen|cut|drawn|driven|found|fought|given|grown|held|hit|hurt|known"
    "|laid|led|lost|made|paid|put|read|seen|sent|set|shot|shown|sold|spent|struck|sworn|taken|taught"
    "|thrown|told|torn|won|written"
)
PARTICIPLE = rf"(?:[a-z]{{2,}}ed|{_IRREGULAR})"
HELPING = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must)"
_FINITE = (
    r"(?:came|fell|fled|gave|got|grew|kept|knew|live|lived|lives|ran|rose|said|saw|say|showed"
    r"|spoke|suffer|support|took|think|voted|want|went|work|worked|[a-z]{3,}ed)"
)
VERB = rf"(?:{HELPING}|do|did|{_FINITE}|{'|'.join(sorted(ASKED))})"
_SUBJECT_CANNOT = re.compile(
    rf"\b(?:{HELPING}|that|who|which|where|when|while|if|because|as|said|says|but|there|he|she|it|they"
    r"|we|you|i|this|these|those|what|how|his|her|its|their|our|some|many|both|since|after|before"
    r"|among|to|at|on|from|all|most|each|about|than|not|no|if|even|only|also)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:which|who|whose|where|when|while|but|as|after|before|according|including|compared|with|most"
    r"|many|some|more|up|down|although|though|because|since|so|the|a|an|one|part|based|\w+ing)\b"
    r"|[^,]*\b(?:said|says|reported|reports)\b"
)
_LONGEST_SUBJECT = 10  # words
_NO_SUBJECT = re.compile(
    r"(?:in|of|for|with|and|or|so|then|now|last|next|once|nearly|almost|some|about|around|two|three|four|five|six|seven|eight|nine|ten|dozens|\d+)\b",
    re.I,
)
_LED = re.compile(
    r"(?P<at>(?:In|On|At|During|Across) (?!addition|fact|contrast|all)[^,]{2,40}), (?P<told>.+)"
)
_APPOSITION = re.compile(
    rf"^([^,]{{2,60}}), (?:an?|the|one|which|who|whose)\b[^,]*, (?={HELPING}\b|{'|'.join(ASKED)})"
)
_ANOTHER = re.compile(
    rf" (?:and|but) (?=(?:[A-Z][\w-]+|he|she|it|they|the \w+|there) (?:\w+ly )?(?:{VERB}|\w+s)\b)"
)


def subject(text: str, collection: Collection) -> str:
    """Return what begins a sentence as the subject of a question; empty if it may be none."""
    inside = collection.in_sentence(re.sub(r", [^,]+,$", "", text))
    plain = re.sub(r"^(?:the|an?) ", "", inside)
    wrong = "," in inside or _SUBJECT_CANNOT.search(plain) or len(inside.split()) > _LONGEST_SUBJECT
    return "" if wrong or not plain or _NO_SUBJECT.match(plain) else inside


def clause(text: str) -> str:
    """Return a text up to where its main clause ends; empty if that cannot be told.

    What stands between commas after the subject is left out, and a phrase of place or time that
    comes first is moved to the end.
    """
    text = re.split(r"; | [—–-] |: | \(", text.rstrip(".!?"))[0]
    led = _LED.fullmatch(text)
    text = f"{led['told']}" if led else text
    text = _APPOSITION.sub(r"\1 ", text)
    first, comma, rest = text.partition(", ")
    if comma and not _GOES_ON.match(rest):
        return ""
    first = _ANOTHER.split(first)[0]
    return f"{first} {led['at'][0].lower()}{led['at'][1:]}" if led else first
