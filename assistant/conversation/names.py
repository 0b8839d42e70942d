"""Names in a text, and whether each is a person's, a place's or a thing's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from assistant.conversation.words import FUNCTION, OPINION, is_plural
from assistant.language.calendar import CALENDAR
from assistant.language.places import PLACES

Kind = Literal["person", "place", "thing", "unknown"]

LONGEST = 1_200  # characters of a text that are read
_TITLES = frozenset(
    """adm admiral agent ambassador analyst archbishop bishop capt captain cardinal chairman
    chairwoman chancellor coach col colonel commander commissioner congressman congresswoman counsel
    director dr emperor gen general gov governor
    judge justice king lady lt maj major mayor minister miss mr mrs ms pope premier president
    presidents prime prince princess prof professor queen rep rev secretary sen senator sgt sir
    spokesman spokeswoman""".split()
)
_BODIES = frozenset(
    """academy act administration agency agreement alliance army assembly association authority bank
    bill board bureau center centre church club college command commission committee company
    conference congress corp corporation council court cup department federation force forces
    foundation fund games government group guard guidelines hospital house inc institute institution
    league ltd meeting ministry museum navy news office organization organisation parliament party
    plan police policy post press program project school senate service society strategy street
    summit team times treaty tribunal union university war""".split()
)
_LANDS = frozenset(
    """bay city coast county desert gulf island islands lake mountain mountains ocean peninsula
    province region river sea strait valley""".split()
)
_ALSO_NAMES = ("May", "Will")
_DIRECTIONS = frozenset("north south east west new united northern southern".split())
_SHORT = r"(?:Gen|Lt|Col|Maj|Adm|Capt|Sgt|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Rev|St|[A-Z])\."
_PIECE = (
    rf"(?:(?:[A-Z]\.){{2,}}|{_SHORT}|\d+(?:st|nd|rd|th)(?= [A-Z])|[A-Z]\w*(?:[-’'][A-Za-z]\w+)*)"
)
_JOINS = r"(?:(?:el|al|bin|ibn|van|von|der|den|de|del|da|di|du|la|le)[ -])"
_RUN = re.compile(rf"(?<![\w’'.-]){_PIECE}(?: {_JOINS}{{0,2}}{_PIECE})*")
_HAS_OF = re.compile(
    r"\b(?:University|Bank|Ministry|Department|House|Republic|Institute|Court|Secretary|Council"
    r"|Board|Church|Gulf|Strait|Sea|Minister|Bay|City|Chiefs)\Z"
)
_OF = re.compile(r" (?:of|for)(?: the)? \Z")
_SPEAKS = "|".join(sorted(OPINION))
_ROLE = (
    r"(?:professor|president|minister|analyst|fellow|director|chief|leader|author|scientist|mayor"
    r"|executive|officer|manager|secretary|lawyer|attorney|successor|agent|keeper"
    r"|deputy|governor|senator|judge|coach|spokes\w+)"
)
_ACTS = re.compile(
    r"\b(?:\w+(?:ers|ors|ists|ians|ials|ents|ants)|wo?men|people|police|troops|crew|staff|opposition"
    r"|countries|army|navy|court|(?:all|part|compan|ministr)(?:y|ies)|(?:state|firm|side|government"
    r"|council|committee|union)s?)\b"
)
_SPEAKER_BEHIND = re.compile(
    rf"\b(?:[Aa]ccording to|said|says|asked|told|noted)(?: the)? \Z|\b{_ROLE},? \Z"
)
_SPEAKER_BEFORE = re.compile(
    rf"(?:, [^,.;]{{2,80}},)? (?:(?:also|has|had|have|did|publicly) )*(?:{_SPEAKS})\b"
    r"|, (?:an?|the|who(?:se)?) |, \d\d,"
    rf"|, (?:\w+ ){{0,3}}{_ROLE}\b"
)
_THE = re.compile(r"\b(?:the|\d+) \Z", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|at|near|from|outside|across|around) (?:the )?\Z", re.IGNORECASE)
_BEFORE = 30  # characters before a name in which "said", "in the" or a role are looked for


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``text[start:end]``; ``where`` tells whether it stands as a place: "in Seoul"."""

    text: str
    start: int
    end: int
    kind: Kind
    where: bool = False


def names(text: str, known: Iterable[str] = ()) -> list[Name]:
    """Give the names of a text in its order.

    A single word that begins a sentence is one only if it is ``known`` or shows that it is.
    """
    text = text[:LONGEST]
    familiar = {word for name in known for word in name.split()}
    return [
        Name(text[start:end], start, end, _kind_in(text, start, end), _is_where(text, start))
        for start, end in _spans(text)
        if not _begins(text, start) or _shows(text, start, end, familiar)
    ]


def kind_of(name: str) -> Kind:
    """Tell what a name is of by its own words."""
    words = [word.rstrip(".").lower() for word in name.split()]
    if words[-1] in _BODIES:
        return "thing"
    if words[-1] not in _TITLES and _TITLES.intersection(words[:-1]):
        return "person"
    if is_place(name) or (len(words) > 1 and words[-1] in _LANDS):
        return "place"
    if _BODIES.intersection(words) or name[0].isdigit() or (name.isupper() and "." not in name):
        return "thing"
    return "unknown"


