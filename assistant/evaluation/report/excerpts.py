"""What the report holds of the articles: each once, the long ones only around what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.evaluation.scores.citing import ArticleOf
from index.types import Article

LONGEST_WHOLE = 20_000  # characters of an article that is shown whole
AROUND = 1_500  # characters before and after a span of a longer one

Span = tuple[int, int]


class Shelf:
    """Looks articles up once each, and gathers which characters of them are to be shown."""

    def __init__(self, article_of: ArticleOf) -> None:
        self._article_of = article_of
        self._articles: dict[str, Article | None] = {}
        self._read: dict[str, list[Span]] = {}
        self._glanced: dict[str, list[Span]] = {}

    def article(self, article_id: str) -> Article | None:
        """Return an article, or None for one that is not there."""
        if article_id not in self._articles:
            self._articles[article_id] = self._article_of(article_id)
        return self._articles[article_id]

    def read(self, article_id: str, *spans: Span) -> None:
        """Have an article shown, with these spans in it."""
        self._read.setdefault(article_id, []).extend(spans)

    def glance(self, article_id: str, span: Span) -> None:
        """Have at least these characters of an article shown."""
        self._glanced.setdefault(article_id, []).append(span)

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Return the JSON form by id: each article's header and the pieces of its text."""
        ids = dict.fromkeys([*self._read, *self._glanced])
        return {id_: self._shown(article) for id_ in ids if (article := self.article(id_))}

    def _shown(self, article: Article) -> dict[str, Any]:
        read, length = self._read.get(article.id), len(article.text)
        spans = list(self._glanced.get(article.id, ()))
        if read is not None:
            whole = length <= LONGEST_WHOLE
            around = [(start - AROUND, end + AROUND) for start, end in read or [(0, 0)]]
            spans += [(0, length)] if whole else around
        return {
            "title": article.title,
            "source": article.source,
            "author": article.author,
            "published_at": article.published_at,
            "url": article.url,
            "length": length,
            "pieces": [[start, article.text[start:end]] for start, end in _joined(spans, length)],
        }


def _joined(spans: Iterable[Span], length: int) -> list[Span]:
    """Return spans, cut to a text's length, with those that touch as one."""
    joined: list[Span] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined
