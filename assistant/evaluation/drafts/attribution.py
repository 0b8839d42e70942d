"""Questions for the article that says something, from any collection without labels."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from assistant.evaluation.cases import Case, name_of
from assistant.evaluation.drafts.collection import Collection, Line
from index.types import Article

SHORTEST, LONGEST = 60, 300  # characters of a sentence
_FEWEST_RARE = 3  # words
_LEANS = re.compile(r"[“\"]?(?:He|She|It|They|This|That|These|Those|But|And|So|Then|There)\b")


def attribution_cases(articles: Sequence[Article], *, count: int, seed: int = 0) -> list[Case]:
    """Ask of at most ``count`` sentences which article says them, the same for the same seed.

    Every article that has a sentence is right, so that a copy from a wire service counts.
    """
    collection = Collection(articles)
    chance = random.Random(seed)  # noqa: S311
    waiting = [
        chance.sample(lines, len(lines))
        for key in sorted(collection.articles)
        if (lines := [line for line in collection.lines[key] if _is_telling(line, collection)])
    ]
    chance.shuffle(waiting)
    cases: dict[str, Case] = {}
    while waiting and len(cases) < count:
        for lines in waiting:
            case = _case(lines.pop(), collection)
            cases[case.id] = case
        waiting = [lines for lines in waiting if lines]
    return list(cases.values())[: max(0, count)]


def _is_telling(line: Line, collection: Collection) -> bool:
    return (
        SHORTEST <= len(line.plain) <= LONGEST
        and collection.is_news(line)
        and not _LEANS.match(line.plain)
        and len(collection.rare(line.plain)) >= _FEWEST_RARE
    )


def _case(line: Line, collection: Collection) -> Case:
    said = line.plain.translate({ord("“"): "‘", ord("”"): "’"})
    question = f"Which article says: “{said}”?"
    return Case(
        id=name_of(question),
        question=question,
        answerable=True,
        evidence=collection.evidence(line),
        type="attribution",
        tags=("attribution",),
    )
