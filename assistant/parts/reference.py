"""What the pronouns of a later question stand for, where the one before it makes that plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.parts.grammar import ASKING, AUXILIARY, DETERMINER, PREPOSITION, pattern

_PERSON = frozenset({"he", "him", "his", "she", "her"})
_MANY = frozenset({"they", "them", "their"})
_THING = frozenset({"it", "its"})
_FAMILIES = (_PERSON, _MANY, _THING)
_PRONOUN = pattern(r"\b(?:he|him|his|she|her|it|its|they|them|their)\b(?!['’])")
_EMPTY = pattern(
    rf"\bit\b(?= (?:take|cost|mean|need)s?\b.*\bto\b)|(?<= )it (?=(?:{AUXILIARY} )?"
    r"(?:\w+ )?(?:that|possible|likely|true|clear|necessary|legal|important)\b)"
)
_CAPITAL = (
    r"(?:[A-Z](?:\.[A-Z])+\b\.?|(?:Gen|Lt|Col|Adm|Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Prof|St)\.|[A-Z][\w’-]*)"
)
_NAME = rf"(?:[Tt]he )?{_CAPITAL}(?:(?: of(?: the)?)? {_CAPITAL}| \d+)*"
_BOUNDARY = rf"(?i:{PREPOSITION}|{DETERMINER}|{ASKING}|{AUXILIARY}|and\b|or\b|to\b|not\b)"
_PHRASE = rf"(?:(?i:{DETERMINER})|{_NAME}['’]s?)(?: (?!{_BOUNDARY})[\w’'-]+){{1,5}}"
_NOUN_PHRASE = re.compile(rf"(?<![\w.])(?:{_PHRASE}|{_NAME})")
_SUBJECT = pattern(rf"^(?:{PREPOSITION} )?{ASKING}.*?\b(?P<be>{AUXILIARY}) ")
_ACTS = pattern(r"(?:do|does|did|will|would|can|could|should|shall|may|might|must)\b")
_PARTICIPLE = re.compile(
    r"(?:\w+(?:ed|en|wn|ing)|built|held|made|sold|lost|found|set|cut|put|shot|hit|won|left|sent|spent"
    r"|told|brought|bought|caught|paid|led|born|begun|hung|struck|read|run|taught|open|like)"
)
_WHO = pattern(
    rf"who (?:is|was|are|were) (?P<phrase>(?:the |{DETERMINER} )?.+)\?"
    rf"|(?P<clause>who (?!{AUXILIARY}).+)\?"
)
_ASKED_NOUN = pattern(rf"(?:which|what|how many) (?!{AUXILIARY})")
_HUMAN = re.compile(
    r"(?:er|or|ist|ian|ent|ant|man|woman|boy|girl|chief|king|queen|pope|wife|husband)$"
)
_ASKED = pattern(rf"who\b|{_ASKED_NOUN.pattern}")
_AFTER_VERB = pattern(rf"{AUXILIARY} $")
_COUNTED = pattern(r"how many (?P<noun>people|[a-z]+s)\b")
_BARE = pattern(rf"how many(?= {AUXILIARY})")
_POSSESSIVE = pattern(rf"(?:its|his|their)\b|her (?!{PREPOSITION}|and\b)\w")
_OBJECT = pattern(rf"(?:him|it|them|her)(?:[?.,]|$| {PREPOSITION}| and\b)")
_OF_ALL = pattern(rf"{AUXILIARY} it\b")  # "Did he resign and is it true?"
_INDEFINITE = pattern(r"^(?:a|an|some) ")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase; ``subject`` if the question's verb is its own."""

    text: str
    subject: bool

    @property
    def name(self) -> bool:
        last = self.text.split()[-1]
        return last[0].isupper() or last[0].isdigit()

    @property
    def many(self) -> bool:
        return bool(re.search(r"[^s]s$|people$|men$|children$", self.text))


def resolve(question: str, before: str) -> str | None:
    """Put what it stands for in place of a question's first pronoun; None where that is not plain.

    A pronoun that the question before it has as well stays: neither says more than the other.
    "How many were hurt?" is told how many of what.
    """
    counted = _COUNTED.match(before)
    if counted and (bare := _BARE.match(question)):
        question = f"{bare.group()} {counted['noun']}{question[bare.end() :]}"
    pronoun = _pronoun(question)
    if not pronoun or _family(pronoun.group()) & {p.lower() for p in _PRONOUN.findall(before)}:
        return question
    referent = _referent(pronoun.group().lower(), before)
    if referent is None or (referent[0].isupper() and _OF_ALL.match(question)):
        return None
    owned = _POSSESSIVE.match(question, pronoun.start())
    ending = ("'" if referent.endswith("s") else "'s") if owned else ""
    return f"{question[: pronoun.start()]}{referent}{ending}{question[pronoun.end() :]}"


def _pronoun(question: str) -> re.Match[str] | None:
    """Find a pronoun that stands for something outside of the question."""
    empty = {found.start() for found in _EMPTY.finditer(question)}
    for pronoun in _PRONOUN.finditer(question):
        if pronoun.start() not in empty and not _inside(question, pronoun):
            return pronoun
    return None


def _inside(question: str, pronoun: re.Match[str]) -> bool:
    """Tell whether a pronoun stands for what its own question has named, or asks for."""
    before = question[: pronoun.start()]
    named = any(_phrases(before)) or (_ASKED.match(before) and not _AFTER_VERB.search(before))
    return bool(named) and not _OBJECT.match(question, pronoun.start())


def _family(pronoun: str) -> frozenset[str]:
    return next(family for family in _FAMILIES if pronoun.lower() in family)


def _referent(pronoun: str, before: str) -> str | None:
    if pronoun not in _THING and (asked := _WHO.fullmatch(before)):
        one = "those" if pronoun in _MANY else "the one"
        return asked["phrase"] or f"{one} {asked['clause'][0].lower()}{asked['clause'][1:]}"
    if pronoun not in _PERSON and _ASKED_NOUN.match(before):
        return None
    phrases = list(_phrases(before))
    if pronoun in _MANY:
        fitting = [phrase for phrase in phrases if phrase.many]
    elif pronoun in _PERSON:
        fitting = [phrase for phrase in phrases if phrase.name or _HUMAN.search(phrase.text)]
    else:
        fitting = [phrase for phrase in phrases if not phrase.many]
        fitting = [phrase for phrase in fitting if not phrase.name] or fitting
    if len({phrase.text for phrase in fitting}) > 1:
        fitting = [phrase for phrase in fitting if phrase.subject and phrase.name]
    return fitting[0].text if fitting else None


def _phrases(question: str) -> Iterator[_Phrase]:
    """Yield the noun phrases past a question's first word."""
    of_verb = _SUBJECT.match(question)
    for found in _NOUN_PHRASE.finditer(question, max(question.find(" "), 0)):
        text = found.group()
        subject = of_verb is not None and found.start() == of_verb.end()
        if subject and of_verb:
            text = _without_verb(text, acts=bool(_ACTS.match(of_verb["be"])))
        if len(text.split()) > 1 or text[0].isupper():
            yield _Phrase(_INDEFINITE.sub("the ", text), subject)


def _without_verb(phrase: str, *, acts: bool) -> str:
    *most, last = phrase.split(" ")
    verb = last[0].islower() and (acts or _PARTICIPLE.fullmatch(last))
    return " ".join(most) if most and verb else phrase
