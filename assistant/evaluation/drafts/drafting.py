"""Test questions drafted from articles, without a model."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from assistant.evaluation.cases import Case, name_of
from assistant.evaluation.drafts.collection import Collection, Line
from assistant.evaluation.drafts.counts import ask_how_many
from assistant.evaluation.drafts.dates import ask_when
from assistant.evaluation.drafts.draft import Draft, gives_away
from assistant.evaluation.drafts.gaps import ask_for_gap
from assistant.evaluation.drafts.near_misses import TAGS, near_misses
from assistant.evaluation.drafts.pairs import ask_both
from assistant.evaluation.drafts.speakers import ask_who_said
from index.types import Article

_MAKERS: tuple[Callable[[Line, Collection], Draft | None], ...] = (
    ask_who_said,
    ask_how_many,
    ask_when,
    ask_for_gap,
)
_WEIGHTS = {"gap": 2}  # the plainest question, half as often as another


def draft_cases(
    articles: Sequence[Article],
    *,
    count: int,
    seed: int = 0,
    unanswerable: float = 0.2,
    multi_article: float = 0.1,
) -> list[Case]:
    """Draft at most ``count`` test questions from articles, the same for the same seed.

    ``unanswerable`` and ``multi_article`` are shares of them, 0 to 1, that are not passed; each
    question is for a person to read before anything is measured with it.
    """
    count = max(0, count)
    collection = Collection(articles)
    chance = random.Random(seed)  # noqa: S311
    both = list(islice(_asked_once(ask_both(collection, chance)), round(count * multi_article)))
    drafts = list(islice(_asked_once(_round_robin(collection, chance)), count))
    wanted = round(min(count, len(both) + len(drafts)) * unanswerable)
    refused, used = _unanswerable(drafts, collection, chance, wanted)
    answerable = [draft for draft in (*both, *drafts) if draft.question not in used]
    answerable = answerable[: max(0, count - len(refused))]
    cases = [*(_case(draft, collection) for draft in answerable), *refused]
    chance.shuffle(cases)
    return cases


def _round_robin(collection: Collection, chance: random.Random) -> Iterator[Draft]:
    """Yield a draft of each article in turn, of the type that is rarest so far."""
    types: Counter[str] = Counter()
    waiting = [_drafts_of(key, collection, chance) for key in _shuffled(collection, chance)]
    while waiting:
        waiting = [drafts for drafts in waiting if drafts]
        for drafts in waiting:
            best = min(drafts, key=lambda draft: types[draft.type] * _WEIGHTS.get(draft.type, 1))
            drafts.remove(best)
            types[best.type] += 1
            yield best


def _shuffled(collection: Collection, chance: random.Random) -> list[str]:
    keys = sorted(collection.articles)
    return chance.sample(keys, len(keys))


def _drafts_of(key: str, collection: Collection, chance: random.Random) -> list[Draft]:
    lines = [line for line in collection.lines[key] if collection.is_news(line)]
    made = (
        next((draft for make in _MAKERS if (draft := make(line, collection))), None)
        for line in chance.sample(lines, len(lines))
    )
    return [draft for draft in made if draft and not gives_away(draft)]


def _asked_once(drafts: Iterable[Draft]) -> Iterator[Draft]:
    asked: set[str] = set()
    for draft in drafts:
        if draft.question.lower() not in asked:
            asked.add(draft.question.lower())
            yield draft


def _unanswerable(
    drafts: Sequence[Draft], collection: Collection, chance: random.Random, most: int
) -> tuple[list[Case], set[str]]:
    """Return unanswerable questions, and those drafts that were made into one."""
    cases: dict[str, Case] = {}
    used = set()
    for case, uses in near_misses(drafts[::-1], collection, chance):
        if len(cases) >= most:
            break
        cases[case.id] = case
        if uses:
            used.add(uses.question)
    return list(cases.values()), used


def _case(draft: Draft, collection: Collection) -> Case:
    evidence = tuple(
        dict.fromkeys(proof for line in draft.lines for proof in collection.evidence(line))
    )
    return Case(
        id=name_of(draft.question),
        question=draft.question,
        answerable=True,
        answers=draft.answers,
        evidence=evidence,
        type=draft.type,
        tags=TAGS,
    )
