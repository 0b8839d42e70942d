"""Opposites: a text that says "fell" of what "rose"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.opposites import opposites_of
from assistant.verify.binding import near, similarity
from assistant.verify.polarity import is_denied
from assistant.verify.reading import Word
from assistant.verify.sides import compared
from assistant.verify.source import Source

_CLEARLY = 3  # by how much the opposite's place has to fit better
_SHORT = frozenset(
    """for against before after within during above over below under up down more less fewer most
    least first last all every whole some many several much part half twice double""".split()
)

# What is true of all is true of many.
_WEAKER = {
    (part, whole)
    for part in ("some", "mani", "many", "sever", "several", "most", "much", "part")
    for whole in ("all", "every", "whole")
}
_AMBIGUOUS = frozenset({"for", "against"})  # so that what stands before has to be the same as well


def opposite(text: str, source: Source) -> str:
    """Say which word of a text is the opposite of its quote's."""
    said = source.read(text)
    mine = {word.form for word in said}
    weighed = compared(said)  # where quotes compare as well, the check of sides knows which is more
    there = frozenset[str]().union(*map(compared, source.sentences))
    for at, word in enumerate(said):
        for other in sorted(opposites_of(word.form)):
            if other in mine or other not in source.forms or (word.form, other) in _WEAKER:
                continue
            if word.form in weighed and other in there:
                continue
            if _is_said_there(said, at, other, source):
                return f"says “{word.text}” where the articles say the opposite"
    return ""


def _is_said_there(said: Sequence[Word], at: int, other: str, source: Source) -> bool:
    """Whether what a word goes with in a text goes with its opposite in a quote."""
    form = said[at].form
    mine = near(said, at, {form, other})
    if form in _SHORT:
        return _follows(said, at, other, source) and not _follows(said, at, form, source)
    denied = is_denied(said, at)

    def fits(one: str) -> int:
        """Give how well the place of a word in a quote fits, at best."""
        places = (p for p in source.places(one) if one == form or is_denied(*p) == denied)
        return max((similarity(mine, near(*place, {form, other})) for place in places), default=0)

    return fits(other) >= fits(form) + _CLEARLY


def _follows(said: Sequence[Word], at: int, form: str, source: Source) -> bool:
    """Whether a quote has a word right before what follows in the text: "after the talks"."""
    following = _next(said, at)
    return bool(following) and any(
        _next(sentence, place) == following
        and (form not in _AMBIGUOUS or _before(sentence, place) == _before(said, at))
        for sentence, place in source.places(form)
    )


def _before(words: Sequence[Word], at: int) -> str:
    return words[at - 1].form if at else ""


def _next(words: Sequence[Word], at: int) -> str:
    for word in words[at + 1 : at + 5]:
        if word.kind == "mark":
            break
        if word.is_content:
            return word.form
    return ""
