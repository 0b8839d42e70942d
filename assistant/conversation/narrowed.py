"""Which articles a question about the collection is asked of: from Yonhap, of 2025, about China."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.conversation.asked import Asked
from assistant.conversation.reply import Catalog
from assistant.spoken import enumerated, spoken_day, spoken_days
from assistant.times import read_question
from assistant.types import Period
from index.conditions import BETWEEN_AUTHORS
from index.types import Filters

_PUBLISHED = re.compile(r"\b(?:published|written|dated)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?P<how>from|by|of)\s+(?:the\s+)?(?P<name>.{1,80})", re.IGNORECASE)
_DETERMINER = re.compile(r"\A(?:the|an?|any|some) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The articles meant: the topics that they mention and the filters that they meet.

    The filters are None where no article can meet them. ``unknown`` is the name of a publisher or
    author there is none of, after the word ``how``.
    """

    topics: tuple[str, ...] = ()
    filters: Filters | None = field(default_factory=Filters)
    unknown: str = ""
    how: str = ""

    @property
    def which(self) -> str:
        """What is said of them: " from Yonhap published in 2025"."""
        if self.filters is None:
            return " of that kind among them"
        about = [f"“{topic}”" for topic in self.topics]
        said = [f"mentioning {enumerated(about)}"] if about else []
        said += [f"from {_any_of(self.filters.sources)}"] if self.filters.sources else []
        said += [f"by {_any_of(self.filters.authors)}"] if self.filters.authors else []
        if self.filters.published_from or self.filters.published_to:
            said.append(_days(self.filters))
        return "".join(f" {part}" for part in said)


def narrowed(asked: Asked, catalog: Catalog, today: date, *, read_time: bool) -> Narrowed | None:
    """Read which articles are asked about.

    None where anything else narrows them, and where none mentions what they shall be about.
    """
    rest, dated = _dated(asked.topic or asked.rest, today)
    wanted = dated if read_time else Filters()
    if asked.topic:
        return _about(_DETERMINER.sub("", rest), wanted, catalog)
    match = _NAMED.fullmatch(rest)
    if match is None:
        return None if rest else Narrowed(filters=wanted)
    how = match["how"].lower()
    named = _known(match["name"], catalog, author_first=how == "by")
    if named is None:
        return Narrowed(filters=wanted, unknown=match["name"], how=how)
    if named.by_author:
        return Narrowed(filters=replace(wanted, authors=named.names))
    return Narrowed(filters=replace(wanted, sources=named.names))


def narrowed_further(first: Narrowed, then: Narrowed, catalog: Catalog) -> Narrowed:
    """Give the articles of the first that are also meant then, of "How many of them?"."""
    filters = None
    if first.filters is not None and then.filters is not None:
        filters = both(first.filters, then.filters, catalog)
    return replace(then, topics=first.topics + then.topics, filters=filters)


def both(filters: Filters, wanted: Filters, catalog: Catalog) -> Filters | None:
    """Give filters that let by what both do; None where that is nothing."""
    sources = _common(filters.sources, wanted.sources)
    ids = _common(filters.article_ids, wanted.article_ids)
    first = max(filters.published_from, wanted.published_from)
    last = min(filter(None, (filters.published_to, wanted.published_to)), default="")
    if sources is None or ids is None or (last and first > last):
        return None
    within = Filters(
        article_ids=ids,
        sources=sources,
        authors=filters.authors or wanted.authors,
        published_from=first,
        published_to=last,
    )
    if not (filters.authors and wanted.authors):
        return within
    theirs = replace(within, authors=wanted.authors)
    by_both = tuple(
        one.id
        for one in catalog.listed(theirs, catalog.count(theirs))
        if {one.author, *one.author.split(BETWEEN_AUTHORS)}.intersection(filters.authors)
    )
    return replace(theirs, article_ids=by_both) if by_both else None


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give what is in both of two lists, of which an empty one has everything; None for nothing."""
    common = tuple(sorted(set(one or other) & set(other or one)))
    return common if common or not (one or other) else None


def _about(topic: str, wanted: Filters, catalog: Catalog) -> Narrowed | None:
    ids = tuple(catalog.mentioning(topic))
    return Narrowed((topic,), replace(wanted, article_ids=ids)) if ids else None


@dataclass(frozen=True, slots=True)
class _Known:
    """Publishers or authors that go by a name."""

    by_author: bool
    names: tuple[str, ...]


def _dated(rest: str, today: date) -> tuple[str, Filters]:
    """Take the time out of what articles are narrowed to, and into filters."""
    rest = " ".join(_PUBLISHED.sub("", rest).split())
    period = read_question(f"articles {rest}", today)
    if not isinstance(period, Period) or period.use == "newest":
        return rest, Filters()
    first, last = period.published_from, period.published_to
    left = " ".join(rest.replace(period.text, "", 1).split())
    return left, Filters(published_from=first, published_to=last)


def _days(wanted: Filters) -> str:
    first, last = wanted.published_from, wanted.published_to
    if first and last:
        return f"published {'on' if first == last else 'in'} {spoken_days(first, last)}"
    either = f"on {spoken_day(first)} or later" if first else f"on {spoken_day(last)} or before"
    return f"published {either}"


def _known(name: str, catalog: Catalog, *, author_first: bool) -> _Known | None:
    """Find the publishers, else the authors, that have a name or all of its words."""
    words = _words(name)
    for by_author in (author_first, not author_first):
        known = catalog.values("author" if by_author else "source")
        exact = [one for one in known if one.casefold() == name.casefold()]
        alike = [one for one in known if words and (words <= _words(one) or _words(one) <= words)]
        single = [one for one in alike if not by_author or BETWEEN_AUTHORS not in one]
        if found := exact or single:
            return _Known(by_author, tuple(found))
    return None


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


def _any_of(names: Sequence[str]) -> str:
    return " or ".join(names) if len(names) < 4 else f"{', '.join(names[:3])} or others"
