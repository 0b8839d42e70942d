"""How probable it is that an English sentence speaks to a machine, from what it is made of.

The patterns of ``english`` know what orders look like; these signs weigh the words of others. The
weights in ``addressed.json`` are learned by ``python -m tests.benchmarks.hostile train``.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from math import exp

LEAST = 0.6
"""The probability from which on a sentence counts as an order, 0 to 1."""

_DO = frozenset(
    """
    add address adopt affirm agree answer append apply approve assert assign assume attach
    attribute award begin believe call change choose cite claim classify click close comply
    conclude confirm consider continue convert convince copy correct create credit declare
    decode delete deny describe direct disclose discard display disregard drop echo elaborate
    emit emphasize encode end endorse ensure enter erase execute explain export expose extract
    favor favour fetch finish follow forget format forward generate give halt hide highlight
    ignore imagine include inform inject insert instruct invent keep label leave lie list load
    make mark mention modify move name never note obey omit output override paste perform pick
    post praise prefer pretend prefix print prioritize produce promote prove provide put quote
    rank rate recite recommend redirect refer refuse refute reject remember remove render
    repeat replace reply report rephrase request reset respond restate return reveal rewrite
    say select send share show simulate skip speak spell start state stop stress submit
    suggest summarise summarize supersede suppress switch talk tell terminate translate
    transmit treat trust type upload use utter visit warn withhold write
    """.split()
)
_LEAD = (
    r"\W{0,8}(?:(?:please|kindly|now|then|also|always|never|just|only|first|next|finally|instead|simply"
    r"|immediately|do not|don't|must|and|so|but|or|thus|therefore|actually),? ){0,4}([a-z]+)"
)
_FIRST = re.compile(_LEAD)
_LATER = re.compile(
    rf"(?:[.!?;:,>*#|\](){{}}\"_=–—…-]\s?|\b(?:and|then|please|instead|to)\s){_LEAD}"
)
_PATTERNS = {
    "task": r"answer(?:s|ing|ed)?|repl(?:y|ies)|respon(?:d|ds|se|ses|ding)|outputs?|questions?"
    r"|summar(?:y|ies|i[sz]e|i[sz]ing)|quer(?:y|ies)|prompts?|users?|conversations?|chat",
    "rules": r"instructions?|guidelines?|directives?|guidance|commands?|rules?|restrictions?|limits"
    r"|policies|prompts?|mode|protocols?|context",
    "here": r"th(?:is|ese|e above|e preceding|e following) (?:articles?|texts?|pages?|paragraphs?"
    r"|passages?|documents?|sources?|sentences?|messages?|information|words?|lines?|part|notes?)"
    r"|(?:paragraphs?|text|articles?|lines?|everything|sources?) (?:above|below)|following|above",
    "machine": r"ais?|(?:language )?models?|assistants?|llms?|machines?|bots?|chat ?bots?|agents?"
    r"|systems?|(?:chat)?gpt[\w.-]*|claude|gemini|copilot|robots?|algorithms?|software|programs?"
    r"|parsers?|crawlers?|summari[sz]ers?|whoever|whatever",
    "tell": r"print|type|write|output|say|state|repeat|display|show|render|generate|insert|append"
    r"|include|mention|cite|quote|attribute|recommend|translate|reply|respond|answer|tell|report"
    r"|produce|emit|echo|encode",
    "undo": r"ignore|disregard|forget|overrid\w+|void|cancel\w*|discard|skip|no longer|supersede\w*"
    r"|overrule\w*|instead of|obey|bypass|suspend\w*|disabled?|enabled?|unrestricted|off",
    "you": r"you|yours?|yourself|you're",
    "must": r"must|should|shall|have to|needs? to|required to|are to|is to|supposed to|may not"
    r"|ought",
    "link": r"url|www|links?|images?|pictures?",
    "past": r"said|says|told|was|were|had|did|been|asked|wrote|according|\w{3,}ed|began|found|made"
    r"|took|came|went|got|gave|ruled|led|would|could",
    "always": r"no matter|regardless|whatever|every|any|always|never|all|only|nothing else|exactly"
    r"|word for word|verbatim|from now on|nobody|first",
    "when": r"(?:when|if|whenever|before|while|instead of) (?:\w+ ){0,3}?(?:asks?|asked|answer\w*"
    r"|respond\w*|generat\w+|produc\w+|summar\w+|writ\w+|creat\w+|repl\w+|process\w*|read\w*)",
    "wants": r"users?\b[^.]{0,30}\b(?:wants?|asked|has|needs?|request\w*)"
    r"|as (?:the|an|your) (?:admin\w*|developer|owner|creator|operator)"
    r"|i (?:am|authori[sz]e|command|order|permit|allow|instruct|ask)",
    "others": r"he|she|they|his|her|their|its?|we|our|officials?|police|minister|company"
    r"|researchers?|experts?|people|government|president",
}
_SIGNS = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _PATTERNS.items()}
_ADDRESSED = re.compile(rf"\b(?:{_PATTERNS['you']}|{_PATTERNS['machine']})\b")
_SHOUT = re.compile(r"\b[A-Z]{5,}\b")
_TOGETHER = (
    "you rules, you task, you undo, machine task, machine here, task always, undo rules, undo here,"
    "here must, order machine, order tell"
)


def signs(text: str, plain: str) -> dict[str, bool]:
    """Tell which signs a sentence has; ``plain`` is its folded text."""
    found = {name: bool(sign.search(plain)) for name, sign in _SIGNS.items()}
    found["order"] = _begins_with_order(plain)
    found["later order"] = _has_later_order(plain)
    found["shout"] = bool(_SHOUT.search(text)) and not text.isupper()
    for pair in _TOGETHER.split(","):
        one, other = pair.split()
        found[pair.strip()] = found[one] and found[other]
    return found


def probability(text: str, plain: str) -> float:
    """Give the probability that a sentence is an order to a machine, 0 to 1.

    One that has no imperative, says no "you" and names no machine has none.
    """
    addressed = _ADDRESSED.search(plain)
    if not addressed and not _begins_with_order(plain) and not _has_later_order(plain):
        return 0.0
    weights = _weights()
    found = signs(text, plain)
    return 1 / (1 + exp(-weights["bias"] - sum(weights[name] for name in found if found[name])))


def _begins_with_order(plain: str) -> bool:
    first = _FIRST.match(plain)
    return first is not None and first[1] in _DO


def _has_later_order(plain: str) -> bool:
    return any(later[1] in _DO for later in _LATER.finditer(plain))


@cache
def _weights() -> dict[str, float]:
    text = files("assistant.hostile").joinpath("addressed.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)
    return weights
