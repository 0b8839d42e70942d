"""What a question leans on by a word, "he" or "that", put in place of the word."""

from __future__ import annotations

import re

from assistant.conversation.antecedents import Antecedents
from assistant.conversation.clause import read, reframed
from assistant.conversation.exchange import Exchange, phrases, time_in
from assistant.conversation.leaning import Leaning, is_noun, leanings
from assistant.conversation.names import acts, is_role, names
from assistant.conversation.phrase import noun_phrase
from assistant.conversation.words import (
    AUXILIARIES,
    PREPOSITIONS,
    is_about,
    is_aspect,
    is_plural,
    is_verb,
    without_end,
)
from assistant.language.openings import LEADS
from index.words import stems

Found = tuple[str, list[str]]
"""A question, and what of it was carried over."""

_TIMES = re.compile(r"(?:that|this) (?:year|month|week|day|time)\Z", re.IGNORECASE)
_PLACED = re.compile(
    r"(?:where|how (?:far|big|large)|which (?:city|country))\b"
    r".*\b(?:it|that)\b(?! (?:\w+ed|held|built|done|born|found)\b)",
    re.IGNORECASE,
)
_TAKES_PLACE = re.compile(
    r" (?:be |been )?(?:held|tak(?:e|en) place|happen(?:ed)?|occur(?:red)?)\b"
)
_ASKING = r"(?P<asking>(?:(?:in|on|at|since|by) )?(?:when|where|why|how|(?:what|which) \w+))"
_HAPPENING = re.compile(
    rf"{_ASKING} (?:(?:is|was) (?:that|this)"
    r"|(?:will|would|could|can|might) (?:that|this|it) (?:be|happen)"
    r"|(?:did|does) (?:it|this|that) (?:happen|take place|occur|come about)"
    r"|(?:did|does|do|has|have|would) (?:he|she|it|they) (?:do|done) (?:that|this|it|so))(?: so)?",
    re.IGNORECASE,
)
_EVENT = re.compile(r"\b(?:happen|take place|occur|come about)\b", re.IGNORECASE)
_SAID = re.compile(
    r"who (?P<verb>says?|said|claims?|claimed|thinks?|reports?|reported)(?: so| that| this| it)?",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\bthe (?P<noun>[a-z-]{4,})\b(?! (?:of|in|for|that|between|on|to|with|who)\b)"
)
_OF_US = re.compile(r"\b(?:I|me|my|you|your|we|us|our)\b", re.IGNORECASE)
_IDIOM = re.compile(r"\b(t(?:ake|akes|ook|aken|aking)) (?:part|place)\b")
_LEADS = re.compile(rf"\A(?:{LEADS}[\s,]*)+", re.IGNORECASE)
_WHAT_IS = re.compile(r"\Awhat(?:['’]s| is| are| was| were)\s+", re.IGNORECASE)
_AS_FOR = re.compile(r"\Aas for .{2,160}?, ", re.IGNORECASE)
_ONLY_PEOPLE = re.compile(
    r" (?:agree|say|think|believe|want|promise|decide|meet|argue|warn|announce|claim|hope|plan)\b"
)
_WHERE = ("in", "at", "near", "from", "to", "around", "over", "through", "outside", "towards")
_LONGEST_TOPIC = 160  # characters


def resolved(question: str, last: Exchange, before: Antecedents) -> Found | None:
    """Give a question with what its words stand for, nothing carried over where that isn't found.

    None for a question that leans on nothing.
    """
    bare = _LEADS.sub("", question)
    bare = bare[:1].upper() + bare[1:] if question[:1].isupper() else bare
    if whole := _of_the_whole(without_end(bare), last, before):
        return whole
    words = leanings(bare)
    if not words:
        return _called_by_its_noun(bare, last) or _connected(question, bare, last, before)
    text, carried = _put_in(bare, words, before)
    sorts = {word.sort for word in words}
    is_open = sorts != {"person"} and not (sorts == {"described"} and names(bare))
    is_lost = before.is_about_person() or (sorts == {"thing"} and before.is_about_people())
    if not carried and is_open and not is_lost:
        return as_for(bare, before, of_deed="event" in sorts)
    return text, carried


def as_for(question: str, before: Antecedents, *, of_deed: bool = False) -> Found:
    """Give a question with the topic of the last one before it; ``of_deed`` all that it is of."""
    topic = before.deed() if of_deed else before.topic()
    if not topic or len(topic) > _LONGEST_TOPIC:
        return question, []
    return put_before(question, topic), [topic]


def put_before(question: str, topic: str) -> str:
    """Give "As for Italy, which countries support it?", one topic in the place of another."""
    question = _AS_FOR.sub("", question)
    first = question.split(maxsplit=1)[0]
    kept = first if names(first) else first[:1].lower() + first[1:]
    return f"As for {topic}, {kept}{question[len(first) :]}"


def _of_the_whole(bare: str, last: Exchange, before: Antecedents) -> Found | None:
    """Read questions about all that the last one says: "Where was that?", "Who says so?"."""
    if last.clause is None:
        return None
    if said := _SAID.fullmatch(bare):
        told = _AS_FOR.sub("", last.question)
        told = told[:1].lower() + told[1:]
        if not last.clause.asking and last.clause.rest:
            subject = last.subject or last.clause.rest.split()[0]
            rest = last.clause.rest[len(subject) :].strip()
            told = f"that {subject} {last.clause.auxiliary.lower()} {rest}?"
        return f"Who {said['verb']} {told}", [last.question]
    happening = _HAPPENING.fullmatch(bare)
    if happening and _EVENT.search(bare) and is_about(last.question):
        return None  # "When does the vote take place?", of which somebody said something
    if happening and happening["asking"].lower() == last.clause.asking.lower():
        return None  # "When will it happen?" is not again "When was it signed?"
    if happening and not bare.lower().startswith(("what is", "what was")):
        instead = before.person() if last.clause.asking.lower() == "who" else None
        return reframed(last.clause, happening["asking"], instead or ""), [last.question]
    return None


