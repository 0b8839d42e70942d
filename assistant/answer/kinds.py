"""What kind of thing a question asks for, and whether a sentence holds one."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["number", "money", "share", "date", "person", "place", "reason", "other"]

_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)"
    r"|Sept?(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_SMALL = (
    "two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty "
    "hundred thousand million billion trillion half third quarter twice once both".replace(" ", "|")
)
_NAME = r"[A-Z][\w’'-]+"
_FOUND = {
    "date": rf"\b(?:1[5-9]|20)\d\d\b|\b{_MONTH}(?=\W)|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:last|next|this|past) (?:week|month|year|summer|autumn|fall|winter|spring)\b"
    r"|\b(?:today|yesterday|tomorrow|ago|decade|century)\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b",
    "money": r"[$€£¥₩]\s?\d|\b\d[\d.,]*(?: (?:thousand|million|billion|trillion))?"
    r" (?:dollars?|euros?|pounds?|won|yen|yuan|rupees?|USD|EUR|GBP|cents?|pence)\b",
    "share": r"\d\s?%|\bper ?cent\b|\bpercentage\b|\bhalf\b|\bthird\b|\bquarter\b"
    r"|\bone in \w+\b|\b\w+ out of \w+\b",
    "number": rf"\d|\b(?:{_SMALL})s?\b",
    "person": rf"\b{_NAME}(?: (?:[A-Z]\.|[a-z]{{1,3}}))* {_NAME}|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sir)\b"
    r"|\b(?:president|minister|general|ambassador|secretary|professor|director|chief|leader|spokes\w+"
    r"|analysts?|officials?|scholars?)\b|\b(?:he|she)\b",
    "place": rf"\b(?:in|at|near|from|of|to|outside|across|between|on) (?:the |a |an |\w+ern? )?{_NAME}",
    "reason": r"\b(?:because|since|due|so that|in order|therefore|reason|cause[ds]?|led|result\w*"
    r"|thanks to|owing|after|to \w+|as)\b",
}
_PATTERNS = {
    kind: re.compile(pattern, re.IGNORECASE if kind in ("money", "share", "number", "reason") else 0)
    for kind, pattern in _FOUND.items()
}
_ASKED: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("share", r"\b(?:what|which) (?:share|percentage|proportion|per ?cent|fraction)\b"
         r"|\bhow (?:many|much) per ?cent"),
        ("money", r"\bhow much\b.*\b(?:cost|pay|paid|spend|spent|invest|earn|worth|raise|money|fund|pledge|fine|price"
         r"|donat|charge|sell|sold|budget)\w*|\b(?:what|which)\b.*\b(?:price|cost|salary|budget|sum|fee|fine)\b"),
        ("number", r"\bhow (?:many|much|long|far|old|tall|large|big|high|often|fast|deep|wide|heavy|hot|cold)\b"
         r"|\b(?:what|which) (?:number|amount|size|distance|age|length|height|speed|rate|total|limit)\b"),
        ("date", r"\bwhen\b|\b(?:what|which) (?:year|month|day|date|time|decade|century)\b|\bhow long ago\b"
         r"|\bsince when\b"),
        ("place", r"\bwhere\b|\b(?:what|which) (?:country|city|town|place|state|region|location|continent"
         r"|village|nation|province|district)\b"),
        ("person", r"\bwho(?:m|se)?\b|\b(?:what|which) (?:person|man|woman|president|minister|actor|actress"
         r"|author|player|singer|director|politician|official)\b"),
        ("reason", r"\bwhy\b|\bwhat (?:made|caused|led)\b|\bfor what reason\b"),
    )
)


def wanted(question: str) -> Kind:
    """Say what kind of thing a question asks for; "other" when its words do not tell."""
    return next((kind for kind, asked in _ASKED if asked.search(question)), "other")


def holds(kind: Kind, sentence: str) -> bool:
    """Tell whether a sentence holds a thing of a kind; every sentence holds an "other"."""
    return kind == "other" or bool(_PATTERNS[kind].search(sentence))
