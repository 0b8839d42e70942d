"""What is said to a question that is not about the world, and what it is said from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from assistant.hostile import instructs
from assistant.spoken import enumerated, spoken_day
from index.conditions import BETWEEN_AUTHORS
from index.types import Filters, Listing

MOST_LISTED = 20
"""How many articles, publishers or authors are told of by name."""

MOST_OF_A_DAY = 3
"""How many articles are told of as the newest, or as the oldest."""


class Catalog(Protocol):
    """What is known of the articles without their texts: an ``index.retrieve.Retriever`` is one."""

    def count(self, filters: Filters) -> int:
        """Count the articles that meet the filters."""
        ...

    def listed(self, filters: Filters, limit: int, *, oldest: bool = False) -> list[Listing]:
        """List the newest of them, or the oldest."""
        ...

    def tally(
        self, filters: Filters, limit: int, field: Literal["source", "author"] = "source"
    ) -> list[tuple[str, int]]:
        """Count them by publisher or author, the most first."""
        ...

    def mentioning(self, text: str) -> list[str]:
        """List the ids of the articles that have every word of a text in one passage."""
        ...

    def values(
        self, field: Literal["source", "author"], filters: Filters | None = None
    ) -> list[str]:
        """List their publishers or authors, or those of all articles, in alphabetical order."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a reply, and the articles that it names, in their order.

    ``near`` is what was said from them; its words there are cited, else their beginning. Where it
    ``quotes``, they are said after the text.
    """

    text: str
    article_ids: tuple[str, ...] = ()
    near: str = ""
    quotes: bool = False


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
    """Return what an article is called, in quotation marks; its id where that is an order."""
    return f"“{one.id if instructs(one.name) else one.name}”"


def authors_of(one: Listing) -> str:
    """Return the authors as a sentence names them."""
    return enumerated(one.author.split(BETWEEN_AUTHORS))


def at_an_end(which: str, oldest: bool, catalog: Catalog, filters: Filters) -> list[Told]:
    """Tell which articles are the newest or the oldest: up to three of that day.

    ``which`` says of what articles, " of these".
    """
    what = "oldest" if oldest else "newest"
    first = catalog.listed(filters, 1, oldest=oldest)
    if not first or not first[0].published_at:
        return [Told(f"No date is known for any article{which}.")]
    day = first[0].published_at[:10]
    of_day = replace(filters, published_from=day, published_to=day)
    same = catalog.listed(of_day, MOST_OF_A_DAY)
    if len(same) == 1:
        return [Told(f"The {what} article{which} is {said_of(same[0])}.", (same[0].id,))]
    more = catalog.count(of_day) - len(same)
    rest = [Told(f"And {more:,} more of that day.")] if more else []
    return [Told(f"The {what} articles{which} are of {spoken_day(day)}:"), *told_in(same), *rest]
