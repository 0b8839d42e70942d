"""A question and its answer, and the phrases in them that may be meant later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.conversation.clause import Clause, read
from assistant.conversation.names import Name, names
from assistant.conversation.phrase import noun_phrase
from assistant.conversation.words import DETERMINERS, FUNCTION, is_verb
from assistant.times import ANY_DAY, times
from index.sentences import split
from index.words import stems

MOST_PHRASES = 12
"""How many phrases of a question are looked at."""

_DETERMINED = re.compile(
    r"\b(?:(?:the|a|an|its|their|his|her)\s|(?:this|that|these|those)\s(?!the\s)(?=[a-z]))",
    re.IGNORECASE,
)
_BEGINS_PHRASE = re.compile(r"(?:A|An|The)\s+(?=[a-z])")
_WORD = re.compile(r"[^\W\d_][\w-]*")
_TAKES_THE = re.compile(
    r"(?:(?:United|U\.S\.|US|National)\b.*|.*(?:Command|Party|Center|Strategy|Meeting|University"
    r"|Ministry|Department|Institute|Union|Council|Army|Navy|Court|Committee|Sea|Peninsula))\Z"
)


@dataclass(frozen=True)
class Exchange:
    """A question, in words that stand alone, and what was answered; a refusal answers "".

    ``typed`` is the question as it was asked, and ``carried`` what was put in it.
    """

    question: str
    answer: str = ""
    typed: str = ""
    carried: tuple[str, ...] = ()

    @cached_property
    def clause(self) -> Clause | None:
        """The question in parts."""
        return read(self.question)

    @cached_property
    def asked(self) -> list[Name]:
        """The names in the question."""
        return names(self.question, (name.text for name in self.told))

    @cached_property
    def told(self) -> list[Name]:
        """The names in the answer."""
        return names(self.answer)

    @cached_property
    def first(self) -> str:
        """The answer's first sentence, which is the one that answers best."""
        return next((sentence.text for sentence in split(self.answer)), "") if self.answer else ""

    @property
    def subject(self) -> str:
        """Who or what the question is about, as it stands there."""
        return self.clause.subject if self.clause else ""

    @property
    def begins(self) -> str:
        """The phrase that the answer begins with, if it is a thing's: "A bridge collapsed"."""
        return noun_phrase(self.first) if _BEGINS_PHRASE.match(self.first) else ""

    @cached_property
    def given(self) -> str:
        """What answers "What did the army order?": the phrase after the same verb in the answer."""
        clause = self.clause
        if clause is None or clause.thing or not clause.asking.lower().endswith(("what", "which")):
            return ""
        asked = {
            stem for word in clause.rest.lower().split() if is_verb(word) for stem in stems(word)
        }
        for match in _WORD.finditer(self.first):
            if match[0].islower() and asked.intersection(stems(match[0])):
                return noun_phrase(self.first[match.end() :].strip())
        return ""


def time_at(text: str) -> tuple[int, int] | None:
    """Give where the first time stands that a text names."""
    said = next(times(text, ANY_DAY), None)
    return (said.start, said.end) if said else None


def time_in(text: str) -> str | None:
    """Give the first time that a text names."""
    found = time_at(text)
    return text[slice(*found)] if found else None


@lru_cache(maxsize=64)
def phrases(question: str) -> tuple[str, ...]:
    """Give the noun phrases of a question that begin with a name or an article, in its order."""
    starts = (match.start() for match in _DETERMINED.finditer(question))
    named = (from_the(question, name.start) for name in names(question))
    first = sorted({*starts, *named})[:MOST_PHRASES]
    found = (noun_phrase(question[start:]) for start in first)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))


def done(question: str, noun: str) -> str | None:
    """Give "the pledge to spend more" for "that pledge", where it was asked what "has pledged"."""
    stem = stems(noun)
    for match in re.finditer(r"[a-z]{4,}", question):
        if is_verb(match[0]) and match[0] != noun and stems(match[0]) == stem:
            rest = question[match.end() :].rstrip("?!. ")
            return f"the {noun}{rest}" if re.match(r" (?:to|for|on|of|that)\b", rest) else None
    return None


def definite(phrase: str) -> str:
    """Give a phrase as it stands where it is known: "the ships" for "twelve ships", "Seoul"."""
    named = names(phrase)
    if named and named[0].start == 0:
        return with_article(phrase) if " " in phrase else phrase
    first, _, rest = phrase.partition(" ")
    if first.lower() in ("a", "an", "this", "that", "these", "those"):
        return f"the {rest}"
    if first.lower() in ("the", "its", "their", "his", "her"):
        return phrase[0].lower() + phrase[1:]
    return f"the {phrase}"


def with_article(name: str) -> str:
    """Give a name as it stands in a sentence: "the United States", "Seoul"."""
    return f"the {name}" if _TAKES_THE.match(name) else name


def same_noun(one: str, other: str) -> bool:
    """Tell whether two nouns are one, in whatever number."""
    return one.lower().rstrip("s") == other.lower().rstrip("s")


def is_small(phrase: str) -> bool:
    """Tell whether a phrase names nothing: it is all small words of the language."""
    words = phrase.split()
    return all(word.lower() in FUNCTION and (len(word) < 2 or not word.isupper()) for word in words)


def is_called(phrase: str, noun: str) -> bool:
    """Tell whether a phrase is a longer name of what a noun alone calls: "defense meeting"."""
    words = phrase.lower().split()
    return len(words) > 1 and same_noun(words[-1], noun) and words[-2] not in DETERMINERS


def from_the(question: str, start: int) -> int:
    """Give where what begins at ``start`` begins with its "the"."""
    article = re.search(r"\bthe \Z", question[:start], re.IGNORECASE)
    return article.start() if article else start
