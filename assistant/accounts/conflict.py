"""Conflict: articles that answer a question with different figures, days or names.

Two sentences are only set against each other if they tell of one matter in the same mood, and what
differs is of the kind asked for, counts the same and cannot both be true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from assistant.accounts.figures import Figure
from assistant.accounts.matter import Asked, others, same_subject, same_time
from assistant.accounts.statement import Statement, alike
from assistant.times.ranges import Days
from index.types import Passage

MOST_TOLD = 3  # different answers
_ALIKE = 0.5  # of what the shorter sentence states, for a figure to be on the same
_NEARLY_THE_SAME = 0.75  # likewise, where nothing but the rest of the sentence shows that
_FEWEST = 3  # stems that two sentences share

_ANSWERS = 0.8  # of the question's words, in a sentence that names who it was
_NO_NAME = re.compile(r"['’]s$|^[A-Z.]+$")  # "Spain's"; "UN" may be the United Nations


@dataclass(frozen=True)
class Version:
    """What one article answers, as it is shown, with the sentence that says so."""

    shown: str
    statement: Statement

    @property
    def day(self) -> date | None:
        """The day of the article."""
        return self.statement.day


def versions(asked: Asked, best: Statement, passages: Sequence[Passage]) -> list[list[Version]]:
    """Give the versions that articles tell, grouped by what they agree on, the best one's first.

    There are none unless two differ; a version that agrees with two that differ is left out.
    """
    groups: list[list[_Answer]] = []
    for other in others(asked, best, passages):
        pair = _answers(asked, best, other)
        if pair is None or not _comparable(asked, *pair):
            continue
        mine, answer = pair
        groups = groups or [[mine]]
        same = [group for group in groups if _agree(group[0], answer)]
        if len(same) == 1:
            same[0].append(answer)
        elif not same and all(_differ(group[0], answer) for group in groups):
            groups.append([answer])
    if len(groups) < 2:
        return []
    return [[Version(a.shown, a.statement) for a in group] for group in groups[:MOST_TOLD]]


@dataclass(frozen=True)
class _Answer:
    """A sentence with the one thing in it that answers: a figure, days, or a name."""

    statement: Statement
    shown: str
    thing: Figure | Days | frozenset[str]


def _answers(asked: Asked, best: Statement, other: Statement) -> tuple[_Answer, _Answer] | None:
    """Give what each of two sentences answers, if both do."""
    if asked.kind == "place":  # a town and its country do not differ
        return None
    if asked.kind == "person":
        return _exchanged(asked, best, other)
    find = _day if asked.kind == "date" else partial(_figure, asked)
    one, two = find(best), find(other)
    return (one, two) if one and two else None


def _exchanged(asked: Asked, one: Statement, other: Statement) -> tuple[_Answer, _Answer] | None:
    """Give the one name that each of two sentences has in the place of the other's."""
    if len(asked.covered(one)) < _ANSWERS * len(asked.stems):
        return None
    own, foreign = _strange(asked, one, other), _strange(asked, other, one)
    if len(own) != 1 or len(foreign) != 1 or any(map(_NO_NAME.search, (*own, *foreign))):
        return None
    if not _beside(one, own[0]) & _beside(other, foreign[0]):
        return None
    return _Answer(one, own[0], alike(own[0])), _Answer(other, foreign[0], alike(foreign[0]))


def _strange(asked: Asked, one: Statement, other: Statement) -> list[str]:
    return [name for name in one.names if not alike(name) & (asked.stems | other.stems)]


def _beside(statement: Statement, name: str) -> set[tuple[str, str]]:
    """Give the words before and after a name."""
    before, _, after = statement.matter.replace(f"{name},", f"{name} ").partition(name)
    words = (("before", before.split()[-1:]), ("after", after.split()[:1]))
    return {(side, word[0].lower().strip(",;")) for side, word in words if word}


def _day(statement: Statement) -> _Answer | None:
    if len(statement.times) != 1:
        return None
    words, days, _ = statement.times[0]
    return _Answer(statement, words, days)


def _figure(asked: Asked, statement: Statement) -> _Answer | None:
    """Give the one figure of the kind asked for; None if there is none or no telling which."""
    fit = [f for f in statement.figures if _of_kind(asked, f) and f.role in ("level", "change")]
    fit = [f for f in fit if (f.counted - f.names) & asked.stems] or fit
    return _Answer(statement, fit[0].shown, fit[0]) if len(fit) == 1 else None


def _of_kind(asked: Asked, figure: Figure) -> bool:
    if asked.kind == "money":
        return figure.unit not in ("", "%")
    if asked.kind == "share":
        return figure.unit == "%"
    return asked.kind == "other" or figure.unit == ""


def _comparable(asked: Asked, one: _Answer, other: _Answer) -> bool:
    first, second = one.statement, other.statement
    content, foreign = first.content, second.content
    least = _NEARLY_THE_SAME
    if isinstance(one.thing, Figure) and isinstance(other.thing, Figure):
        counts = _counts_the_same(one, other)
        if counts == "other":
            return False
        least = _ALIKE if counts == "same" and asked.kind != "other" else _NEARLY_THE_SAME
    if isinstance(one.thing, frozenset) and isinstance(other.thing, frozenset):
        content, foreign = content - one.thing, foreign - other.thing
    shared = len(content & foreign)
    similar = shared / min(len(content), len(foreign)) if shared else 0.0
    return (
        similar >= least
        and shared >= _FEWEST
        and first.mood == second.mood
        and (asked.kind == "person" or same_subject(asked, first, second))
        and (asked.kind == "date" or same_time(first, second, similar))
    )


def _counts_the_same(one: _Answer, other: _Answer) -> Literal["same", "other", "unknown"]:
    """Tell whether two figures count one thing, by the words after them."""
    first, second = one.thing, other.thing
    if not (isinstance(first, Figure) and isinstance(second, Figure)):
        return "other"
    if first.unit != second.unit or first.role != second.role or not first.comparable(second):
        return "other"
    if first.names - other.statement.stems or second.names - one.statement.stems:
        return "other"
    if first.unit:
        return "same"
    nouns, foreign = first.counted - first.names, second.counted - second.names
    if nouns and foreign:
        return "same" if nouns & foreign else "other"
    return "unknown"


def _agree(one: _Answer, other: _Answer) -> bool:
    if isinstance(one.thing, Figure) and isinstance(other.thing, Figure):
        return one.thing.agrees(other.thing)
    if isinstance(one.thing, Days) and isinstance(other.thing, Days):
        return one.thing.within(other.thing) or other.thing.within(one.thing)
    return one.thing == other.thing


def _differ(one: _Answer, other: _Answer) -> bool:
    if isinstance(one.thing, Days) and isinstance(other.thing, Days):
        return one.thing.last < other.thing.first or other.thing.last < one.thing.first
    return not _agree(one, other)
