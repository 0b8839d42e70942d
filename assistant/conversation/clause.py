"""The parts of a question: what it asks with, its auxiliary, and what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.conversation.names import names
from assistant.conversation.phrase import WORD, noun_phrase
from assistant.conversation.words import (
    ADVERBS,
    ASKING,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION,
    PREPOSITIONS,
    PRONOUNS,
    is_inflected,
    is_plural,
    is_verb,
    without_end,
)
from assistant.language.openings import LEADS

_THING = re.compile(
    r"(?:\w+ )?(?:what|which|whose|how (?:many|much))(?: of(?: the)?| other)?"
    r" (?P<thing>(?!else\b).+)",
    re.IGNORECASE,
)
_DOING = ("do", "does", "did", "don't", "doesn't", "didn't")
_BEING = ("is", "are", "was", "were")
_LONGEST_ASKING = 8  # words before the auxiliary: "How many of the newly built U.S. ships"
_LEAD = re.compile(
    rf"\A(?:(?:{LEADS}[\s,]*)+"
    r"|according to [^,?]{2,60},\s*|as for (?P<about>[^?]{2,160}?),\s*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A question in parts: "How many troops", "did", "the army send to Korea".

    Without an auxiliary the verb begins the ``rest``; without ``asking`` it is a yes/no question.
    ``about`` is the topic that it is put under: "As for Oslo, who runs it?".
    """

    asking: str
    auxiliary: str
    rest: str
    about: str = ""

    @property
    def thing(self) -> str:
        """The noun asked for: "troops" of "How many troops", or "" where there is none."""
        found = _THING.match(self.asking)
        return found["thing"] if found else ""

    @property
    def names_topic(self) -> bool:
        """Whether it asks nothing of what it names: "What about Oslo?"."""
        return self.auxiliary == "about"

    @property
    def asks_for_subject(self) -> bool:
        """Whether what is asked for is or does what the rest says: "Who heads the army"."""
        if not self.auxiliary:
            return True
        word = (self.asking.split() or [""])[0].lower()
        if self.names_topic or self.auxiliary.lower() in _DOING:
            return False
        if (
            not self.asking
            or word in ("when", "where", "why")
            or (word == "how" and not self.thing)
        ):
            return False
        if self.thing and self.auxiliary.lower() in ("has", "have", "had"):
            return not any(map(is_verb, self.rest.lower().split()))
        return not begins_with_subject(self.rest, strictly=word in ("who", "whom"))

    @property
    def subject(self) -> str:
        """Who or what the rest begins with, as far as that can be told; else ""."""
        if self.asks_for_subject:
            return ""
        rest = self.rest.removeprefix("there ")  # "Are there photos of the harbor?"
        phrase = noun_phrase(rest)
        behind = rest[len(phrase) :].lower().split()
        if self._is_all_subject(behind):
            return rest  # "What is the plan for Oslo"
        if self._lacks_predicate(phrase, rest):
            return phrase.rpartition(" ")[0]  # "Is Norway rich"
        first, _, more = phrase.rpartition(" ")
        is_phrase = not FUNCTION.issuperset(first.lower().split())
        lacks_verb = not (behind and is_verb(behind[0])) and more.islower()
        if self.auxiliary.lower() in _DOING and lacks_verb and is_phrase:
            return _doer(phrase) or first  # "did the court rule on it", "did the crew sink"
        return phrase

    def _is_all_subject(self, behind: Sequence[str]) -> bool:
        """Tell whether what is behind the subject's noun only goes with it: "for Oslo"."""
        is_asked = self.asking.lower() in ("what", "who") and self.auxiliary.lower() in _BEING
        if not is_asked or not behind or behind[0] not in PREPOSITIONS:
            return False
        return all(word.isalpha() and not is_verb(word) for word in behind)

    def _lacks_predicate(self, phrase: str, rest: str) -> bool:
        """Tell whether a phrase has in it what it is asked to be: "Is Norway rich"."""
        is_said = self.auxiliary.lower() in _BEING and not self.asking
        return is_said and phrase == rest == self.rest and phrase.rpartition(" ")[2].islower()


def _doer(phrase: str) -> str:
    """Give the name that a phrase begins with, before what is done: "Norway export gas"."""
    named = next(iter(names(phrase)), None)
    if named is None or named.start:
        return ""
    nouns = takewhile(is_plural, phrase[named.end :].split())
    return " ".join((named.text, *nouns))


