"""Words by which a text says more than its quotes: "only", "the first", "all", "most"."""

from __future__ import annotations

import re

from assistant.verify.source import Source

# What a text adds, and what in a quote would say as much.
_SAYS_MORE = (
    (
        r"(?<!not )(?<!if )only(?! after| when| if| once| a | an | some | \d)|sole|solely"
        r"|exclusively",
        r"only|alone|sole\w*|exclusiv\w*|single|just|no other|nothing but|nobody else|unique\w*"
        r"|one of a kind|limited to|except\w*",
    ),
    (
        r"(?:the|its|his|her|their) first(?! (?:time|half|quarter|lady|minister|name|place|step))",
        r"first\w*|1st|earliest|initial\w*|never before|pioneer\w*|new\w*|inaugural|debut\w*"
        r"|maiden|begin\w*|began|start\w*|original\w*",
    ),
    (
        r"(?<!in )(?<!at )(?<!after )(?<!above )(?<!of )all(?! but| over| in all)|every|each|always"
        r"|entire|entirely|whole|full",
        r"all|every\w*|each|always|entire\w*|whole|full\w*|both|complet\w*|total\w*|any\w*|no|none"
        r"|never|nobody|nothing|across|throughout|sole\w*|absolute\w*|per|wide\w*|daily|yearly"
        r"|weekly|monthly|annual\w*|nation\w*|unanimous\w*|constant\w*|regular\w*|per ?cent|%",
    ),
    (
        r"most(?= (?:of|people|\w+s\b))|the majority",
        r"most\w*|majorit\w*|many|large\w*|main\w*|primar\w*|bulk|two[- ]thirds|three[- ]quarters"
        r"|(?:[6-9]\d|5[1-9])(?:\.\d+)?(?: per ?cent|%)|all|nearly|almost",
    ),
)
_RULES = tuple(
    (
        re.compile(rf"\b(?:{more})\b", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{same})(?!\w)", re.IGNORECASE),
    )
    for more, same in _SAYS_MORE
)


def overstated(text: str, source: Source) -> str:
    """Say which word of a text claims more than any of its quotes."""
    for more, same in _RULES:
        said = more.search(text)
        if said and not same.search(source.text):
            return f"the articles do not say “{said.group()}”"
    return ""
