"""Whom "he" and "she" mean: only who is known as a person, and of no other gender."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from assistant.conversation.exchange import Exchange
from assistant.conversation.names import Name, is_place, names, own_words, people_in
from assistant.conversation.words import FUNCTION, is_verb
from index.sentences import split

Gender = Literal["he", "she"]

_GENDERS: dict[str, Gender] = {
    **dict.fromkeys("he him his himself".split(), "he"),
    **dict.fromkeys("she her hers herself".split(), "she"),
}
_PRONOUN = re.compile(rf"\b(?:{'|'.join(_GENDERS)})\b", re.IGNORECASE)
_NOT_THEMSELVES = re.compile(r"(?:['’]s?)? (?:administration|government|campaign)\b")
_THE = re.compile(r"(?:\b(?:the|an?|\d+)(?: \d+)?|&) \Z", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:of|for) \Z")
_DOES = re.compile(r",? (?:who\b|(?P<verb>[a-z]+)\b)|, (?:an?|the) |, \d\d,")
_WHAT_IS = re.compile(r"\bwhat(?:['’]s| is| are| was| were) \Z", re.IGNORECASE)
_LOOKED_BACK = 4  # exchanges


class People:
    """The people whom the last exchanges name, the newest last."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self._newest_first = list(reversed(exchanges))
        everyone = [name for one in exchanges for name in (*one.asked, *one.told)]
        self._words = people_in(everyone)
        told = [name for one in exchanges for name in one.told]
        speak = {word for name in told if name.kind == "person" for word in name.text.split()}
        self._others = {word for name in told for word in name.text.split()} - self._words - speak
        self._genders = _genders(exchanges)

    def named_in(self, phrase: str) -> bool:
        """Tell whether a phrase has a word of a person's name."""
        return any(
            word in self._words or word in self._genders for word in re.findall(r"[\w-]+", phrase)
        )

    def meant(self, pronoun: str = "", other_than: str = "") -> str | None:
        """Give whom a pronoun means."""
        gender = _GENDERS.get(pronoun.lower())
        for one in self._candidates():
            if other_than and same_person(one, other_than):
                continue
            if not gender or self._gender(one) in (None, gender):
                return one
        return None

    def _gender(self, name: str) -> Gender | None:
        return self._genders.get(name.rsplit(maxsplit=1)[-1]) or _gender_by_name(name)

    def _candidates(self) -> Iterator[str]:
        """Give those who may be meant, who is asked about before who else is named."""
        for one in self._newest_first[:_LOOKED_BACK]:
            if _asks_of_whom(one) or _is_of_somebody(one):
                yield one.subject
            asked = [name.text for name in one.asked if self._is_asked(name, one)]
            told = [name.text for name in one.told if self._is_told(name, one)]
            new = [name for name in told if not any(same_person(name, known) for known in asked)]
            if asks_who(one):
                yield from [*new, *asked]
            else:
                yield from [*(_fullest(name, told) for name in asked), *_plain(new, one.first)]
            if not asks_who(one):
                yield from (name.text for name in one.asked if self._is_likely(name, one.question))

    def _is_asked(self, name: Name, one: Exchange) -> bool:
        """Tell whether a name in a question is a person's, or what the question is about may be."""
        if name.kind not in ("person", "unknown") or _NOT_THEMSELVES.match(one.question, name.end):
            return False
        if name.kind == "person" or self.named_in(name.text):
            return True
        return name.text == one.subject and self._is_likely(name, one.question)

    def _is_likely(self, name: Name, question: str) -> bool:
        """Tell whether a name in a question may be a person's: no answer has it as another's."""
        before, words = question[: name.start], name.text.split()
        is_thing = _THE.search(before) or _WHAT_IS.search(before) or describes(question, name)
        is_other = name.where or self._others.intersection(words) or _is_done(words)
        return name.kind == "unknown" and not (is_thing or is_other)

    def _is_told(self, name: Name, one: Exchange) -> bool:
        """Tell whether a name in an answer is shown to be a person's."""
        text, words = one.answer, name.text.split()
        if name.kind not in ("person", "unknown") or _NOT_THEMSELVES.match(text, name.end):
            return False
        if self.named_in(name.text):
            return True
        before = text[max(0, name.start - 20) : name.start]
        if name.where or _THE.search(before) or _PART_OF.search(before) or describes(text, name):
            return False
        if any(map(is_place, words)) or _is_done(words):
            return False
        is_first = name.end <= len(one.first)
        if asks_who(one) and (name.kind == "person" or (is_first and 1 < len(words) < 5)):
            return True
        does = _DOES.match(text, name.end)
        is_subject = does and (not does["verb"] or is_verb(does["verb"]))
        return bool(is_subject) and 1 < len(words) < 4


