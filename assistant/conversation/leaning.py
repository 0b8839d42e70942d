"""The words by which a question leans on what was said before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from assistant.conversation.names import names
from assistant.conversation.words import (
    ASKING,
    AUXILIARIES,
    FUNCTION,
    OPINION,
    PREPOSITIONS,
    is_inflected,
    is_verb,
)

Sort = Literal["person", "thing", "group", "event", "place", "described"]

_WORDS_OF: dict[Sort, str] = {
    "person": "he him his she her hers",
    "thing": "it its",
    "group": "they them their theirs those these",
    "event": "that this",
    "place": "there",
}
_SORTS = {word: sort for sort, words in _WORDS_OF.items() for word in words.split()}
_POINTING = ("this", "that", "these", "those")
_OWNING = ("his", "her", "its", "their")
_FOREIGN = ("he", "her", "it")  # are words of other languages, too: "¿He dicho algo?"
_OBJECTS = ("him", "them", "her")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_CLAUSE = re.compile(
    r",|\b(?:that|when|while|if|because|after|before|until|since|as|and|but|whether|who|which"
    r"|although|to)\b",
    re.IGNORECASE,
)
# "Is it true that", "How long does it take to", "it seems": an "it" that stands for nothing.
_EMPTY_IT = re.compile(
    r"it (?:(?:is|was|be|been|being) )?(?:\w+ ){0,3}?(?:that|to|for|if|when|who)\b"
    r"|it (?:rain|snow|seem|appear|take|turn out)\w*\b|it costs? to\b|it like\b"
    r"|it (?:is|was) (?:now|today)\b",
    re.IGNORECASE,
)
_TAKES_IT = ("take", "takes", "mean", "means", "cost", "costs")
_WHO_IS_IT = re.compile(r"who (?:is|was|will|would)(?: be)? \Z", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"\b(?:man|woman|boy|girl|minister|president|director|author|father|mother|he|she)\b"
)
_OF_NOW = frozenset(
    "year month week day morning afternoon evening night spring summer autumn fall winter"
    " article articles story text passage document page".split()
)
_MOST = 6  # words that are looked at: more stand in no question
_NOT_MEANT = frozenset("who which that of in whose with people living killed".split())


@dataclass(frozen=True, slots=True)
class Leaning:
    """A word at ``question[start:end]`` that stands for something else.

    One that is "described" goes on to its noun: "those conditions".
    """

    text: str
    start: int
    end: int
    sort: Sort

    @property
    def owns(self) -> bool:
        """Whether it may stand before what belongs to it: "his deputy"."""
        return self.text.lower() in _OWNING


def leanings(question: str) -> list[Leaning]:
    """Give the words of a question that stand for something that it doesn't say itself."""
    found = [one for one in islice(_standing(question), _MOST) if not _is_said(question, one)]
    foreign = all(one.text.lower() in _FOREIGN for one in found)
    return [] if foreign and not _is_english(question, found) else found


def is_noun(word: str) -> bool:
    """Tell whether a lower-case word may be a noun: it is no small word of the language."""
    return word[:1].isalnum() and word not in FUNCTION


def _is_english(question: str, found: Sequence[Leaning]) -> bool:
    """Tell whether a question has a word of English beside those by which it leans."""
    starts = {one.start for one in found}
    rest = (match for match in _WORD.finditer(question) if match.start() not in starts)
    return any(_is_known(match[0].lower()) for match in rest)


def _is_known(word: str) -> bool:
    return word in FUNCTION or is_verb(word)


def _standing(question: str) -> Iterator[Leaning]:
    """Give the pronouns, and what "that" and "those" point to, that stand for something."""
    found = list(_WORD.finditer(question))
    words = [match[0].lower() for match in found]
    for place, match in enumerate(found):
        word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
        if word not in _SORTS or (word == "it" and _is_empty(question, match.start())):
            continue
        if word in _POINTING and _points_to(words, place):
            end = found[place + 1].end()
            yield Leaning(question[match.start() : end], match.start(), end, "described")
        elif word in _POINTING and not _stands_alone(words, place):
            continue
        elif word != "there" or AUXILIARIES.isdisjoint((words[place - 1], after)):
            is_all = word == "it" and _WHO_IS_IT.search(question[: match.start()])
            sort = "event" if is_all else _SORTS[word]
            yield Leaning(match[0], match.start(), match.end(), sort)


