"""Questions that need two articles."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import combinations

from assistant.evaluation.drafts.collection import SAID, Collection, Line
from assistant.evaluation.drafts.draft import Draft
from assistant.evaluation.drafts.speakers import person_of

_FEW = 5  # articles that hold a name by which two of them are tied
_SPEAKS = re.compile(rf"(?P<phrase>[A-Z][^“”:;]{{2,100}}?),? (?:told \w+ that|{SAID})\b")


def ask_both(collection: Collection, chance: random.Random) -> Iterator[Draft]:
    """Ask what two people in two articles said about one name, or what two titles say of it."""
    for name in tying_names(collection, chance):
        draft = _about(name, collection)
        if draft:
            yield draft


def tying_names(collection: Collection, chance: random.Random) -> list[str]:
    """Return the names that stand in two articles, and in few more."""
    tied = sorted(name for name, keys in collection.named.items() if 2 <= len(keys) <= _FEW)
    return chance.sample(tied, len(tied))


def _about(name: str, collection: Collection) -> Draft | None:
    lines = {key: _lines(name, key, collection) for key in sorted(collection.named[name])}
    for one, other in combinations(lines, 2):
        for first in lines[one]:
            for second in lines[other]:
                question = _question(name, first, second, collection)
                if question and first.plain != second.plain:
                    return Draft("multi_article", question, (), (first, second))
    return None


def _lines(name: str, key: str, collection: Collection) -> list[Line]:
    return [
        line
        for line in collection.lines[key]
        if collection.is_news(line) and any(n.name == name for n in collection.names(line.plain))
    ]


def _question(name: str, first: Line, second: Line, collection: Collection) -> str:
    speakers = [_speaker(line, collection) for line in (first, second)]
    if all(speakers) and len({*speakers, name}) == 3:
        return f"What did {speakers[0]} and {speakers[1]} say about {name}?"
    the = "the " if any(line.plain.startswith("The ") for line in (first, second)) else ""
    titles = [collection.articles[line.article_id].title for line in (first, second)]
    about = all(_is_about(name, line, collection) for line in (first, second))
    if about and all(titles) and titles[0] != titles[1] and name not in " ".join(titles):
        return f"What do “{titles[0]}” and “{titles[1]}” say about {the}{name}?"
    return ""


def _is_about(name: str, line: Line, collection: Collection) -> bool:
    """Tell whether a sentence begins with a name that is no single word of unknown kind."""
    known = collection.kinds.get(name) or " " in name
    return bool(known) and line.plain.removeprefix("The ").startswith(f"{name} ")


def _speaker(line: Line, collection: Collection) -> str:
    match = _SPEAKS.match(line.plain)
    return person_of(match, collection) if match else ""
