"""Where a second question begins within a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.openings import LEADS
from assistant.parts.grammar import (
    ASKING,
    AUXILIARY,
    BEFORE_ASKING,
    INVERTED,
    SUBJECT,
    YES_OR_NO,
    pattern,
)

_LEADS_ON = rf"(?:(?:{LEADS}|(?:finally|secondly|second)\b),? )*"
_ENDS = pattern(rf"(?<=\?)\s+(?={_LEADS_ON}\w)")
_LINK = pattern(
    r"(?P<comma>[,;])?\s+(?P<word>(?:and|but|plus|as well as)\b(?:,? (?:also|then)\b,?)?\s+)?"
)
_OPENING = pattern(_LEADS_ON)
_INVERTED = pattern(INVERTED)
_SUBJECT = pattern(SUBJECT)
_YES_OR_NO = pattern(YES_OR_NO)
_REQUEST = pattern(
    r"(?:please )?(?:(?:can|could|would|will) you (?:please )?)?(?:tell|show) (?:me|us) "
    rf"(?={ASKING})|(?:do you know|i(?: want|['’]d like| would like| need) to know) (?={ASKING})"
)
_ASKS = pattern(rf"(?:{BEFORE_ASKING}{ASKING}(?: or what)?)?")
_INDIRECT = pattern(rf"{ASKING} \S+ \S+")
_LEAST = 4  # words of what asks by its question mark alone
# A clause within a question, of which what follows may be the second half.
_WITHIN = pattern(r"\b(?:who(?:m|se)?|what|which|why|how|that|whether)\b")
_VERB = pattern(rf"\b{AUXILIARY}|\w+ed\b|\w+ \w+ \w+ \w+")
_FULL_STOP = re.compile(r"[.!] (?=[A-Z])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^)]*\)|‘[^’]*’")


def clauses(question: str, most: int) -> list[str]:
    """Cut a text into the questions of its own that it is made of, at most so many."""
    found: list[str] = []
    for said in _sentences(" ".join(question.split())):
        found += _cut(said)
    return found if len(found) <= most else [" ".join(question.split())]


def _sentences(text: str) -> list[str]:
    """Split at question marks; what asks nothing stays with the question beside it."""
    said = [_OPENING.sub("", one, count=1) for one in _ENDS.split(text)]
    if len(said) == 1 or not all(_asks(one) or len(one.split()) >= _LEAST for one in said):
        return [text]
    return [_capital(one) for one in said]


def _asks(text: str) -> bool:
    starts = [0, *(end.end() for end in _FULL_STOP.finditer(text))]
    return any(
        asking.match(text, start)
        for start in starts
        for asking in (_INVERTED, _SUBJECT, _YES_OR_NO, _REQUEST)
    )


def _cut(text: str) -> Iterator[str]:
    """Yield the questions that a sentence joins, each with a capital and a question mark."""
    request = _REQUEST.match(text)
    before = request.group() if request else ""
    ending = "." if request and text.endswith(".") else "?"
    rest = text[len(before) :].rstrip(" ?.")
    while (link := _first_link(rest, indirect=bool(request))) is not None:
        yield _capital(f"{before}{rest[: link.start()]}{ending}")
        rest = rest[link.end() :]
    yield _capital(f"{before}{rest}{ending}") if before or _whole(text, rest) else text


def _first_link(text: str, *, indirect: bool) -> re.Match[str] | None:
    plain = _QUOTED.sub(lambda quoted: "x" * len(quoted.group()), text)
    return next((link for link in _LINK.finditer(plain) if _joins(plain, link, indirect)), None)


def _joins(text: str, link: re.Match[str], indirect: bool) -> bool:
    """Tell whether a question ends before a link and another begins after it."""
    first, second = text[: link.start()], text[link.end() :]
    if not (link["word"] or link["comma"]) or not _complete(first):
        return False
    asking = _ASKS.match(first)
    simple = not _WITHIN.search(first, asking.end() if asking else 0)
    if indirect:
        return bool(link["word"]) and simple and bool(_INDIRECT.match(second))
    if not _asks(first):
        return False
    if _INVERTED.match(second):
        return True
    if _YES_OR_NO.match(second):
        return bool(link["word"]) and simple
    return simple and bool(_SUBJECT.match(second)) and bool(link["word"] or _listed(second))


def _listed(text: str) -> bool:
    """Tell whether the first thing after a clause is yet another question: it is no aside."""
    links = (link for link in _LINK.finditer(text) if link["comma"] or link["word"])
    after = next(links, None)
    return bool(after and after["word"] and _asks(text[after.end() :]))


def _complete(first: str) -> bool:
    """Tell whether there is a verb besides the words that ask, and what it is of."""
    return len(first.split()) > 1 and bool(
        _VERB.search(first) or not re.match(r"(?:how|what|which)\b", first, re.IGNORECASE)
    )


def _whole(text: str, rest: str) -> bool:
    return not text.startswith(rest)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
