"""Agreement: which other articles state the same as an answer's best sentence.

The same is stated where figures, days and names are the same, in the same mood, and most of the
content; a sentence that is there word for word is a copy and no second account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.accounts.figures import Figure
from assistant.accounts.given import given_figure
from assistant.accounts.matter import Asked, others, same_subject
from assistant.accounts.statement import Statement
from assistant.language.alike import alike

_MOST_OF = 0.7  # of what the best sentence states, to be stated by another
_ANSWERS = 0.4  # likewise, where that has the very figure or day asked for
_FEWEST_RUNS = 6  # of a sentence that is a copy and does not just say the same
_COPIED = 0.8  # of the runs of words of the shorter of two sentences, in the other


@dataclass(frozen=True)
class Agreement:
    """The statements of independent articles, the best first, and how often they were copied.

    ``mentioning`` counts the articles that tell of the matter at all, copies left out.
    """

    statements: tuple[Statement, ...]
    mentioning: int
    copies: int


def agreement(asked: Asked, best: Statement, sentences: Sequence[Statement]) -> Agreement | None:
    """Find who states the same as the best sentence; None unless two articles do on their own."""
    about = others(asked, best, sentences)
    accounts, copied = [best], {c.article_id for c in best.passage.copies}
    for other in about:
        id_ = other.passage.article_id
        if id_ in copied or any(id_ == known.passage.article_id for known in accounts):
            continue
        if any(_is_copy(known, other) for known in accounts):
            copied |= {id_, *(c.article_id for c in other.passage.copies)}
        elif _states_the_same(asked, best, other):
            accounts.append(other)
            copied |= {c.article_id for c in other.passage.copies}
    if len({_publisher(account) for account in accounts}) < 2:
        return None
    telling = {account.passage.article_id for account in accounts}
    mentioning = telling | ({other.passage.article_id for other in about} - copied)
    return Agreement(tuple(accounts), len(mentioning), len(copied - telling))


def _publisher(statement: Statement) -> str:
    """Name a publisher; an article of an unknown one stands for itself."""
    return statement.passage.source or statement.passage.article_id


def _is_copy(one: Statement, other: Statement) -> bool:
    first, second = one.runs, other.runs
    shorter = min(len(first), len(second))
    return shorter >= _FEWEST_RUNS and len(first & second) >= _COPIED * shorter


def _states_the_same(asked: Asked, best: Statement, other: Statement) -> bool:
    if asked.kind in ("number", "money", "share") and not given_figure(asked, best):
        return False
    if best.mood(asked.plain) != other.mood(asked.plain) or not same_subject(asked, best, other):
        return False
    if not all(_has(other, figure) for figure in best.figures):
        return False
    around = alike(f"{other.passage.title} {other.passage.text}")
    if not best.named <= around or not _days_agree(asked, best, other):
        return False
    if asked.kind in ("person", "place") and not _names_one(asked, best, other):
        return False
    shared = best.content & other.content
    if asked.kind in ("number", "money", "share", "date"):
        return len(shared) >= _ANSWERS * len(best.content)
    new = best.content - asked.stems
    return len(shared) >= _MOST_OF * len(best.content) and len(shared & new) >= _MOST_OF * len(new)


def _names_one(asked: Asked, best: Statement, other: Statement) -> bool:
    """Whether the names in the best sentence that the question lacks are in the other."""
    named = alike(" ".join(best.names)) - asked.stems
    return bool(named) and named <= other.stems


def _has(other: Statement, figure: Figure) -> bool:
    return any(
        figure.same(one)
        and figure.role == one.role
        and (not figure.counted or not one.counted or figure.counted & one.counted)
        for one in other.figures
    )


def _days_agree(asked: Asked, best: Statement, other: Statement) -> bool:
    """Whether the days of the best sentence are the other's; one asked for has to be there."""
    if not other.times:
        return not best.times or asked.kind != "date"
    return all(
        any(theirs.within(days) for _, theirs, _ in other.times)
        or (asked.kind != "date" and any(days.within(theirs) for _, theirs, _ in other.times))
        for _, days, _ in best.times
    )
