"""Faults planted by rules: claims that their quotes do not bear, each of a kind."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.words import stems
from tests.benchmarks.claimed import Claim, Read

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SPELLED = "two three four five six seven eight nine ten twelve twenty fifty".split()
_NUMBER = re.compile(
    r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w,.]*\d|(?:st|nd|rd|th)\b)"
)
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_FULL = r"[A-Z][a-zé]+(?: [A-Z]\.)? [A-Z][a-zé’]+(?:-[a-z]+)?"
_NOT_PERSON = re.compile(
    r"\b(?:The|In|On|At|New|North|South|East|West|United|University|City|Times|House|Street|Institute"
    r"|Party|State|States|Council|Court|Bank|School|Company|Center|Korea|Korean|American|World|War"
    r"|Group|Sea|Island|Day|Prime|President|Minister|General|But|And|Secretary|Defense|National)\b"
)
_NOT_ONE = re.compile(
    rf"\b(?:{'|'.join(_DAYS + _MONTHS)}|WASHINGTON|Representatives|Senate|House)\b"
)
_AND = re.compile(r"\b(?:and|or|between|with|from)\b|,")
_HELPER = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might)\b(?! not|n)"
)
_OPINION = (
    r"(?:said|says?|argue[sd]?|believe[sd]?|warn(?:s|ed)|suggest(?:s|ed)?|claim(?:s|ed)?|note[sd]"
    r"|add(?:s|ed)|thinks?|insist(?:s|ed)?|explain(?:s|ed)|predict(?:s|ed)?)"
)
_SPEAKER = rf"(?:{_FULL}|[A-Z][a-z]+)(?:, [^,“”\"]{{3,70}})?"
_CRITICS = r"(?:[A-Z]?[a-z]+ )*(?:analysts|experts|critics|observers|scholars|scientists|advocates)"
_THEY = rf"(?:{_SPEAKER}|{_CRITICS})"
_THERE = r"(?: (?:in|on|at|to|last|recently)\b[^“”\"]{0,80})?"
_OPINIONS = (
    rf"[“\"]([^“”\"]+),[”\"] (?:{_OPINION} {_SPEAKER}|{_THEY},? {_OPINION}){_THERE}\.",
    rf"([^“”\"]+), {_THEY} {_OPINION}{_THERE}\.",
    rf"([^“”\"]+), according to {_THEY}\.",
    rf"According to {_SPEAKER}, ([^“”\"]+)\.",
    rf"{_THEY},? {_OPINION} (?:that )?([^“”\"]+)\.",
)
"""Sentences that are somebody's opinion; the group is what they say."""


def plant(read: Read, others: Sequence[Read], chance: random.Random) -> Iterator[Claim]:
    """Give claims with one fault each; ``others`` are articles to take wrong sources from."""
    people = _people(read.article.text)
    for at, text in read.telling():
        for kind, made in (
            ("number", _number(text, chance)),
            ("date", _date(text, chance)),
            ("negated", _negated(text)),
            ("name", _name(text, people, chance)),
            ("names exchanged", _exchanged(text)),
            ("numbers exchanged", _numbers_exchanged(text)),
            ("speaker", _speaker(text, people, chance)),
            ("opinion as fact", _as_fact(text)),
            ("quotation", _quotation(text, read, at, chance)),
        ):
            if made and made != text:
                yield read.claim(kind, made, at, faithful=False)
        yield from _elsewhere(read, at, text, others, chance)


def _number(text: str, chance: random.Random) -> str:
    found = [
        m for m in _NUMBER.finditer(text) if not _YEAR.fullmatch(m[0]) and not _is_day(text, m)
    ]
    if found:
        match = chance.choice(found)
        return text[: match.start()] + _other_number(match[0], chance) + text[match.end() :]
    words = list(re.finditer(rf"\b(?:{'|'.join(_SPELLED)})\b", text))
    if not words:
        return ""
    match = chance.choice(words)
    other = chance.choice([w for w in _SPELLED if w not in text])
    return text[: match.start()] + other + text[match.end() :]


