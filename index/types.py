"""The nouns of the index: what a text is before anything is asked of it.

All offsets count Unicode code points in ``Article.text``, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from textwrap import shorten

from index.comments import without_comments
from index.errors import FilterError

CLOUD = "cloud"  # as the address of a Chroma server: Chroma Cloud
OPENING_READ = 2_000  # characters of a text in which the line is looked for that it opens with
_LONGEST_OPENING = 80  # characters
_FEWEST_WORDS = 4  # of a line that is more than a date or a byline


@dataclass(frozen=True, slots=True)
class Article:
    """One published text, immutable, named by ``id``; empty strings mark what is not known.

    ``published_at`` is an ISO 8601 date or date-time.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    published_at: str = ""

    @property
    def opening(self) -> str:
        """The words that it begins with, if it has no title."""
        return "" if self.title else opening(self.text)

    @property
    def name(self) -> str:
        """What people are told that it is called: its title, or the words that it begins with."""
        return self.title or self.opening or self.id


@dataclass(frozen=True, slots=True)
class Listing:
    """An article without its text; ``opening`` and ``name`` are an ``Article``'s."""

    id: str
    title: str
    source: str
    author: str
    url: str
    published_at: str
    opening: str = ""

    @property
    def name(self) -> str:
        """What people are told that it is called."""
        return self.title or self.opening or self.id


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of an article that holds one sentence, or a part of one that was too long to embed."""

    start: int
    end: int
    text: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole neighbouring sentences of one article: the unit that is embedded and searched."""

    id: str
    article_id: str
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that has the same passage word for word, and its publisher."""

    article_id: str
    source: str


@dataclass(frozen=True, slots=True)
class Relevance:
    """What speaks for a sentence of a passage; each is from 0 to 1, a cosine from -1.

    ``direct`` is the share of the query's words, by their weight, that the sentence has itself,
    ``nearby`` with its neighbours, ``passage`` the share that its passage has, ``title`` its
    article's title; ``meaning`` is the cosine with the query of the sentence in its context.
    """

    direct: float
    nearby: float
    passage: float
    title: float
    meaning: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that retrieval returned, with its article's metadata.

    ``score`` sums up its ``relevances``, those of its sentences: from about -8 to 30, higher is
    better; with a reranker it is the score that this gives. ``ranks`` has its place in each of the
    rankings that found it, 1 is best.
    ``opening`` is what its article begins with if that has no title, else "".
    ``similarity`` is the cosine between question and chunk, -1 to 1, 0 if only words found it.
    """

    article_id: str
    title: str
    source: str
    author: str
    url: str
    published_at: str
    text: str
    start: int
    end: int
    score: float
    similarity: float = 0.0
    ranks: Mapping[str, int] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()
    relevances: tuple[Relevance, ...] = ()
    copies: tuple[Copy, ...] = ()
    opening: str = ""

    @property
    def name(self) -> str:
        """What people are told that its article is called."""
        return self.title or self.opening or self.article_id

    @classmethod
    def of(cls, article: Article, start: int = 0, end: int | None = None) -> Passage:
        """Take a part of an article that no search found, or all of it; its score is 0."""
        text = article.text[start:end]
        return cls(
            article_id=article.id,
            title=article.title,
            source=article.source,
            author=article.author,
            url=article.url,
            published_at=article.published_at,
            text=text,
            start=start,
            end=start + len(text),
            score=0.0,
            opening=article.opening,
        )


def opening(text: str) -> str:
    """Give the first line of a text that is more than a date, cut at a word if it is long."""
    shown, *_ = without_comments(text[:OPENING_READ]).partition("<!--")
    lines = [line for line in shown.splitlines() if any(map(str.isalnum, line))]
    told = (line for line in lines if len(line.split()) >= _FEWEST_WORDS)
    line = " ".join(next(told, lines[0] if lines else "").split())
    cut = shorten(line, _LONGEST_OPENING, placeholder="…")
    return cut if cut != "…" else f"{line[: _LONGEST_OPENING - 1]}…"  # a script without spaces


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may be searched: every condition given must hold, empty ones ask nothing.

    Bounds are ISO 8601 dates, or date-times of which the day counts, and inclusive; an article of
    unknown date passes no date condition. Raises FilterError for what is not of that form.
    """

    article_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    published_from: str = ""
    published_to: str = ""

    def __post_init__(self) -> None:
        for name in ("article_ids", "sources", "authors"):
            values = getattr(self, name)
            if isinstance(values, str):
                raise FilterError(f"{name} is one text, {values!r}; give a list of them")
            if not all(isinstance(value, str) for value in values):
                raise FilterError(f"{name} holds what is no text; give a list of texts")
            object.__setattr__(self, name, tuple(values))
        for name in ("published_from", "published_to"):
            object.__setattr__(self, name, _day(name, getattr(self, name)))
        if self.published_to and self.published_from > self.published_to:
            raise FilterError(
                f"published_from, {self.published_from}, is after published_to, {self.published_to}"
            )


def _day(name: str, value: str) -> str:
    try:
        return datetime.fromisoformat(value).date().isoformat() if value else ""
    except (TypeError, ValueError):
        raise FilterError(f"{name} is {value!r}, no ISO date such as 2025-12-24") from None


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """A Chroma server for the vectors: ``http://host:port``, ``https://…`` or ``cloud``.

    An empty tenant or database is Chroma's default one; that of the token, in the cloud.
    """

    address: str
    tenant: str = ""
    database: str = ""
    token: str = field(default="", repr=False)
