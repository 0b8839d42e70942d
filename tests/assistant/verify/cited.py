"""A sentence and what it cites, as a test tells it."""

from __future__ import annotations

from assistant.answer import Draft, Span
from assistant.verify import BuiltInChecker, Judgement
from index.types import Passage


def cited(text: str, *quotes: str, before: str = "", behind: str = "", **header: str) -> Draft:
    """Make a draft that cites quotes of one article, between the words before and behind them."""
    body = " ".join([before, *quotes, behind]).strip()
    known = {"title": "", "source": "", "author": "", "published_at": "2025-12-24"} | header
    passage = Passage(
        article_id="a",
        title=known["title"],
        source=known["source"],
        author=known["author"],
        url="",
        published_at=known["published_at"],
        text=body,
        start=0,
        end=len(body),
        score=1.0,
    )
    starts = [body.index(quote) for quote in quotes]
    spans = (Span(passage, at, at + len(q)) for at, q in zip(starts, quotes, strict=True))
    return Draft(text, tuple(spans))


def judged(text: str, *quotes: str, before: str = "", behind: str = "", **header: str) -> Judgement:
    """Judge a sentence by the built-in checks."""
    return BuiltInChecker().judge([cited(text, *quotes, before=before, behind=behind, **header)])[0]
