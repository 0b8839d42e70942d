"""Where the expected quotes of a case stand in the articles, and what covers them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.evaluation.cases import Case
from index.types import Article

LEAST_SHARED = 0.5  # of a quote's characters, for a passage to bear it
LEAST_COPIED = 4  # words of a quote, for its like in another article to be a copy
NOT_INDEXED = "is not indexed"
OUT_OF_REACH = "is not among the articles that may be searched"
NOT_ITS_WORDS = "does not have the words of its quote"
_ALIKE = str.maketrans("‘’‚′`“”„″–—―‐‑−", "'''''\"\"\"\"------")
_BESIDE_PUNCTUATION = re.compile(r"\s+(?=[^\w\s])|(?<=[^\w\s])\s+")
_SPACE = re.compile(r"\s+")


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

        A copy of the whole quote in another article counts, if it has a few words.
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
        if len(self.text.split()) < LEAST_COPIED:
            return False
        return any(True for _ in _occurrences(_plain(self.text), _plain(text)))


@dataclass(frozen=True, slots=True)
class Expected:
    """What of a case's evidence can be found: its articles, and those of its quotes found in them.

    ``lost`` says of each evidence that is not there why it is not: its article's id, and a reason.
    ``articles_can_be_missed`` tells whether an article may be searched that is not expected.
    """

    article_ids: tuple[str, ...]
    quotes: tuple[Quote, ...]
    lost: tuple[tuple[str, str], ...]
    articles_can_be_missed: bool = True


def expected(case: Case, article_of: Callable[[str], Article | None]) -> Expected:
    """Look a case's evidence up; ``article_of`` gives None for an article that is not indexed."""
    ids: dict[str, None] = {}
    quotes = []
    lost = []
    for evidence in case.evidence:
        article = article_of(evidence.article_id)
        if article is None:
            lost.append((evidence.article_id, NOT_INDEXED))
        elif case.docs and article.id not in case.docs:
            lost.append((article.id, OUT_OF_REACH))
        else:
            ids[article.id] = None
            places = tuple(
                Place(article.id, *span) for span in locate(evidence.quote, article.text)
            )
            if places:
                quotes.append(Quote(evidence.quote, places))
            elif evidence.quote.strip():
                lost.append((article.id, NOT_ITS_WORDS))
    others = not case.docs or bool(set(case.docs) - ids.keys())
    return Expected(tuple(ids), tuple(quotes), tuple(lost), others)


def locate(quote: str, text: str) -> list[tuple[int, int]]:
    """Find each place of a quote in a text, whole words, whatever white space, marks and case."""
    wanted = _plain(quote)
    if not wanted or wanted not in _plain(text):
        return []
    plain, starts, ends = _plain_with_offsets(text)
    return [(starts[first], ends[last - 1]) for first, last in _occurrences(wanted, plain)]


def _plain(text: str) -> str:
    """Return a text with its marks made alike, and white space between words alone."""
    alike = text.translate(_ALIKE).casefold().strip()
    return _SPACE.sub(" ", _BESIDE_PUNCTUATION.sub("", alike))


def _plain_with_offsets(text: str) -> tuple[str, list[int], list[int]]:
    """Return a plain text, and where each of its characters begins and ends in the text itself."""
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for word in re.finditer(r"\w+|[^\w\s]|\s+", text.translate(_ALIKE)):
        piece = word.group()
        at = word.start()
        if piece.isspace():
            before, after = text[at - 1 : at], text[word.end() : word.end() + 1]
            if _is_word(before) and _is_word(after):
                plain.append(" ")
                starts.append(at)
                ends.append(word.end())
            continue
        for offset, char in enumerate(piece, at):
            for folded in char.casefold():
                plain.append(folded)
                starts.append(offset)
                ends.append(offset + 1)
    return "".join(plain), starts, ends


def _occurrences(wanted: str, plain: str) -> Iterator[tuple[int, int]]:
    """Yield each span of a plain text that is the wanted one, and no part of a longer word."""
    first = plain.find(wanted) if wanted else -1
    while first >= 0:
        last = first + len(wanted)
        inside = _is_word(plain[first - 1 : first]) and _is_word(wanted[0])
        if not inside and not (_is_word(wanted[-1]) and _is_word(plain[last : last + 1])):
            yield first, last
        first = plain.find(wanted, last)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _shared(one: Place, other: Place) -> int:
    """Count the characters that two places share; -1 for none at all."""
    if one.article_id != other.article_id:
        return -1
    return min(one.end, other.end) - max(one.start, other.start)
