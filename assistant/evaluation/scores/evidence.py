"""Where the expected quotes of a case stand in the articles, and what covers them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from assistant.evaluation.cases import Case
from index.types import Article

LEAST_SHARED = 0.5  # of a quote's characters, for a passage to bear it
_WORD = re.compile(r"\w+|[^\w\s]")
_SINGLE, _DOUBLE, _DASH = "'‘’‚′`", '"“”„″', "-–—‐‑−"
_ALIKE = {char: f"[{re.escape(group)}]" for group in (_SINGLE, _DOUBLE, _DASH) for char in group}


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start:end`` of an article."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """An expected quote and the places of its article at which it stands."""

    text: str
    places: tuple[Place, ...]

    def is_borne_by(self, place: Place, text: str) -> bool:
        """Tell whether a passage, given with its text, covers half of the quote.

        A copy of the whole quote in another article counts.
        """
        return self._is_copied_in(text) or any(
            _shared(mine, place) >= LEAST_SHARED * (mine.end - mine.start) for mine in self.places
        )

    def is_cited_by(self, place: Place, text: str) -> bool:
        """Tell whether a citation, given with its text, covers half of the quote or is half in it.

        A quote may be of several sentences, of which one is enough to answer.
        """
        return self._is_copied_in(text) or any(
            _shared(mine, place)
            >= LEAST_SHARED * min(mine.end - mine.start, place.end - place.start)
            for mine in self.places
        )

    def _is_copied_in(self, text: str) -> bool:
        return _pattern(self.text).search(text) is not None


@dataclass(frozen=True, slots=True)
class Expected:
    """What of a case's evidence can be found: its articles, and those of its quotes found in them.

    ``lost`` says of each evidence that is not there why it is not.
    """

    article_ids: tuple[str, ...]
    quotes: tuple[Quote, ...]
    lost: tuple[str, ...]


def expected(case: Case, article_of: Callable[[str], Article | None]) -> Expected:
    """Look a case's evidence up; ``article_of`` gives None for an article that is not indexed."""
    ids: dict[str, None] = {}
    quotes = []
    lost = []
    for evidence in case.evidence:
        article = article_of(evidence.article_id)
        if article is None:
            lost.append(f"the article {evidence.article_id!r} is not indexed")
        elif case.docs and article.id not in case.docs:
            lost.append(f"the article {article.id!r} is not among those that may be searched")
        else:
            ids[article.id] = None
            places = tuple(
                Place(article.id, *span) for span in locate(evidence.quote, article.text)
            )
            if places:
                quotes.append(Quote(evidence.quote, places))
            elif evidence.quote.strip():
                lost.append(f"the article {article.id!r} has no such words as its quote")
    return Expected(tuple(ids), tuple(quotes), tuple(lost))


def locate(quote: str, text: str) -> list[tuple[int, int]]:
    """Find each place of a quote in a text, whatever their white space, quote marks and case."""
    if not quote.strip():
        return []
    return [found.span() for found in _pattern(quote).finditer(text)]


def _shared(one: Place, other: Place) -> int:
    """Count the characters that two places share; -1 for none at all."""
    if one.article_id != other.article_id:
        return -1
    return min(one.end, other.end) - max(one.start, other.start)


@lru_cache(maxsize=4_096)
def _pattern(quote: str) -> re.Pattern[str]:
    pieces = (_ALIKE.get(piece, re.escape(piece)) for piece in _WORD.findall(quote))
    return re.compile(r"\s*".join(pieces), re.IGNORECASE)
