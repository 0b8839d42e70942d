"""What the turns before a question offer for "he", "it", "they" and "there" to stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise

from assistant.conversation.clause import topic
from assistant.conversation.exchange import (
    Exchange,
    definite,
    done,
    is_called,
    is_small,
    phrases,
    same_noun,
    time_in,
    with_article,
)
from assistant.conversation.leaning import is_noun, leanings
from assistant.conversation.names import Name, acts, is_place, is_role, names
from assistant.conversation.people import People, asks_who
from assistant.conversation.phrase import noun_phrase
from assistant.conversation.words import DETERMINERS, is_about, is_plural, is_verb

_JOINED = re.compile(r" and (?:the |his |her |its |their )?(?:\S+ counterpart, )?")
_HELD = re.compile(r"\b(?:held|take place|took place|happen|signed)\b", re.IGNORECASE)
_DOER = re.compile(r"(?:The )?(?P<name>[A-Z][a-z]+)(?= [a-z])")  # "Liverpool won"
_ABOUT = re.compile(r"\b(?:about|of|on|for|with|against) (?=[a-z])")
_PREPOSITION = re.compile(r" (?:of|in|for) ")
_OWNER = re.compile(r"(?P<owner>.+?)['’]s? \w")


class Antecedents:
    """What the last exchanges, the newest last, offer to be meant."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self._last = exchanges[-1]
        self._newest_first = list(reversed(exchanges))
        self._people = People(exchanges)

    def person(self, pronoun: str = "", other_than: str = "") -> str | None:
        """Give whom "he" or "she" means."""
        return self._people.meant(pronoun, other_than)

    def is_person(self, phrase: str) -> bool:
        """Tell whether a phrase is a person, not something of theirs."""
        return self._is_persons_own(phrase)

    def thing(
        self, *, owner: bool = False, done_by: str = "", is_object: bool = False
    ) -> str | None:
        """Give what "it" means; as an ``owner`` that may be whose the last thing is.

        Of what is ``done_by`` somebody it is neither who does it nor a place: "Did he sign it?".
        As an object it is no land or city that does something itself: "Who opposed it?".
        """
        things = self._things(plural=False)
        if is_object and self._a_land_acts():
            doer = self._last.subject
            things = (one for one in things if not (is_place(one) or one.startswith(doer)))
        if done_by:
            things = (one for one in things if not (one in done_by or is_place(one)))
        found = next(things, None)
        owned = _OWNER.match(found) if found and owner else None
        return owned["owner"] if owned else found

    def _a_land_acts(self) -> bool:
        clause, subject = self._last.clause, self._last.subject
        if clause is None or clause.names_topic or is_about(self._last.question):
            return False
        return is_place(subject) and clause.rest != subject

    def somewhere(self, *, is_where: bool = False) -> str | None:
        """Give what "it" means where its place or size is asked for.

        Where that was asked "where" it is what happened, not the place of it.
        """
        asks_where = self._last.question.lower().startswith("where")
        if is_where and not asks_where:
            return self.thing()
        return self.place(told=asks_where) or self.thing()

    def group(self, *, counted: bool = False) -> str | None:
        """Give what "they" means; of one body nothing is ``counted``: "How many of them?"."""
        return next((one for one in self._groups() if not (counted and is_place(one))), None)

    def place(self, *, told: bool = True) -> str | None:
        """Give where "there" is."""
        for one in self._newest_first[:3]:
            said = [*(names(one.first) if told else ()), *one.asked]
            where = (n.text for n in said if n.where and n.kind in ("unknown", "place"))
            asked = (n.text for n in one.asked if is_place(n.text))
            if found := next(where, None) or next(asked, None):
                return with_article(found)
        return None

    def event(self) -> str | None:
        """Give the happening that the last question asked the place or time of."""
        return self._last.subject if _HELD.search(self._last.question) else None

    def occasion(self) -> str | None:
        """Give what may be held: neither a place nor who is said to do something."""
        if event := self.event():
            return event
        said = [phrase for phrase in phrases(self._last.question) if phrase != self._last.subject]
        things = (one for one in reversed(said) if not (is_place(one) or self.is_person(one)))
        return next(things, None) or self.thing()

    def described(self, noun: str) -> str | None:
        """Give the longer name or phrase of what is now called by its last word alone."""
        for one in self._newest_first[:2]:
            said = (*phrases(one.question), *(name.text for name in one.told))
            if found := next((phrase for phrase in said if is_called(phrase, noun)), None):
                return found if found.lower().startswith("the ") else f"the {found}"
            if found := done(one.question, noun):
                return found
        return None

    def time(self) -> str | None:
        """Give the time that "that year" is: of the last question, else of its answer."""
        return time_in(self._last.question) or time_in(self._last.first)

    def is_about_person(self) -> bool:
        """Tell whether a person is all that the last question was about."""
        topic = self.topic()
        return topic is not None and self._people.named_in(topic.split(" and ")[0])

    def is_about_people(self) -> bool:
        """Tell whether the last question was about several people: "it" is none of them."""
        head = _head(self.topic() or "?")
        return acts(head) and is_plural(head)

    def topic(self) -> str | None:
        """Give what the last question was about."""
        clause = self._last.clause
        said = [
            definite(phrase)
            for phrase in (topic(clause) if clause else "", *phrases(self._last.question))
            if phrase and not (same_noun(_head(phrase), "article") or leanings(phrase))
        ]
        return next(iter(said), definite(self._last.begins) if self._last.begins else None)

    def deed(self) -> str | None:
        """Give what "that" is about: who is said to do something, and what that is done to."""
        clause, topic = self._last.clause, self.topic()
        if clause is None or not acts(clause.subject or "?") or topic != definite(clause.subject):
            return topic
        words = clause.rest[len(clause.subject) :].split()
        done_to = noun_phrase(" ".join(dropwhile(_is_no_noun, words)))
        return f"{topic} and {done_to}" if done_to and not time_in(done_to) else topic

    def _things(self, *, plural: bool) -> Iterator[str]:
        for one in self._newest_first[:1]:
            fitting = (p for p in self._candidates(one) if _fits(p, plural=plural))
            found = (p for p in fitting if not _is_where(p, one.question))
            yield from (definite(p) for p in found if not self._is_persons_own(p))

    def _candidates(self, one: Exchange) -> Iterator[str]:
        """Give the phrases that may be meant, what is asked about before what else is said."""
        clause = one.clause
        asked_for = list(_asked_for(one))
        if clause and clause.asks_for_subject:
            yield from asked_for
        if one.subject:
            yield one.subject
        yield from asked_for
        if one.given:
            yield one.given
        yield from phrases(one.question)
        yield from (noun_phrase(one.question[m.end() :]) for m in _ABOUT.finditer(one.question))
        if clause is None or clause.asks_for_subject:
            yield one.begins

    def _is_persons_own(self, phrase: str) -> bool:
        """Tell whether a phrase is a person, not something of theirs: "Lee", not "Lee's term"."""
        if is_role(_head(phrase)):
            return True
        words = phrase.replace(" and ", " ").split()
        is_short = len(words) < 6 or not any(map(str.islower, words))
        return is_short and not _OWNER.match(phrase) and self._people.named_in(phrase)

    def _groups(self) -> Iterator[str]:
        for one in self._newest_first[:3]:
            if pair := _pair(one.asked, one.question) or _pair(names(one.first), one.first):
                yield pair
            if asks_who(one) and (two := _two(one)):
                yield two
            plural = (p for p in self._candidates(one) if _fits(p, plural=True))
            yield from (definite(p) for p in plural if not self._is_persons_own(p))
            named = names(one.subject)
            if named and named[0].text == one.subject and not self._is_persons_own(one.subject):
                yield with_article(one.subject)
            doer = _DOER.match(one.first) if asks_who(one) else None
            if doer and not is_small(doer["name"]):
                yield doer["name"]
            bodies = (n for n in one.asked if n.kind in ("thing", "place") and not n.where)
            yield from (with_article(name.text) for name in bodies if one is self._last)