def read(question: str) -> Clause | None:
    """Read a question's parts, or None of what is none: "Tell me more", "troops in Korea"."""
    led = _LEAD.match(question)
    clause = _read(without_end(question[led.end() if led else 0 :].strip()))
    return replace(clause, about=led["about"]) if clause and led and led["about"] else clause


def _read(text: str) -> Clause | None:
    found = list(WORD.finditer(text))
    if not found:
        return None
    words = [one[0].lower() for one in found]
    if words[:2] == ["what", "about"] and len(words) > 2:
        return Clause("What", "about", text[found[1].end() :].strip())
    if words[0] in AUXILIARIES:
        return Clause("", found[0][0], text[found[0].end() :].strip())
    first = 1 if words[0] in PREPOSITIONS and len(words) > 1 else 0
    if words[first] not in ASKING:
        return None
    at = _auxiliary(words, first)
    if at is None:
        end = found[_noun_asked_for(words, first)].end()
        return Clause(text[:end], "", text[end:].strip())
    start, end = found[at].span()
    return Clause(text[:start].strip(), text[start:end], text[end:].strip())


def _auxiliary(words: list[str], first: int) -> int | None:
    """Find the auxiliary of a question; None where its asking word goes with a verb."""
    for at in range(first + 1, min(first + 1 + _LONGEST_ASKING, len(words))):
        word = words[at]
        if word in AUXILIARIES:
            return at
        takes_noun = words[first] in ("what", "which", "whose", "how")
        adverbs = word in ADVERBS or word == "else"
        if not takes_noun and not adverbs:
            return None
        if word in CONJUNCTIONS or word in PRONOUNS - {"other"} or not word[0].isalnum():
            return None
        if at == first + 1 and words[first] != "how" and is_inflected(word):
            return None
    return None


def _noun_asked_for(words: list[str], first: int) -> int:
    """Find the end of what is asked for before a verb: "Which cities" of "Which cities grow"."""
    begins = first + 1 + (words[first + 1 : first + 2] in (["many"], ["much"]))
    if words[first] not in ("what", "which", "whose", "how"):
        return first
    for at in range(begins, len(words)):
        if at > begins and is_verb(words[at]):
            return at - 1
        if words[at] in FUNCTION:
            return at - 1 if at > begins and words[first] == "how" else first
    return first


def begins_with_subject(rest: str, *, strictly: bool = False) -> bool:
    """Tell whether words after an auxiliary begin with its subject, not with what it does.

    ``strictly`` only what is sure to be one counts.
    """
    word = (rest.split() or [""])[0]
    small = word.lower().rstrip(",")
    if small in DETERMINERS or small in PRONOUNS or word[:1].isupper() or word[:1].isdigit():
        return True
    return bool(small) and not (strictly or small in FUNCTION or is_verb(small))


def reframed(clause: Clause, asking: str, instead: str = "") -> str:
    """Ask something else of what a question says: "Why" of "When did it end" is "Why did it end".

    ``instead`` is what has answered it, and takes the place of what was asked for.
    """
    return under_topic(clause, _reframed(clause, asking, instead))


def under_topic(clause: Clause, question: str) -> str:
    """Put a question under the topic that another one was put under."""
    lowered = f"{question[:1].lower()}{question[1:]}"
    return f"As for {clause.about}, {lowered}" if clause.about else question


def _reframed(clause: Clause, asking: str, instead: str) -> str:
    nobody = "it" if clause.auxiliary.lower() in ("is", "was", "has") else "they"
    one = instead or (f"the {clause.thing}" if clause.thing else nobody)
    if not clause.auxiliary:
        return f"{asking} is it that {one} {clause.rest}?"
    thing = clause.thing if is_plural(clause.thing) else one
    if clause.asks_for_subject:
        return f"{asking} {clause.auxiliary} {instead or thing} {clause.rest}?"
    verb = clause.rest.split()[-1:]
    what = f" {thing}" if clause.thing and verb and is_verb(verb[0]) else ""
    return f"{asking} {clause.auxiliary.lower()} {clause.rest}{what}?"


def topic(clause: Clause) -> str:
    """Give what a question is about in words that can be the topic of another, or ""."""
    if not clause.thing:
        return clause.subject
    subject = clause.subject
    rest = clause.rest[len(subject) :].strip()
    said = " ".join(part for part in (subject, clause.auxiliary.lower(), rest) if part)
    first = (rest.lower().split() or [""])[0]
    has_verb = clause.auxiliary or is_verb(first)
    if not (has_verb or first in PREPOSITIONS):
        said = subject  # "How many passengers too many?"
    return f"the {clause.thing} {'that ' if has_verb else ''}{said}".strip()
