"""The last question with another asking word, or more of it: "Why?", "Who else?", "More"."""

from __future__ import annotations

import re

from assistant.conversation.antecedents import Antecedents
from assistant.conversation.clause import Clause, begins_with_subject, reframed, under_topic
from assistant.conversation.dated import is_time
from assistant.conversation.exchange import Exchange
from assistant.conversation.leaning import leanings
from assistant.conversation.names import names
from assistant.conversation.phrase import noun_phrase
from assistant.conversation.pronouns import Found, as_for, resolved
from assistant.conversation.slots import replaced
from assistant.conversation.words import (
    ASKING,
    AUXILIARIES,
    FUNCTION,
    PREPOSITIONS,
    is_plural,
    is_verb,
)

_ELSE = re.compile(
    r"(?P<asking>who|what|where|why|which(?: \w+)?|any(?:one|body|thing)|when) else", re.IGNORECASE
)
_ANY = {"anyone": "Who", "anybody": "Who", "anything": "What"}
_WHY = re.compile(r"what for|how come|how so", re.IGNORECASE)
_WHICH_ONES = re.compile(r"(?P<asking>which|how many)(?: ones?)?", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"(?P<asking>how (?:many|much))(?P<own> of (?:its|their|his|her) own)?"
    rf" (?P<auxiliary>{'|'.join(sorted(AUXILIARIES))}) (?P<rest>.+)",
    re.IGNORECASE,
)
_ASKING_OF = re.compile(
    r"(?P<asking>how (?:many|much)|who|when|where)"
    rf" (?P<piece>(?:{'|'.join(sorted(PREPOSITIONS))}) .+)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(?:please )?tell (?:me|us) more|(?:some )?more(?: details?| information)?|go on|continue"
    r"|(?:can|could) you (?:elaborate|explain|go on|tell (?:me|us) more)|elaborate|explain|details)"
    r"(?: (?:about|on))?(?: (?:that|this|it))?(?: please)?",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(r"\b(?:so|too|only) ", re.IGNORECASE)  # "Why so few?"


def asked_more(rest: str, before: Antecedents) -> Found | None:
    """Ask for more of the same: "Tell me more", "Any victims?"."""
    if rest.lower().startswith("any "):
        return as_for(f"{rest}?", before)
    if not _MORE.fullmatch(rest):
        return None
    topic = before.topic()
    return (f"Tell me more about {topic}", [topic]) if topic else (rest, [])


def asked_again(rest: str, last: Exchange, before: Antecedents) -> Found | None:
    """Ask "Why?", "Since when?", "Who else?" of what the last question says."""
    if found := asked_more(rest, before) or _asked_in_full(rest, last, before):
        return found
    if other := _ELSE.fullmatch(rest):
        asking = _ANY.get(other["asking"].lower(), other["asking"])
        if asking.lower() == "what" and last.clause and not _asks_for_thing(last.clause.asking):
            return asked_more("more", before)
        return _asked_else(asking, last)
    if not (_is_asking_only(rest) or _WHY.fullmatch(rest)):
        return None
    if standing := [word for word in leanings(rest) if word.sort in ("group", "thing")]:
        meant = before.group() or before.thing()
        if meant is None:
            return rest, []
        return f"{rest[: standing[0].start]}{meant}{rest[standing[0].end :]}?", [meant]
    return _asked_with("Why" if _WHY.fullmatch(rest) else rest, rest, last, before)


def _asked_with(asking: str, rest: str, last: Exchange, before: Antecedents) -> Found:
    clause = last.clause
    if clause is None:
        return f"{rest}: {last.question}", [last.question]
    has_verb = clause.auxiliary or _is_verbal((clause.rest.lower().split() or [""])[0])
    is_other = _asks_for_thing(asking) and not _asks_for_thing(clause.asking)
    if clause.names_topic or not has_verb or _QUALIFIED.search(rest) or is_other:
        return as_for(f"{rest}?", before)
    return _asked_of(clause, asking, before), [last.question]


def _asked_of(clause: Clause, asking: str, before: Antecedents) -> str:
    if clause.thing and (which := _WHICH_ONES.fullmatch(asking)):
        said = f"{clause.auxiliary} {clause.rest}".strip()
        return under_topic(clause, f"{which['asking']} {clause.thing} {said}?")
    if asking.lower() in ("how many", "how much"):
        return _how_many(asking, clause)
    instead = before.person() if clause.asking.lower() == "who" else None
    return reframed(clause, asking, instead or "")


def _asks_for_thing(asking: str) -> bool:
    """Tell whether words ask for a thing, of which no other question makes sense: "Which ships"."""
    words = asking.lower().split()
    return words[0] in ("which", "what") if words else False


def _is_asking_only(rest: str) -> bool:
    words = rest.lower().split()
    if len(words) > 5 or names(rest) or any(map(_is_verbal, words[1:])):
        return False
    if words[-1] not in ASKING | {"for"} and PREPOSITIONS.intersection(words[1:]) - {"of"}:
        return False
    if words[0] in ASKING:
        return not is_time(" ".join(words[1:]))
    return words[0] in PREPOSITIONS and bool({words[-1], *words[1:2]} & ASKING)


def _asked_else(asking: str, last: Exchange) -> Found:
    clause = last.clause
    if clause is None:
        return f"{asking} else: {last.question}", [last.question]
    same = clause.asking.lower().split()[:1] == asking.lower().split()[:1]
    if same or clause.asks_for_subject:
        rest = f"{clause.auxiliary} {clause.rest}".strip()
        return under_topic(clause, f"{asking} else {rest}?"), [last.question]
    return reframed(clause, f"{asking} else"), [last.question]


def _how_many(asking: str, clause: Clause) -> str:
    """Ask "How many jobs is Boeing cutting?" after "Is Boeing cutting jobs?"."""
    words = clause.rest.split()
    nouns = [w for w in words if w.islower() and w not in FUNCTION and is_plural(w)]
    counted = [word for word in nouns if not is_verb(word)][-1:]
    rest = clause.rest.replace(f" {counted[0]}", "", 1) if counted else clause.rest
    return f"{' '.join(filter(None, (asking, *counted, clause.auxiliary.lower(), rest)))}?"


def _asked_in_full(rest: str, last: Exchange, before: Antecedents) -> Found | None:
    """Give a question that leaves out what the last one says behind the same asking words."""
    piece = _of_same_asking(rest, last)
    if piece and (text := replaced(last, piece)):
        return text, [last.question]
    counted = _counted(rest, last)
    return (resolved(counted, last, before) or (counted, [last.question])) if counted else None


def _of_same_asking(rest: str, last: Exchange) -> str:
    """Give "in 2022" of "How many in 2022?" after "How many ships sank in 2021?"."""
    found = _ASKING_OF.fullmatch(rest)
    clause = last.clause
    if not found or clause is None or not clause.asking.lower().startswith(found["asking"].lower()):
        return ""
    piece = found["piece"]
    is_whole = any(_is_verbal(word) for word in piece.lower().split()) and not is_time(piece)
    return "" if is_whole else piece


def _counted(rest: str, last: Exchange) -> str | None:
    """Give what is counted of somebody else: "And how many does Japan have?"."""
    found, clause = _HOW_MANY.fullmatch(rest), last.clause
    if not found or clause is None or not clause.asking.lower().startswith(found["asking"].lower()):
        return None
    if not clause.thing or not begins_with_subject(found["rest"]):
        return None
    if noun_phrase(found["rest"]) == found["rest"]:  # "And how many did Spain?"
        return replaced(last, found["rest"])
    own = found["own"] or ""
    counted = clause.thing.split()[-1] if own else clause.thing
    return f"{found['asking'].capitalize()} {counted} {found['auxiliary']} {found['rest']}{own}?"


def _is_verbal(word: str) -> bool:
    return word in AUXILIARIES or is_verb(word)
