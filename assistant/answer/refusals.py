"""Refusals in a model's own words: "The sources do not mention the cost."."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A source as the model was given it; a "report" or "source" of which an article speaks is news.
_GIVEN = (
    r"(?:(?:source|article|passage|excerpt|snippet)s?"
    r"|(?:text|context|information|document|material|content)s?"
    r"(?= (?:provided|given|available|supplied|above|does|do|is|are))"
    r"|(?:provided|given|available|supplied|above) (?:text|context|information|document)s?)\b"
)
_THESE = r"(?: (?:and|or|\d+|that|i|was|were|provided|given|available|supplied|above|here))*"
_NOT = r"(?:\w+n['’]t|cannot|(?:do|does|did|is|are|was|were|has|have|can) not|fails? to)"
_NO = r"\b(?:no|not enough|insufficient|n['’]t (?:any|enough)|not (?:any|contain))"
_TELL = (
    r"(?:\w+ly )?(?:mention|say|state|specify|contain|provide|include|discuss|give|indicate|answer"
    r"|address|explain|describe|report|reveal|cover|tell|offer|clarify|identify|name|list|support"
    r"|disclose|have|make|speak|talk)s?"
)
_TOLD = (
    r"(?:\w+ly )?(?:mentioned|specified|stated|provided|given|included|discussed|available|answered"
    r"|found|clear|known|disclosed|addressed|described|covered|explained)"
)
_NEWS = r"(?:\w+ )?(?:information|mention|details?|answer|data|reference|indication)\b"
_ABOUT = r"(?: (?:any|anything|about|on|regarding|concerning|information|details|of|to|for|in))*"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        # No source mentions …
        rf"\b(?:no|none of|neither)(?: \w+){{0,3}}? {_GIVEN}(?: \w+){{0,2}}? {_TELL}{_ABOUT}"
        r"(?P<part>.*)",
        # The sources do not mention …
        rf"(?:^|\b{_GIVEN}{_THESE} ){_NOT} {_TELL}{_ABOUT}(?P<part>.*)",
        # … is not mentioned in the sources.
        rf"(?P<part>.*) (?:{_NOT} (?:been |be )?|is un){_TOLD}"
        rf" (?:in|by|from)(?: \w+){{0,4}}? {_GIVEN}",
        # There is no information on …, the sources give no details of …
        rf"^\W*(?:there (?:is|are|was)|i (?:have|see|found|find)|.*\b{_GIVEN}.*?) ?{_NO} {_NEWS}"
        rf"(?:,? (?:provided|given|available|found))?{_ABOUT}(?P<part>.*)",
        # I cannot find that.
        r"^[\s*]*(?:(?:sorry|unfortunately|however|but)\W+)?i(?: am|['’]m)?"
        r" (?:cannot|\w+n['’]t|(?:do|could) not|unable|not able|sorry|afraid)\b(?P<part>)",
        # Not mentioned.
        rf"^\W*(?:(?:it|this|that) is )?(?:not |un){_TOLD}\W*$(?P<part>)",
    )
)
_SOURCE_AGAIN = re.compile(rf"\s*\b(?:in|from|by)(?: \w+){{0,3}}? {_GIVEN}.*", re.I | re.DOTALL)
_LONGEST = 400  # characters that are looked at
_THEY_SAY = re.compile(rf"^(?:they|it) (?:do )?{_TELL} (?:that )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a sentence says that the sources do not tell, and what it says beside that.

    ``part`` is empty where it does not say what, ``rest`` where it says no more.
    """

    part: str
    rest: str


def refusal(text: str) -> Refusal | None:
    """Read a sentence as a refusal; None if it is none."""
    for form in _FORMS:
        if found := form.search(text[:_LONGEST]):
            part, _, rest = found["part"].partition(", but ")
            part = _SOURCE_AGAIN.sub("", part).strip(" .,;:")
            rest = _THEY_SAY.sub("", rest).strip()
            return Refusal(part, rest[:1].upper() + rest[1:])
    return None