def _asked_for(one: Exchange) -> Iterator[str]:
    """Give the thing asked for, by its name where the answer tells it: "Which command leads?"."""
    clause = one.clause
    if clause is None or not clause.thing:
        return
    head = _head(clause.thing)
    named = (n.text for n in one.told if " " in n.text and same_noun(n.text.split()[-1], head))
    yield next(named, topic(clause))


def _is_where(phrase: str, question: str) -> bool:
    """Tell whether a question only says that something is there: "in China"."""
    there = rf"\b(?:in|at|near|from) (?:the )?{re.escape(phrase)}(?!\w)"
    return is_place(phrase) and re.search(there, question) is not None


def _is_no_noun(word: str) -> bool:
    return not (is_noun(word) or word in DETERMINERS) or (word.islower() and is_verb(word))


def _fits(phrase: str, *, plural: bool) -> bool:
    if not phrase or is_small(phrase) or same_noun(_head(phrase), "article"):
        return False
    several = is_plural(_head(phrase)) and not is_place(phrase)
    return several == plural


def _head(phrase: str) -> str:
    """Give the noun of a phrase: "troops" of "U.S. troops that are stationed in Japan"."""
    core = _PREPOSITION.split(re.split(r" (?:that|who|which) ", phrase)[0])[0]
    return core.split()[-1]


def _two(one: Exchange) -> str | None:
    """Give the two people whom an answer to "Who met?" names, if there are two."""
    people = [name.text for name in names(one.first) if name.kind == "person"]
    return " and ".join(people) if len(people) == 2 else None


def _pair(said: Sequence[Name], text: str) -> str | None:
    """Give two people that are named together: "Lee and Trump"."""
    for one, other in pairwise(name for name in said if name.kind != "place"):
        if _JOINED.fullmatch(text[one.end : other.start]):
            return f"{one.text} and {other.text}"
    return None