def _is_day(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 11) : match.end() + 11]
    return any(month[:3] in around for month in _MONTHS)


def _other_number(number: str, chance: random.Random) -> str:
    places = [at for at, char in enumerate(number) if char.isdigit()]
    at = chance.choice(places[: max(1, len(places) - (len(places) > 3))])
    digit = chance.choice([d for d in "123456789" if d != number[at]])
    return number[:at] + digit + number[at + 1 :]


def _date(text: str, chance: random.Random) -> str:
    for names in (_DAYS, _MONTHS):
        pattern = (
            rf"\b(?:{'|'.join(names)})\b"
            if names is _DAYS
            else (rf"\b(?:{'|'.join(n for n in names if n not in ('May', 'March'))})\b")
        )
        if match := re.search(pattern, text):
            other = chance.choice([name for name in names if name not in text])
            return text[: match.start()] + other + text[match.end() :]
    if match := re.search(r"\b((?:Jan|Feb|Aug|Oct|Nov|Dec)\. )(\d\d?)\b", text):
        other = str((int(match[2]) + chance.randint(1, 20)) % 27 + 1)
        changed = other if other != match[2] else "28"
        return text[: match.start(2)] + changed + text[match.end() :]
    if match := _YEAR.search(text):
        other = str(int(match[0]) + chance.choice([-3, -2, -1, 1, 2, 3]))
        return text[: match.start()] + other + text[match.end() :] if other not in text else ""
    return ""


def _negated(text: str) -> str:
    plain = re.sub(r"[“\"][^”\"]*[”\"]", lambda m: "_" * len(m[0]), text)
    if match := re.search(r"\b(?:not|never) ", plain):
        following = plain[match.end() :]
        if re.match(r"only|just|yet|long|until|least|even|to|all|every", following):
            return ""
        return text[: match.start()] + text[match.end() :]
    match = _HELPER.search(plain)
    if not match or re.match(
        r" (?:no|only|little|nothing|likely|few|hardly)\b", plain[match.end() :]
    ):
        return ""
    return f"{text[: match.end()]} not{text[match.end() :]}"


def _people(text: str) -> list[str]:
    names = (re.sub(r"’s?$", "", name) for name in re.findall(rf"(?<![.!?] )\b{_FULL}", text))
    return sorted(
        {name for name in names if not _NOT_PERSON.search(name) and _is_person(name, text)}
    )


def _is_person(name: str, text: str) -> bool:
    """Whether somebody of that name does something, or is called by the surname alone."""
    last = name.rsplit(maxsplit=1)[-1]
    alone = re.search(
        rf"(?<![A-Za-z’-] )(?<![A-Z][a-z] )\b{last}\b(?! [A-Z])", text.replace(name, "")
    )
    return bool(alone) or bool(
        re.search(rf"\b(?:said|says) {name}|{name}(?:,|’s| said| says)", text)
    )


def _name(text: str, people: Sequence[str], chance: random.Random) -> str:
    """Put another person of the article, or another place, where one stands."""
    here = [name for name in people if name in text]
    others = [n for n in people if not set(n.split()) & set(re.findall(r"\w+", text))]
    if here and others:
        return text.replace(chance.choice(here), chance.choice(others))
    places = re.findall(
        r"\b(?:China|Japan|Russia|Britain|France|Germany|Iran|Seoul|Washington|London|Paris"
        r"|Beijing|Moscow)\b",
        text,
    )
    if not places:
        return ""
    other = chance.choice(
        [p for p in ("Canada", "Italy", "Egypt", "Poland", "Brazil") if p not in text]
    )
    return re.sub(rf"\b{chance.choice(places)}\b", other, text)