def asks_who(one: Exchange) -> bool:
    """Tell whether a person is asked for: "Who leads it?", "Who is Lee's lawyer?"."""
    clause = one.clause
    if clause is None or not clause.asking.lower().startswith("who"):
        return False
    return not one.subject or (clause.asking.lower() == "who" and not _asks_of_whom(one))


def same_person(name: str, other: str) -> bool:
    """Tell whether two names are of one person: "Lee", "President Lee Jae-myung"."""
    words = set(name.split())
    return name.rsplit(maxsplit=1)[-1] in other.split() or other.rsplit(maxsplit=1)[-1] in words


def describes(text: str, name: Name) -> bool:
    """Tell whether a name goes with a noun behind it: "North Korean general"."""
    after = re.match(r" ([a-z]+)", text[name.end :])
    return after is not None and after[1] not in FUNCTION and not is_verb(after[1])


def _asks_of_whom(one: Exchange) -> bool:
    """Tell whether it is asked who somebody is: "Who is Ada Moss?"."""
    asks = one.clause is not None and one.clause.asking.lower() == "who"
    return asks and any(name.text == one.subject for name in one.asked)


def _is_of_somebody(one: Exchange) -> bool:
    """Tell whether a name is all that is asked about: "What about Stone?"."""
    whole = one.clause is not None and one.clause.names_topic
    kinds = ("person", "unknown")
    return whole and any(name.text == one.subject and name.kind in kinds for name in one.asked)


def _is_done(words: Sequence[str]) -> bool:
    """Tell whether what reads as a name is a title of a work: "Finding Nemo"."""
    return len(words) > 1 and words[0].endswith("ing") and is_verb(words[0].lower())


def _plain(told: Sequence[str], first: str) -> Sequence[str]:
    """Give who is told of, unless it may be any of several who stand behind the first sentence."""
    others = {name.split()[-1] for name in told}
    return told if len(others) < 2 or told[0] in first else ()


def _fullest(name: str, told: Sequence[str]) -> str:
    if " " in name:
        return name
    return next((other for other in told if " " in other and name in other.split()), name)


def _genders(exchanges: Sequence[Exchange]) -> dict[str, Gender]:
    """Give the genders of people, by their last names, from what was said of them."""
    found: dict[str, Gender] = {}
    for one in exchanges:
        for name in one.told:
            if name.kind == "person" and (gender := _gender_by_name(name.text)):
                found[name.text.split()[-1]] = gender
        said = _genders_in(one.typed)
        if len(said) == 1 and len(one.carried) == 1:
            found[one.carried[0].split()[-1]] = said.pop()
        found |= _genders_told(one.answer)
    return found


@lru_cache(maxsize=64)
def _genders_told(answer: str) -> Mapping[str, Gender]:
    """Read "Ida Holm lost her case. She resigned."; where two are named it is not plain whose."""
    found: dict[str, Gender] = {}
    last = ""
    for sentence in split(answer):
        named = [name for name in names(sentence.text) if name.kind == "person"]
        people = {name.text.split()[-1] for name in named}
        begins = _PRONOUN.match(sentence.text)
        if begins and last:
            found[last] = _GENDERS[begins[0].lower()]
        elif len(people) == 1:
            said = _genders_in(sentence.text[named[0].end :])
            found |= {person: gender for person in people for gender in said if len(said) == 1}
        last = next(iter(people)) if len(people) == 1 else "" if people else last
    return found


def _genders_in(text: str) -> set[Gender]:
    return {_GENDERS[match[0].lower()] for match in _PRONOUN.finditer(text)}


def _gender_by_name(name: str) -> Gender | None:
    """Give the gender that a title or a given name tells."""
    of = _by_word()
    titles = (word.rstrip(".").lower() for word in name.split())
    given = own_words(name)[:1] if len(own_words(name)) > 1 else []
    return next(_known(of, [*titles, *given]), None)


def _known(of: dict[str, Gender], words: Iterable[str]) -> Iterator[Gender]:
    yield from (of[word] for word in words if word in of)


@cache
def _by_word() -> dict[str, Gender]:
    text = files("assistant.conversation").joinpath("genders.txt").read_text(encoding="utf-8")
    found: dict[str, Gender] = {}
    for line in text.splitlines():
        told, _, words = line.partition(": ")
        if gender := _GENDERS.get(told):
            found |= dict.fromkeys(words.split(), gender)
    return found
