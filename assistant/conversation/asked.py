"""What is asked of the collection itself, or said in greeting, read from the words alone.

Only whole questions of the forms in ``forms.txt`` are read: what goes on about anything else is
about the world, "How many articles of the treaty were changed?".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from assistant.conversation.dated import ORDINAL, is_numbered
from assistant.conversation.topic import articles_about
from assistant.conversation.words import AUXILIARIES, is_verb
from assistant.language.numbers import ORDINALS
from assistant.language.openings import LEADS, without_opening

What = Literal[
    "list", "count", "newest", "oldest", "period", "publishers", "authors",
    "busiest", "busiest_author",
    "author", "published", "publisher", "link", "shown", "quoted", "borne",
    "help", "greeting", "thanks", "parting", "agreement", "misunderstood",
]  # fmt: skip
SMALL_TALK: frozenset[What] = frozenset(
    {"greeting", "thanks", "parting", "agreement", "misunderstood"}
)

LONGEST = 160  # characters of a question about the collection
_LOOKED_BACK = 8  # questions
_NAME = re.compile(r"(?P<name>[a-z ]+) = (?P<form>.+)")
_SECTION = re.compile(r"\[(?P<what>\w+)(?: (?P<how>cited|unsure|after))?\]")
_PART = re.compile(r"\{([a-z ]+)\}")
_SAID_OF_ARTICLES = frozenset(["published", "written", "dated"])
_LEADS = re.compile(rf"\A(?:{LEADS}[\s,]+)+(?=\w)", re.IGNORECASE)
_CLOSING = re.compile(r"(?:[\s,]*\b(?:please|exactly|then|now))?[\s?!.…)(:;]*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, of the articles that ``rest`` narrows it to, "from Yonhap in 2025", or of
    those ``cited`` last, of which ``which`` may name one by its place, from 0, the last being -1.

    ``topic`` is what they shall mention. It is not ``sure`` where only the names of publishers
    and authors can tell that it is asked; what ``goes_on`` is of the articles just told of, if
    that was asked before: "How many of them are from 2025?".
    """

    what: What
    rest: str = ""
    cited: bool = False
    which: int | None = None
    sure: bool = True
    goes_on: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    what: What
    how: str
    pattern: re.Pattern[str]


def read_asked(question: str, *, of_cited: bool = True) -> Asked | None:
    """Read what is asked of the collection, or None for a question about the world.

    Not ``of_cited`` where no article was cited that could be meant.
    """
    if len(question) > LONGEST:
        return None
    if about := articles_about(question):
        topic, counts = about
        return Asked("count" if counts else "list", topic=topic)
    whole = _CLOSING.sub("", " ".join(question.split()))
    bare = _LEADS.sub("", without_opening(whole))
    for form in _forms():
        if form.how == "cited" and not of_cited:
            continue
        if match := form.pattern.fullmatch(whole) or form.pattern.fullmatch(bare):
            return _read(form, match)
    return None


def in_turn(asked: Asked, earlier: Sequence[str]) -> Asked:
    """Give what is asked as it goes on after the earlier questions: "And the oldest?"."""
    if asked.sure:
        return asked
    before = [read_asked(question) for question in earlier]
    before = [last for last in before if last is None or last.what not in SMALL_TALK]
    if not before:
        return replace(asked, sure=asked.what == "count" and not asked.goes_on)
    begun = next((last for last in reversed(before) if last is None or last.sure), None)
    if begun is None:
        return asked
    if asked.what in ("newest", "oldest"):
        return replace(asked, sure=True, cited=begun.cited)
    if asked.what == "busiest" and before[-1] is not None and before[-1].what == "authors":
        return replace(asked, sure=True, what="busiest_author")
    counts = asked.what == "list" and before[-1] is not None and before[-1].what == "count"
    return replace(asked, sure=True, what="count" if counts else asked.what)


def is_meta(question: str, earlier: Sequence[str] = ()) -> bool:
    """Tell whether a question is, after the earlier ones, surely not about the world."""
    asked = read_asked(question)
    if asked is None or asked.topic:
        return False
    return in_turn(asked, earlier[-_LOOKED_BACK:]).sure


def is_next_in_row(question: str, earlier: Sequence[str]) -> bool:
    """Tell whether "And the last one?" goes on from "Who won the first race?"."""
    bare = _LEADS.sub("", _CLOSING.sub("", question))
    last = earlier[-1] if earlier else ""
    is_one = ORDINAL.fullmatch(bare) is not None and is_numbered(last)
    return is_one and not is_meta(last, earlier[:-1])


def _read(form: _Form, match: re.Match[str]) -> Asked | None:
    if form.how == "cited":
        return Asked(form.what, cited=True, which=_which(_group(match, "which").lower()))
    if topic := _group(match, "topic"):
        return Asked(form.what, sure=False, goes_on=True, topic=topic)
    rest = re.sub(rf"{_parts()['have']}+\Z", "", _group(match, "rest").strip(), flags=re.I)
    verbs = {word for word in rest.lower().split() if word in AUXILIARIES or is_verb(word)}
    if verbs - _SAID_OF_ARTICLES - {"may"}:  # a month: nobody may do anything to articles
        return None
    if rest and not re.fullmatch(_parts()["from"], f" {rest}", re.IGNORECASE):
        rest = f"by {rest}"  # "How many articles did Yonhap publish?"
    return Asked(form.what, rest, sure=not form.how, goes_on=form.how == "after")


def _group(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def _which(word: str) -> int | None:
    if word == "last":
        return -1
    if word in ORDINALS:
        return ORDINALS[word] - 1
    return int(word[0]) - 1 if word else None


@cache
def _lines() -> list[str]:
    text = files("assistant.conversation").joinpath("forms.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _parts() -> dict[str, str]:
    parts: dict[str, str] = {}
    for line in _lines():
        if named := _NAME.fullmatch(line):
            parts[named["name"]] = _PART.sub(lambda part: parts[part[1]], named["form"])
    return parts


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(_read_forms())


def _read_forms() -> Iterator[_Form]:
    section: re.Match[str] | None = None
    for line in _lines():
        if begins := _SECTION.fullmatch(line):
            section = begins
        elif section:
            what = next(one for one in get_args(What) if one == section["what"])
            pattern = _PART.sub(lambda part: _parts()[part[1]], line)
            yield _Form(what, section["how"] or "", re.compile(pattern, re.IGNORECASE))
