"""What kind of thing a question asks for, and whether a sentence holds one."""

from __future__ import annotations

import re
from typing import Literal

from assistant.language.calendar import MONTH, WEEKDAY
from assistant.language.numbers import SCALES, TEENS, TENS, TO_NINE

Kind = Literal["money", "share", "number", "date", "person", "place", "other"]

PLAIN: frozenset[Kind] = frozenset({"money", "share", "number", "date"})
"""Kinds that a sentence shows by its form: one without them does not answer."""

_AMOUNT = "|".join(
    [*TO_NINE[1:], *TEENS, *TENS, *SCALES, "dozen|half|third|quarter|twice|once|both"]
)
_NAME = r"[A-Z][\w’'-]+"
_HOLDS: dict[Kind, re.Pattern[str]] = {
    "date": re.compile(
        rf"\b(?:1[5-9]|20)\d\d\b|\b(?:{MONTH})(?!\w)"
        rf"|\b(?:{WEEKDAY})\b"
        r"|\b(?:last|next|this|past) (?:week|month|year|summer|autumn|fall|winter|spring)\b"
        r"|\b(?:today|yesterday|tomorrow|ago|decades?|century|once|when|until|after|before)\b"
        r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b"
    ),
    "money": re.compile(
        r"[$€£¥₩]\s?\d|\b\d[\d.,]*(?: (?:thousand|million|billion|trillion))? (?:dollars?|euros?"
        r"|pounds?|won|yen|yuan|rupees?|usd|eur|gbp|cents?|pence)\b|\bfree\b|\bdollars\b",
        re.IGNORECASE,
    ),
    "share": re.compile(
        r"\d\s?%|\bper ?cent|\bpercentage|\bhal(?:f|ves)\b|\bthirds?\b|\bquarters?\b"
        r"|\b(?:one|two|three|four|\d+) (?:in|out of) \w+",
        re.IGNORECASE,
    ),
    "number": re.compile(rf"(?<!\d)(?!(?:19|20)\d\d\b)\d|\b(?:{_AMOUNT})s?\b", re.IGNORECASE),
    "person": re.compile(rf"{_NAME}|\b(?:he|she|who)\b"),
    "place": re.compile(rf"\b(?:in|at|near|from|of|to|outside|across|between|on)\b.*?\b{_NAME}"),
}

_MONEY_WORDS = (
    "cost pay paid spen invest earn worth rais money fund pledg fine price donat charg sell sold "
    "budget buy bought acquir salary fee revenue dollar".replace(" ", "|")
)
_UNITS = "kilomet|mile|met(?:er|re)s|feet|degree|hour|minute|year|day|week|month|ton|kilo|acre"
_ASKS: tuple[tuple[Kind, str], ...] = (
    ("share", r"(?:what|which) (?:share|percentage|proportion|per ?cent|fraction)\b"),
    ("share", r"how (?:many|much|large|big|high)(?: of)? (?:a )?(?:per ?cent|share|percentage)"),
    ("date", r"(?:since )?when\b|(?:what|which) (?:year|month|day|date|time|decade|century)\b"),
    ("date", r"how long ago\b|what (?:is|was) the (?:release )?date\b"),
    ("money", rf"how much\b.*\b(?:{_MONEY_WORDS})"),
    ("money", r"(?:what|which)(?: \w+){0,4} (?:price|cost|salary|budget|sum|fee|revenue)\b"),
    (
        "number",
        r"how (?:many|much|far|old|tall|large|big|high|fast|deep|wide|heavy|hot|cold)\b",
    ),
    ("number", rf"(?:what|which)\b.*\bin (?:{_UNITS})"),
    ("number", r"(?:what|which) (?:number|amount|size|distance|age|length|height|speed|rate)\b"),
    (
        "place",
        r"where\b|(?:what|which) (?:country|city|town|place|state|region|location|village)\b",
    ),
    ("person", r"who(?:m|se)?\b(?! (?:is|was|are|were) [A-Z]\w+(?: [A-Z]\w+)*\?)"),
    ("person", r"(?:what|which) (?:person|man|woman|president|minister|author|player|director)\b"),
)
_ASKED = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKS]
# "When" and "where" ask only before a verb: "When asked about it, what did he say?" does not.
_VERB = "(?:is|are|was|were|will|would|did|does?|has|have|had|can|could|should|might|must)"
_FIRST_ASKING = re.compile(
    rf"\b(?:since when|how|what|which|who(?:m|se)?|why|(?:when|where)(?= {_VERB}\b|\W*$))\b",
    re.IGNORECASE,
)


def wanted(question: str) -> Kind:
    """Say what kind of thing a question asks for; "other" when its first question word hides it."""
    asking = _FIRST_ASKING.search(question)
    if not asking:
        return "other"
    rest = question[asking.start() :]
    return next((kind for kind, asked in _ASKED if asked.match(rest)), "other")


def holds(kind: Kind, sentence: str) -> bool:
    """Tell whether a sentence holds a thing of a kind; every sentence holds an "other"."""
    return kind == "other" or bool(_HOLDS[kind].search(sentence))