def _put_in(question: str, words: list[Leaning], before: Antecedents) -> Found:
    text, end, person = "", 0, ""
    carried: list[str] = []
    for word in words:
        meant = _meant(question, word, before, other_than=person)
        if meant is None:
            continue
        if word.sort == "person" and not word.owns:
            person = meant
        put = _owner(meant) if _owns(question, word) else meant
        text += question[end : word.start] + (put if word.start else put[:1].upper() + put[1:])
        end = word.end
        carried.append(meant)
    return text + question[end:], list(dict.fromkeys(carried))


def _meant(question: str, word: Leaning, before: Antecedents, other_than: str) -> str | None:
    head = question[: word.start].lower().split()
    if word.sort == "person":
        # "Did he see his son?" is one person, "Did he see him?" two.
        return before.person(word.text, "" if word.owns else other_than)
    if word.sort == "group":
        meant = before.group(counted=head[-1:] == ["of"])
        return (
            None if meant and _ONLY_PEOPLE.match(question, word.end) and not acts(meant) else meant
        )
    if word.sort == "place":
        return _there(head, before)
    if word.sort == "described":
        return _described(head, word, before)
    if _PLACED.match(question) and not word.owns:
        return before.somewhere(is_where=head[:1] == ["where"])
    if _TAKES_PLACE.match(question, word.end):
        return before.occasion()
    # "Did that help?" is of all that was said.
    if word.sort == "event":
        return None
    is_object = bool(head) and (head[-1] in PREPOSITIONS or _does(head[-1])) and not word.owns
    return before.thing(owner=word.owns, done_by=other_than, is_object=is_object)


def _does(word: str) -> bool:
    return is_verb(word) and word not in AUXILIARIES


def _described(head: list[str], word: Leaning, before: Antecedents) -> str | None:
    noun = word.text.split()[-1]
    if _TIMES.match(word.text):
        return _time(head, noun, before.time())
    return before.described(noun)


def _time(head: list[str], unit: str, said: str | None) -> str | None:
    """Give the year or the month of a time, where "that year" or "that month" is said of it."""
    if said and unit == "year" and (year := re.search(r"\b\d{4}\b", said)):
        said = year[0]
    elif said and unit == "month":
        said = re.sub(r"(?<=[a-z.]) \d{1,2}(?:st|nd|rd|th)?(?:,|\b)|\A\d{1,2}(?:th)? ", "", said)
    if (
        said is None
        or (head and head[-1] in PREPOSITIONS)
        or not said[0].isupper() | said[0].isdigit()
    ):
        return said
    return f"on {said}" if unit == "day" else f"in {said}"


def _there(head: list[str], before: Antecedents) -> str | None:
    if event := before.event():
        return f"at {event}"
    place = before.place()
    return place if place is None or (head and head[-1] in _WHERE) else f"in {place}"


def _owns(question: str, word: Leaning) -> bool:
    follows = question[word.end :].split()[:1]
    return word.owns and bool(follows) and is_noun(follows[0].lower())


def _owner(meant: str) -> str:
    last = meant.rsplit(maxsplit=1)[-1]
    return f"{meant}’" if last.islower() and is_plural(last) else f"{meant}’s"


def _called_by_its_noun(question: str, last: Exchange) -> Found | None:
    """Give "the meeting" the name that the last question has for it."""
    if names(question):
        return None
    before = Antecedents([Exchange(last.question)])
    for match in _DEFINITE.finditer(question):
        if noun_phrase(question[match.start() :]) != match[0]:
            continue
        if full := before.described(match["noun"]):
            return question[: match.start()] + full + question[match.end() :], [full]
    return None


def _is_telling(phrase: str) -> bool:
    """Tell whether a phrase says what it is about: "missile guidelines", not "the deputy"."""
    return sum(map(is_noun, phrase.lower().split())) > 1


def _stands_by_itself(phrase: str) -> bool:
    """Tell whether a phrase needs no other to be known: "the wreck", not "the cost"."""
    noun = phrase.rsplit(maxsplit=1)[-1]
    return phrase.lower().startswith("the ") and not (is_role(noun) or is_aspect(noun))


def _connected(question: str, bare: str, last: Exchange, before: Antecedents) -> Found | None:
    """Give a question that only goes on, "And who is the deputy?", what it goes on about."""
    aspect = _WHAT_IS.sub("", without_end(bare))
    if is_aspect(aspect):
        told = set(stems(aspect.split()[-1])) <= set(stems(last.answer))
        return None if told else as_for(bare, before)
    clause = read(bare)
    if names(bare) or clause is None:
        return None
    said_of = (clause.thing, *phrases(clause.rest))
    if any(_is_telling(phrase) or _stands_by_itself(phrase) for phrase in said_of if phrase):
        return None
    said = _IDIOM.sub(r"\1", f"{clause.thing} {clause.rest}".lower()).split()
    tells = any(is_noun(word) and ("-" in word or not is_verb(word)) for word in said)
    goes_on = clause.asking and not (tells or _OF_US.search(bare))
    is_joined = question != bare
    if time_in(bare) or not (is_joined or goes_on):
        return None
    return as_for(bare, before, of_deed=not tells)
