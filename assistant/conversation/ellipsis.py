"""Follow-ups that are less than a question: "Why?", "And in 2021?", "No, I meant the Navy"."""

from __future__ import annotations

import re

from assistant.conversation.again import asked_again, asked_more
from assistant.conversation.antecedents import Antecedents
from assistant.conversation.dated import is_time
from assistant.conversation.exchange import Exchange, is_small, phrases
from assistant.conversation.leaning import leanings
from assistant.conversation.names import acts, is_place
from assistant.conversation.phrase import noun_phrase
from assistant.conversation.pronouns import Found, as_for, put_before, resolved
from assistant.conversation.slots import is_said_of, replaced
from assistant.conversation.words import (
    ASKING,
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    is_aspect,
    is_inflected,
    is_plural,
    is_verb,
    without_end,
)
from assistant.language.openings import LEADS

_LEAD = re.compile(
    rf"\A(?:{LEADS}[\s,]*)*"
    r"(?:(?:what|how) about\b|what of\b|(?:the )?same (?:question )?(?:for|about)\b)?\s*",
    re.IGNORECASE,
)
_WRONG = r"(?:(?:no|nope|sorry|wait|oops|actually|hm+|well|rather)\b[\s,.!;:–—-]*)"
_MEANT = (
    r"(?:I (?:meant|mean|said|asked (?:about|for)|was asking about|am asking about"
    r"|was talking about|wanted)"
    r"(?: to (?:say|ask))?\b[\s,:]*)"
)
_CORRECTION = re.compile(
    rf"\A(?:{_WRONG}+{_MEANT}?|(?:but )?{_MEANT})(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL
)
_NOT = re.compile(
    r"not (?P<old>[^,;.]{1,60}?)(?:[,;]? but|[,;–—-]|\.)\s*(?P<new>.{1,100})", re.IGNORECASE
)
_BUT_NOT = re.compile(r"(?P<new>.{1,100}?)(?:,| and| but)? not (?P<old>.{1,60})", re.IGNORECASE)
_INSTEAD = re.compile(r",? instead\Z", re.IGNORECASE)
_MEANT_BEHIND = re.compile(r"(?P<rest>.{2,80}?),? I (?:mean|meant)", re.IGNORECASE)
_BEGINS_MEANT = re.compile(_MEANT, re.IGNORECASE)
_LONGEST_PIECE = 8  # words that less than a question may have


def completed(question: str, last: Exchange, before: Antecedents) -> Found | None:
    """Give the last question with what a piece of one asks or changes; None for a whole one."""
    bare = _INSTEAD.sub("", without_end(question.strip()))
    correction = _CORRECTION.match(bare) or _MEANT_BEHIND.fullmatch(bare)
    rest = correction["rest"] if correction else bare
    if corrected := _corrected(rest, last, before, is_sure=correction is not None):
        return corrected
    if correction:
        is_piece = _BEGINS_MEANT.search(bare) is not None and bool(noun_phrase(rest))
        return _asked_instead(f"{rest}?", last, before, is_piece=is_piece) or (question, [])
    rest = _LEAD.sub("", bare)
    if bare and not rest:  # "So?", "And then?"
        return asked_more("more", before)
    if not rest or len(rest.split()) > _LONGEST_PIECE:
        return None
    if asked := asked_again(rest, last, before):
        return asked
    if _is_whole(rest) and not _is_participle(rest):
        return None
    goes_on = rest != bare
    return _owned(rest, last, before, goes_on=goes_on) or _changed(
        rest, last, before, goes_on=goes_on
    )


def _corrected(rest: str, last: Exchange, before: Antecedents, *, is_sure: bool) -> Found | None:
    """Put right what was meant; unless that is ``is_sure`` it must say what was wrong."""
    for form in (_NOT, _BUT_NOT):
        if found := form.fullmatch(rest):
            new, old = (_BEGINS_MEANT.sub("", found[part]).strip() for part in ("new", "old"))
            is_this = is_sure or is_small(old)  # "not him, Stone"
            text = replaced(last, new, old) or (replaced(last, new) if is_this else None)
            if text:
                return text, [last.question]
    if not is_sure or len(rest.split()) > _LONGEST_PIECE:
        return None
    clause = last.clause
    if _is_predicate(rest) and clause and clause.thing and clause.asks_for_subject:
        return f"{clause.asking} {rest}?", [last.question]  # "No, I meant were rescued"
    if _is_whole(rest):
        return None
    if not _fits(last, rest, before):
        return f"What about {rest}?", [rest]
    text = replaced(last, _LEAD.sub("", rest))
    return (text, [last.question]) if text else None


