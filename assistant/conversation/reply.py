"""What is said to a question that is not about the world, and what it is said from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.spoken import enumerated, spoken_day
from index.conditions import BETWEEN_AUTHORS
from index.types import Filters, Listing

MOST_LISTED = 20
"""How many articles, publishers or authors are told of by name."""


class Catalog(Protocol):
    """What is known of the articles without their texts: an ``index.retrieve.Retriever`` is one."""

    def count(self, filters: Filters) -> int:
        """Count the articles that meet the filters."""
        ...

    def listed(self, filters: Filters, limit: int, *, oldest: bool = False) -> list[Listing]:
        """List the newest of them, or the oldest."""
        ...

    def tally(self, filters: Filters, limit: int) -> list[tuple[str, int]]:
        """Count them by publisher, the most first."""
        ...

    def values(
        self, field: Literal["source", "author"], filters: Filters | None = None
    ) -> list[str]:
        """List their publishers or authors, or those of all articles, in alphabetical order."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a reply, and the articles that it names, in their order."""

    text: str
    article_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a question that is not about the world."""

    kind: Literal["collection", "greeting"]
    sentences: tuple[Told, ...]


def told_in(listed: Sequence[Listing]) -> list[Told]:
    """Tell of articles, a line each."""
    return [Told(f"{said_of(one)}.", (one.id,)) for one in listed]


def said_of(one: Listing) -> str:
    """Return "“Title” (Publisher, by Author, 24 December 2025)", less what is not known."""
    about = (one.source, one.author and f"by {authors_of(one)}", spoken_day(one.published_at))
    known = ", ".join(part for part in about if part)
    return f"{title_of(one)} ({known})" if known else title_of(one)


def title_of(one: Listing) -> str:
    """Return an article's title in quotation marks, or its id."""
    return f"“{one.title or one.id}”"


def authors_of(one: Listing) -> str:
    """Return the authors as a sentence names them."""
    return enumerated(one.author.split(BETWEEN_AUTHORS))


def at_an_end(which: str, oldest: bool, catalog: Catalog, filters: Filters) -> list[Told]:
    """Tell which articles are the newest or the oldest: all of that day.

    ``which`` says of what articles, " of these".
    """
    what = "oldest" if oldest else "newest"
    dated = [one for one in catalog.listed(filters, MOST_LISTED, oldest=oldest) if one.published_at]
    if not dated:
        return [Told(f"Of no article{which} the date is known.")]
    day = dated[0].published_at[:10]
    same = [one for one in dated if one.published_at[:10] == day]
    if len(same) == 1:
        return [Told(f"The {what} article{which} is {said_of(same[0])}.", (same[0].id,))]
    more = ", among others" if len(same) == MOST_LISTED else ""
    return [Told(f"The {what} articles{which} are of {spoken_day(day)}{more}:"), *told_in(same)]
