"""Events: sentences with the day that each tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.accounts.statement import Statement
from assistant.answer import Draft
from assistant.language.leaning import leans_back
from assistant.times.ranges import Days, day

PER_ARTICLE = 3  # sentences
_REPEATS = 0.7  # of what the shorter of two sentences states, stated by the other
_GOES_ON = re.compile(r"[“\"'‘]?(?:But|And)\b")
# A day behind such words only bounds when it is, or is that of a report: "to be settled by March".
_NOT_WHEN = re.compile(
    r"\b(?:(?:by|before|until|till)(?: the| early| late)?|reported (?:on|in)"
    r"|(?:report|article|story) (?:of|from))\s\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Event:
    """A statement, and the days that it tells of."""

    statement: Statement
    days: Days

    @classmethod
    def of(cls, statement: Statement) -> Event | None:
        """Give the closest day that a sentence names, else that of its article; None of neither."""
        named = named_days(statement)
        if named:
            return cls(statement, min(named, key=len))
        return cls(statement, day(statement.day)) if statement.day else None

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.statement.passage.article_id

    @property
    def is_named(self) -> bool:
        """Whether the day is in the sentence and not just that of its article."""
        return bool(named_days(self.statement))

    @property
    def draft(self) -> Draft:
        """The sentence, and its day as ISO 8601."""
        return replace(self.statement.draft, day=_iso(self.days))

    def place(self) -> tuple[str, str, int]:
        """Order by day, then as it is published and told."""
        passage = self.statement.passage
        return self.days.first.isoformat(), passage.published_at, self.statement.sentence.start


def named_days(statement: Statement) -> list[Days]:
    """Give the days that a sentence names as those of what it tells, not of "Saturday's fire"."""
    told = statement.text.replace("’", "'")
    return [
        days
        for words, days, _ in statement.times
        if f"{words}'s" not in told and not _NOT_WHEN.search(told.partition(words)[0])
    ]


def goes_on(sentence: str) -> bool:
    """Whether a sentence is not understood without the one before it; a picture's caption is."""
    return bool(_GOES_ON.match(sentence)) or leans_back(sentence)


def chosen(events: Iterable[Event], most: int) -> list[Event]:
    """Take the first of some events, of two that tell the same the fuller, few of any article."""
    taken: list[Event] = []
    for event in events:
        if any(_repeats(event, one) for one in taken):
            continue
        kept = [one for one in taken if not _repeats(one, event)]
        if sum(one.article == event.article for one in kept) < PER_ARTICLE:
            taken = [*kept, event]
        if len(taken) == most:
            break
    return taken


def _repeats(one: Event, other: Event) -> bool:
    """Whether the other tells what this one does, with all of its figures."""
    apart = not one.days.meets(other.days)
    if apart and one.is_named and other.is_named:
        return False
    first, second = one.statement.content, other.statement.content
    if len(first & second) < _REPEATS * min(len(first), len(second)):
        return False
    return all(any(f.same(g) for g in other.statement.figures) for f in one.statement.figures)


def _iso(days: Days) -> str:
    """Write a day as ISO 8601, a month or a year as its first digits."""
    first, last = days.first, days.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}"
    whole_month = first.day == 1 and (last.year, last.month) == (first.year, first.month)
    return f"{first:%Y-%m}" if whole_month and len(days) >= 28 else first.isoformat()