def _asked_instead(
    meant: str, last: Exchange, before: Antecedents, *, is_piece: bool
) -> Found | None:
    """Give what was meant as a question, where it puts nothing of the last one right."""
    if found := completed(meant, last, before) or resolved(meant, last, before):
        return found
    if is_piece and (found := completed(f"And {meant}", last, before)):
        return found
    rest = without_end(meant)
    return (meant, [rest]) if _asks(rest) else None


def _is_whole(rest: str) -> bool:
    """Tell whether words are a question of their own, not a piece of one."""
    words = rest.lower().split()
    if not AUXILIARIES.isdisjoint(words) and is_time(rest):  # "May" is a month, too
        return False
    if words[0] in AUXILIARIES or words[0] in ASKING:
        return True
    if words[0] in PREPOSITIONS and words[1:2] and words[1] in ASKING:
        return True
    begins = words[0] in CONJUNCTIONS or (is_verb(words[0]) and words[0] not in PREPOSITIONS)
    return begins or not AUXILIARIES.isdisjoint(words)


def _is_predicate(rest: str) -> bool:
    """Tell whether words say only what is done: "were rescued"."""
    words = rest.lower().split()
    return len(words) > 1 and words[0] in AUXILIARIES and is_verb(words[1])


def _asks(rest: str) -> bool:
    """Tell whether words are a question with what it is about."""
    return _is_whole(rest) and not _is_predicate(rest) and len(rest.split()) > 2


def _is_participle(rest: str) -> bool:
    return " " not in rest and is_inflected(rest.lower())


def _owned(rest: str, last: Exchange, before: Antecedents, *, goes_on: bool) -> Found | None:
    """Ask of what is somebody's what was asked: "And his deputy?", "What about its profit?"."""
    asked = f"What about {rest}?"
    leaning = leanings(asked)
    owned = [w for w in leaning if w.owns or w.sort == "described" or w.text == rest]
    found = resolved(asked, last, before) if owned and goes_on else None
    if not found or not found[1] or not asked.startswith(owned[0].text, len("What about ")):
        return found
    whose, clause = found[0].removeprefix("What about ").rstrip("?"), last.clause
    if clause and clause.asking.lower() == "who":
        return f"Who is {whose}?", found[1]
    if clause and clause.auxiliary.lower() in ("is", "are", "was", "were") and last.subject:
        return last.question.replace(last.subject, whose, 1), found[1]
    return found


def _changed(rest: str, last: Exchange, before: Antecedents, *, goes_on: bool) -> Found | None:
    """Put a piece in the place of what it is like in the last question."""
    if not goes_on and not _is_piece(rest.split()):
        return None
    rest = _of_ones(rest, last)
    if not _fits(last, rest, before):
        return f"What about {rest}?", [rest]
    if text := replaced(last, rest):
        return text, [last.question]
    if goes_on and (is_aspect(rest) or is_small(rest)):
        return as_for(f"what about {rest}?", before)
    return (put_before(last.question, rest), [last.question]) if goes_on else None


def _fits(last: Exchange, rest: str, before: Antecedents) -> bool:
    """Tell whether a piece is of the kind of what the last question is about.

    No thing thinks as a person does, and no person sinks as a thing does.
    """
    if is_time(rest) or is_aspect(rest) or is_small(rest):
        return True
    if rest.split(maxsplit=1)[0].lower() in PREPOSITIONS or is_said_of(last.question):
        return True
    if last.subject and before.is_person(last.subject):
        return acts(rest)
    asks_who = last.clause is not None and last.clause.asking.lower() in ("who", "whom")
    said = filter(None, (last.subject, *phrases(last.question)))
    return asks_who or not before.is_person(rest) or any(map(acts, said))


def _of_ones(rest: str, last: Exchange) -> str:
    """Give "South Korean troops" for "South Korean ones"."""
    found = re.fullmatch(r"(?P<which>.+) ones", rest)
    nouns = [word for word in re.findall(r"[\w-]+", last.question) if is_plural(word)]
    return f"{found['which']} {nouns[0]}" if found and nouns else rest


def _is_piece(words: list[str]) -> bool:
    """Tell whether a few words that nothing leads in can only be a piece of a question."""
    text = " ".join(words)
    short = 1 < len(words) <= 5 and "," not in text
    return is_time(text) or is_place(text) or (words[0].lower() in PREPOSITIONS and short)