def _points_to(words: Sequence[str], place: int) -> bool:
    """Tell whether "that" points to the noun behind it, and does not join a clause."""
    word, before = words[place], words[place - 1] if place else ""
    noun = words[place + 1] if place + 1 < len(words) else ""
    if not is_noun(noun) or is_inflected(noun) or (word == "this" and noun in _OF_NOW):
        return False
    joins = word == "that" and (before in OPINION or not _takes_object(before))
    return not joins


def _takes_object(word: str) -> bool:
    return word in PREPOSITIONS or word in AUXILIARIES or is_verb(word)


def _stands_alone(words: Sequence[str], place: int) -> bool:
    """Tell whether "this" or "that" is all of what is meant: "Why is that?", "Did this help?"."""
    after = words[place + 1] if place + 1 < len(words) else "?"
    before = words[place - 1] if place else ""
    if words[place] in ("these", "those"):
        return after not in _NOT_MEANT
    if not after[0].isalnum():
        return before not in OPINION or not ASKING.isdisjoint(words)
    if before in AUXILIARIES and place <= 3:
        return True
    is_subject = after in AUXILIARIES and words[place] == "this"
    return is_subject or (after in ("is", "was", "would") and is_verb(before))


def _is_empty(question: str, start: int) -> bool:
    if question[:start].lower().endswith("worth "):
        return True
    found = _EMPTY_IT.match(question, start)
    inner = found[0].lower().split()[1:-1] if found else []
    # "it want to", "it agree to" have a verb of which it is the subject.
    return found is not None and not any(is_verb(w) and w not in _TAKES_IT for w in inner)


def _is_said(question: str, one: Leaning) -> bool:
    """Tell whether the question itself says before it what a word stands for.

    What does something to "it" in one clause is another; in the next, or as the owner of what it
    is about, it may be the same: "Does Seoul back its ally?", "Did Kim resign when he lost?"
    """
    if one.sort in ("place", "event", "described"):
        return False
    head = question[: one.start]
    if one.sort in ("person", "group") and _is_who(question, one):
        return True
    if one.sort == "person" and any(
        head[name.end : name.end + 1] in ("'", "’") for name in names(head)
    ):
        return True
    clauses = [match.end() for match in _CLAUSE.finditer(head) if not _is_preposition(match, head)]
    reach = head if _owns(question, one) else head[: clauses[-1]] if clauses else ""
    return bool(reach) and _names_one(question, reach, one.sort)


def _is_preposition(match: re.Match[str], head: str) -> bool:
    """Tell whether "to" goes with the word behind it: "react to it"."""
    return match[0].lower() == "to" and match.end() >= len(head.rstrip())


def _owns(question: str, one: Leaning) -> bool:
    after = _WORD.search(question, one.end)
    return one.owns and after is not None and is_noun(after[0].lower())


def _is_who(question: str, one: Leaning) -> bool:
    """Tell whether a word may stand for who is asked for: "Who lost their job?"."""
    words = re.findall(r"\w+", question[: one.start].lower())
    does = any(is_verb(word) and word not in AUXILIARIES for word in words[1:])
    is_object = one.text.lower() in _OBJECTS and not _owns(question, one)
    return words[:1] == ["who"] and does and not is_object


def _names_one(question: str, reach: str, sort: Sort) -> bool:
    said = [name for name in names(question) if name.end <= len(reach)]
    if sort == "person":
        persons = any(name.kind in ("person", "unknown") for name in said)
        return persons or _SOMEBODY.search(reach.lower()) is not None
    if said and (sort == "group" or any(name.kind != "person" for name in said)):
        return True
    nouns = [word for word in re.findall(r"[\w-]+", reach.lower()) if is_noun(word)]
    return any(not is_verb(word) for word in nouns)
