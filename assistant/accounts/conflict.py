"""Conflict: articles that answer a question with different figures, days or names.

Two sentences are only set against each other if they tell of one matter in the same mood, and what
differs is of the kind asked for, counts the same and cannot both be true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.accounts.figures import Figure
from assistant.accounts.given import Given, pair_given
from assistant.accounts.matter import Asked, others, same_subject, same_time
from assistant.accounts.statement import Statement
from assistant.language.alike import alike, meant
from assistant.times.ranges import Days

MOST_TOLD = 3  # different answers
_ALIKE = 0.5  # of what the shorter sentence states, for a figure to be on the same
_NEARLY_THE_SAME = 0.75  # likewise, where nothing but the rest of the sentence shows that
_OF_THE_LONGER = 0.5  # likewise of the longer one, lest the day be that of a part of the matter
_CLAUSE = re.compile(r", and |,? (?:but|while|although|though|because) ")
_FEWEST = 3  # stems that two sentences share, unless one has no others


def versions(asked: Asked, best: Statement, sentences: Sequence[Statement]) -> list[list[Given]]:
    """Give the versions that articles tell, grouped by what they agree on, the best one's first.

    There are none unless two differ; a version that agrees with two that differ is left out.
    """
    groups: list[list[Given]] = []
    for other in others(asked, best, sentences):
        pair = pair_given(asked, best, other)
        if pair is None or not _comparable(asked, *pair):
            continue
        mine, given = pair
        groups = groups or [[mine]]
        same = [group for group in groups if group[0].agrees(given)]
        if len(same) == 1:
            same[0].append(given)
        elif not same and all(group[0].differs(given) for group in groups):
            groups.append([given])
    return groups[:MOST_TOLD] if len(groups) > 1 else []


def _comparable(asked: Asked, one: Given, other: Given) -> bool:
    first, second = one.statement, other.statement
    least = _NEARLY_THE_SAME
    if isinstance(one.thing, Figure) and isinstance(other.thing, Figure):
        counts = _counts_the_same(asked, one, other)
        if counts == "other":
            return False
        least = _ALIKE if counts == "same" and asked.kind != "other" else _NEARLY_THE_SAME
    if not _done_alike(asked, one, other):
        return False
    content, foreign = _content(asked, one), _content(asked, other)
    shared, fewest = len(content & foreign), min(len(content), len(foreign))
    return (
        shared >= min(_FEWEST, fewest)
        and (asked.kind != "date" or shared >= _OF_THE_LONGER * max(len(content), len(foreign)))
        and shared >= max(least * fewest, 2)
        and first.mood(asked.plain) == second.mood(asked.plain)
        and (asked.kind == "person" or same_subject(asked, first, second))
        and (asked.kind == "date" or same_time(first, second, shared / fewest))
    )


def _nearest_name(asked: Asked, statement: Statement, figure: Figure) -> frozenset[str]:
    """Give the name right before a figure, unless it says of what is asked for where that is."""
    clause = _CLAUSE.split(figure.before)[-1]
    *_, name = ("", *statement.sure_names(clause))
    if not name:
        return frozenset()
    of = clause.rpartition(name)[0].split()[-2:]  # "accident off" Marlow
    return frozenset() if alike(" ".join(of)) & asked.stems else alike(name)


def _done_alike(asked: Asked, one: Given, other: Given) -> bool:
    """Whether both days are of one deed, told by its verb or its noun; others have none."""
    first, second = one.carrier, other.carrier
    if first is None or second is None:
        return asked.kind != "person" or _told(asked, one) == _told(asked, other)
    if first.verb and second.verb:
        return first.verb == second.verb
    if not first.verb and not second.verb:
        return bool(first.head & second.head & asked.plain)
    verb, head = (first.verb, second.head) if first.verb else (second.verb, first.head)
    return not asked.done or verb in head


def _told(asked: Asked, given: Given) -> frozenset[str]:
    """Give the question's words, but for names, that a sentence has."""
    return asked.covered(given.statement) - asked.names


def _content(asked: Asked, given: Given) -> frozenset[str]:
    """Give what a sentence states beside the answer, of a day only the clause that tells it."""
    content = given.statement.content
    if isinstance(given.thing, Days):
        return content & alike(given.statement.telling(asked.plain))
    return content - given.thing if isinstance(given.thing, frozenset) else content


def _counts_the_same(asked: Asked, one: Given, other: Given) -> Literal["same", "other", "unknown"]:
    """Tell whether two figures count one thing, by the words beside them."""
    first, second = one.thing, other.thing
    if not (isinstance(first, Figure) and isinstance(second, Figure)):
        return "other"
    if first.unit != second.unit or first.role != second.role or not first.comparable(second):
        return "other"
    if _stands_apart(asked, one, other) or _stands_apart(asked, other, one):
        return "other"
    nouns, foreign = first.counted - first.names, second.counted - second.names
    if first.unit or (nouns & foreign):
        return "same"
    return "other" if nouns and foreign else "unknown"


def _stands_apart(asked: Asked, one: Given, other: Given) -> bool:
    """Whether words beside a figure make it one of something else than the other sentence's.

    That is a name in what it counts, something that is asked for or neither asked for nor done
    there, or another name right before it.
    """
    figure, foreign = one.thing, other.thing
    if not (isinstance(figure, Figure) and isinstance(foreign, Figure)):
        return True
    told = other.statement.stems
    doing = alike(figure.predicate)
    needed = doing | (meant(figure.counted) if foreign.counted else frozenset())
    nearest = _nearest_name(asked, one.statement, figure)
    return bool(
        figure.names - told
        or doing - asked.stems - told
        or needed & asked.plain - told
        or (nearest and not nearest & (asked.stems | told))
    )
