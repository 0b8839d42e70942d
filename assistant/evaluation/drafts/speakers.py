"""Drafts that ask who said something."""

from __future__ import annotations

import re

from assistant.evaluation.drafts.collection import BODIES, NAME, SAID, Collection, Line
from assistant.evaluation.drafts.draft import Draft
from index.sentences import split
from index.words import words

_BEFORE = re.compile(
    rf"“(?P<quote>[^“”]+[,!?])” (?:{SAID} (?P<after>[^“”]+)|(?P<phrase>[^“”]{{2,120}}?) {SAID}\b)"
)
_BEHIND = re.compile(
    rf"(?P<phrase>[^“”]{{2,120}}?) {SAID}(?: (?:in|on|to|at) [^“”,:]{{2,40}}[:,]|[:,]| that)?"
    r" “(?P<quote>[^“”]+)”"
)
_UP_TO = re.compile(
    r"(?:[;:(—–]|(?<! [A-Z])\.)\s|\.$| (?:who|whose|which|that|in|at|of"
    r"|on|as|when|while|after|before|during|to|from|with|for|and|about|by|last|this|recently|yesterday)\b"
)
_PERSON = re.compile(rf"(?P<role>(?:[\w'’-]+ )*?)(?P<name>{NAME})(?:, \d+)?")
_ROLE_CANNOT = frozenset(
    """of for from at in on to by with and or but who he she it they we i that than according as
    after before when while his her their the""".split()
)
_TITLES = frozenset(
    """adm admiral ambassador archbishop attorney bishop capt captain cardinal ceo chair chairman
    chairwoman chancellor chief coach col colonel commander commissioner congressman congresswoman
    counsel deputy detective director dr editor father founder gen general gov governor inspector
    judge justice king lady leader lieutenant lord lt maj major marshal mayor minister mr mrs ms
    officer pope premier president prime prince princess prof professor queen rabbi rep
    representative rev reverend secretary sen senator sergeant sgt sir speaker spokesman
    spokesperson spokeswoman superintendent""".split()
)
_ODD = re.compile(r"['’] |^(?:And|But|So|Or)\b")
_FEWEST_WORDS, _MOST_WORDS = 6, 32  # of a quotation that is asked about


def ask_who_said(line: Line, collection: Collection) -> Draft | None:
    """Ask for the speaker of a quotation; nobody whom the sentence only calls "he" or by a role."""
    match = _BEFORE.match(line.plain) or _BEHIND.match(line.plain)
    if match is None:
        return None
    said = _telling_part(match["quote"], collection)
    speaker = person_of(match, collection)
    if not said or not speaker:
        return None
    full = _full_name(speaker, collection.articles[line.article_id].text)
    answers = tuple(dict.fromkeys((speaker, full)))
    verb = "asked" if said.endswith("?") else "said"
    return Draft("who_said", f"Who {verb} “{said}”?", answers, (line,))


def person_of(match: re.Match[str], collection: Collection) -> str:
    """Return the name of the person who speaks in a match, or an empty string."""
    groups = match.groupdict()
    if after := groups.get("after"):
        end = _UP_TO.search(after)
        if re.match(r" and [A-Z]", after[end.start() :] if end else ""):
            return ""
        return _person(after[: end.start()] if end else after)
    name = _person(match["phrase"])
    begins = match.start("phrase") == 0 and match["phrase"].startswith(name)
    return "" if begins and " " not in name and not collection.is_proper(name) else name


def _person(phrase: str) -> str:
    """Read "NAME", "ROLE NAME" or "ROLE, NAME"."""
    for number, part in enumerate(phrase.split(", ")[:2]):
        match = _PERSON.fullmatch(part.rstrip(", "))
        if match is None:
            if re.search(r"\b[A-Z][a-z]+$", part) or not re.search(r"[a-z]$", part):
                return ""
            continue
        role = match["role"].lower().split()
        if number and role:
            return ""
        return "" if _ROLE_CANNOT & set(role[1:]) or role == ["the"] else bare(match["name"])
    return ""


def bare(name: str) -> str:
    """Take titles and what somebody belongs to off a name; nothing is left of what is no person."""
    parts = re.split(r"['’]s ", name)[-1].split()
    titled = [i for i, part in enumerate(parts) if part.strip(".").lower() in _TITLES]
    parts = parts[titled[-1] + 1 :] if titled else parts
    plain = {part.strip(".").lower() for part in parts}
    short = len(parts) == 1 and len(parts[0]) < 3
    if not parts or len(parts) > 4 or short or plain & BODIES or parts == [parts[0].upper()]:
        return ""
    return " ".join(parts)


def _full_name(name: str, text: str) -> str:
    if " " in name:
        return name
    match = re.search(
        rf"\b[A-Z][\w'’-]+ (?:[A-Z]\. |(?:al|de|el|van|von) )?{re.escape(name)}\b", text
    )
    full = bare(match.group()) if match else ""
    return full if match and full.endswith(name) and _is_first(full, text) else name


def _is_first(full: str, text: str) -> bool:
    """Tell whether a full name stands inside a sentence, so that its first word is no other's."""
    before = r"[\w,”] |\b(?:Dr|Gen|Gov|Mrs?|Ms|Rep|Rev|Sen)\. |^"
    return re.search(rf"(?:{before}){re.escape(full)}\b", text, re.MULTILINE) is not None


def _telling_part(quote: str, collection: Collection) -> str:
    """Return the sentence of a quotation that is best known again, or an empty string."""
    if len(words(quote)) <= _MOST_WORDS and len(split(quote)) == 1:
        parts = [quote]
    else:
        parts = [sentence.text for sentence in split(quote)]
    fitting = [
        p for p in parts if _FEWEST_WORDS <= len(words(p)) <= _MOST_WORDS and not _ODD.search(p)
    ]
    best = max(fitting, key=lambda part: len(collection.rare(part)), default="")
    names = sum(1 for _ in collection.names(best))
    enough = len(collection.rare(best)) >= (2 if names else 3)
    return best.rstrip(",. ") if enough else ""
