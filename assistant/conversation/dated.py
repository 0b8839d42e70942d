"""One time, or one in a row, put in the place of another: "And in 2021?", "And the second?"."""

from __future__ import annotations

import re

from assistant.conversation.exchange import time_at
from assistant.conversation.names import names
from assistant.conversation.words import PREPOSITIONS, without_end
from assistant.language.numbers import ORDINALS

_MONTH = re.compile(
    r"(?:(?P<before>in|since|until|before|after|by) )?(?P<month>January|February|March|April|May"
    r"|June|July|August|September|October|November|December)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b\d{4}\b")
_BEFORE_TIME = re.compile(
    r"\b(?:in|on|since|by|during|before|after|until|from|as of|of|around) (?:the )?"
    r"(?:early |late |(?:[\w-]+ ){0,2}(?:hour|day|week|month|quarter|half|year|decade)s?"
    r" (?:of|after|before|since|from) )?\Z",
    re.IGNORECASE,
)
_ORDINAL = rf"(?P<which>{'|'.join(ORDINALS)}|(?:(?<=the )|\A)(?:last|next))"
ORDINAL = re.compile(
    rf"(?:(?:in|on|at|by|for|of|after|before) )?(?:the )?{_ORDINAL}(?: one)?", re.IGNORECASE
)
_NUMBERED = re.compile(rf"\b{_ORDINAL}\b", re.IGNORECASE)
_NOW = re.compile(r" (?:now|currently|today|at present)\Z")
_SETS_TIME = re.compile(r"(?:in|on|since|during|before|after|until)\b", re.IGNORECASE)


def is_time(text: str) -> bool:
    """Tell whether words are a time and no more: "2021", "in 2021", "since last May"."""
    if _MONTH.fullmatch(text):
        return True
    said = time_at(text)
    if said is None:
        return False
    before, rest = text[: said[0]], text[said[1] :].strip(" ?.!")
    return not rest and (not before or _BEFORE_TIME.fullmatch(before) is not None)


def time_at_end(text: str) -> int:
    """Give where "in 2020" begins in "ships in 2020", 0 where no time ends a text."""
    starts = (match.start() for match in re.finditer(r"(?<=\s)\S", text))
    return next((start for start in starts if is_time(text[start:])), 0)


def at_time(question: str, new: str) -> str:
    """Give a question with a time in the place of its own, or at its end."""
    old = time_at(question)
    if month := _MONTH.fullmatch(new):
        year = _YEAR.search(question[slice(*old)]) if old else None
        new = f"{month['before'] or 'in'} {month['month']}{f' {year[0]}' if year else ''}"
    has_preposition = new.split(maxsplit=1)[0].lower() in PREPOSITIONS
    if has_preposition:
        new = new[0].lower() + new[1:]
    is_relative = not has_preposition and new[0].islower()  # "last year"
    if old is None:
        return appended(question, new if has_preposition or is_relative else f"in {new}")
    start, end = old
    before = _BEFORE_TIME.search(question[:start])
    if before and (has_preposition or is_relative):
        start = before.start()
    return put(question, (start, end), new)


def is_numbered(question: str) -> bool:
    """Tell whether a question asks of one in a row: "Who won the first race?"."""
    return _NUMBERED.search(question) is not None


def at_ordinal(question: str, new: str) -> str | None:
    """Give "When was the second launch?" for "the first"."""
    old = _NUMBERED.search(question)
    return put(question, old.span("which"), new) if old else None


def put(question: str, slot: tuple[int, int], new: str) -> str:
    """Put something in the place of what stands in a slot."""
    start, end = slot
    return question[:start] + new + question[end:]


def appended(question: str, more: str) -> str:
    """Add something to a question, instead of its "now" where that is a time."""
    bare = _NOW.sub("", without_end(question)) if _SETS_TIME.match(more) else without_end(question)
    more = more if names(more) and names(more)[0].start == 0 else more[0].lower() + more[1:]
    return f"{bare} {more}{question[len(without_end(question)) :].strip() or '?'}"