def is_place(name: str) -> bool:
    """Tell whether a name is that of a country, or of a city that speaks for one."""
    if name.lower() in PLACES:
        return True
    *before, last = name.lower().removeprefix("the ").split() or [""]
    if not _DIRECTIONS.issuperset(before):
        return False
    return last in PLACES or (bool(before) and last in ("states", "kingdom"))


def is_role(noun: str) -> bool:
    """Tell whether a noun is what a person is: "general", "spokeswoman"."""
    return noun.lower() in _TITLES or re.fullmatch(_ROLE, noun.lower()) is not None


def acts(phrase: str) -> bool:
    """Tell whether what a phrase calls may say or want something: no conditions or wrecks do."""
    head = phrase.rsplit(maxsplit=1)[-1].lower()
    if is_role(head) or is_role(head.removesuffix("s")) or _ACTS.search(phrase):
        return True
    return any(name.end == len(phrase) for name in names(phrase, [phrase]))


def recased(text: str, known: Iterable[Name]) -> str:
    """Give a text typed in small letters the capitals of the names that are known."""
    if not text.islower():
        return text
    written = {form.lower(): form for name in known for form in _forms(name) if len(form) > 2}
    for small in sorted(written.keys() - FUNCTION, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(small)}(?!\w)", written[small].replace("\\", ""), text)
    return re.sub(r"(?<!\w)[a-z]{4,}(?!\w)", _capital, text)


def people_in(known: Iterable[Name]) -> set[str]:
    """Give the words that name people, without their titles.

    Who only speaks may be a firm: "Samsung said".
    """
    people = (name.text for name in known if name.kind == "person" and " " in name.text)
    return {word for name in people for word in own_words(name)}


def own_words(name: str) -> list[str]:
    """Give what of a person's name is neither a title nor a country: "South Korean President"."""
    words = [word for word in name.split() if word.lower() not in FUNCTION and word != "State"]
    last = max((i for i, w in enumerate(words) if w.rstrip(".").lower() in _TITLES), default=-1)
    return words[last + 1 :]


def _forms(name: Name) -> list[str]:
    return [name.text, *(name.text.split() if name.kind == "person" else ())]


def _capital(word: re.Match[str]) -> str:
    return word[0].capitalize() if word[0] in PLACES else word[0]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where names stand: runs of capitals without what only begins a sentence or is a time."""
    last: tuple[int, int] | None = None
    for match in _RUN.finditer(text):
        start = match.start()
        words = match[0].split(" ")
        while words and _is_small(words[0]) and not _is_titled(text, start, words):
            start += len(words.pop(0)) + 1
        rest = takewhile(lambda word: word in _ALSO_NAMES or not _is_small(word), words[1:])
        kept = [*words[:1], *rest]
        while kept and _is_time(kept, text[start + len(" ".join(kept)) :]):
            kept.pop()
        if not kept:
            continue
        end = start + len(" ".join(kept))
        if last and _HAS_OF.search(text[slice(*last)]) and _OF.fullmatch(text[last[1] : start]):
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _is_titled(text: str, start: int, words: Sequence[str]) -> bool:
    """Tell whether a small word that has a capital begins a name: "the First World War"."""
    return len(words) > 1 and _THE.search(text[max(0, start - _BEFORE) : start]) is not None


def _begins(text: str, start: int) -> bool:
    """Tell whether a sentence, a line or a quotation begins here."""
    before = text[:start].rstrip()
    return not before or before[-1] in '.!?:"“”' or "\n" in text[len(before) : start]


def _is_time(words: Sequence[str], behind: str) -> bool:
    """Tell whether the last word is a month or a day, not a name as in "Theresa May"."""
    word = words[-1].rstrip(".").lower()
    if word in ("may", "march", "april", "june", "august") and len(words) > 1:
        return re.match(r"\.? \d", behind) is not None
    return word in CALENDAR


def _is_small(word: str) -> bool:
    return word.lower() in FUNCTION and (not word.isupper() or word in ("I", "A"))


def _shows(text: str, start: int, end: int, familiar: set[str]) -> bool:
    """Tell whether what begins a sentence is a name nevertheless."""
    name = text[start:end]
    if " " not in name and is_plural(name) and name not in familiar:
        return is_place(name)  # "Scientists say"
    if " " in name or "-" in name or not name[1:].islower() or is_place(name):
        return True
    return name in familiar or bool(_SPEAKER_BEFORE.match(text, end)) or text[end : end + 1] in "’'"


def _kind_in(text: str, start: int, end: int) -> Kind:
    kind = kind_of(text[start:end])
    if kind != "unknown":
        return kind
    before = text[max(0, start - _BEFORE) : start]
    speaks = _SPEAKER_BEFORE.match(text, end) or _SPEAKER_BEHIND.search(before)
    is_body = _THE.search(before) or any(map(is_place, text[start:end].split()))
    return "person" if speaks and not (is_body or _WHERE.search(before)) else kind


def _is_where(text: str, start: int) -> bool:
    return _WHERE.search(text[max(0, start - _BEFORE) : start]) is not None