def _exchanged(text: str) -> str:
    """Exchange two names between which something is done."""
    found = list(
        re.finditer(rf"(?<![A-Z] )\b(?:{_FULL}|[A-Z][a-z]{{3,}})\b(?![\w’-]| [A-Z]| of )", text)
    )
    found = [m for m in found if not re.search(r"[A-Z][\w.’-]* $", text[: m.start()])]
    found = [m for m in found if not _NOT_ONE.search(m[0])]
    for one, other in pairwise(found):
        between = text[one.end() : other.start()]
        fits = 2 <= len(between.split()) <= 8 and not _AND.search(between)
        first = one[0].split()[0]
        common = one.start() == 0 and first.lower() in text[1:].lower()
        if (
            fits
            and one[0] != other[0]
            and not common
            and _is_name(one[0], text)
            and re.search(r"\b(?:\w+ed|has|had|is|was|will|said|told|wants?)\b(?! of)", between)
        ):
            return text[: one.start()] + other[0] + between + one[0] + text[other.end() :]
    return ""


def _is_name(name: str, text: str) -> bool:
    return " " in name or text.find(name) > 0


def _numbers_exchanged(text: str) -> str:
    found = [m for m in _NUMBER.finditer(text) if not _is_day(text, m)]
    for one, other in pairwise(found):
        between = text[one.end() : other.start()]
        apart = not re.fullmatch(
            r"\s*(?:-|–|to|and|or|,|percent to|% to|m? to|bn to)\s*\S?", between
        )
        if one[0] != other[0] and apart and len(between.split()) >= 2:
            return text[: one.start()] + other[0] + between + one[0] + text[other.end() :]
    return ""


def _speaker(text: str, people: Sequence[str], chance: random.Random) -> str:
    match = re.search(
        rf"(?:,[”\"]? (?:said|says) ({_FULL}))|(?:^|, )({_FULL})(?:, [^,]+,)? {_OPINION}\b", text
    )
    if not match:
        return ""
    name = match[1] or match[2]
    others = [
        n for n in people if n != name and not set(n.split()) & set(name.split()) and n not in text
    ]
    return text.replace(name, chance.choice(others)) if others else ""


def _as_fact(text: str) -> str:
    for pattern in _OPINIONS:
        match = re.fullmatch(pattern, text)
        if (
            match
            and len(match[1].split()) >= 5
            and not re.search(
                r"\b(?:I|I[’']\w+|we|We|my|our|you|You|he|He|she|She|they|They|this|This|that|it|It)\b",
                match[1],
            )
        ):
            return f"{match[1][0].upper()}{match[1][1:]}."
    return ""


def _quotation(text: str, read: Read, at: int, chance: random.Random) -> str:
    match = re.search(r"(?<=[“\"])[^“”\" ]+ [^“”\"]{6,}(?=[”\"])", text)
    if not match:
        return ""
    elsewhere = [t for n, t in read.telling() if abs(n - at) > 1 and not re.search(r"[“”\"]", t)]
    if not elsewhere:
        return ""
    wanted = min(len(match[0].split()), 12)
    words = chance.choice(elsewhere).rstrip(".").split()[:wanted]
    end = "," if match[0].endswith(",") else ""
    return text[: match.start()] + " ".join(words) + end + text[match.end() :]


def _elsewhere(
    read: Read, at: int, text: str, others: Sequence[Read], chance: random.Random
) -> Iterator[Claim]:
    """Give a sentence that cites another one, of its own article and of another."""
    mine = set(stems(text))
    for kind, there in (("wrong sentence", read), ("wrong article", chance.choice(others))):
        fitting = [
            place
            for place, other in there.telling()
            if (there is not read or place != at)
            and len(mine & set(stems(other))) < 0.5 * len(mine)
        ]
        if kind == "wrong article":
            fitting.sort(key=lambda p: -len(mine & set(stems(there.sentences[p].text))))
            fitting = fitting[:3]
        if fitting:
            cited = there.span(chance.choice(fitting))
            yield Claim(kind, False, text, (cited,))
