"""What opens an article on the page: the numbers beside a sentence, and rows that name a source."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from html import escape
from textwrap import shorten

from assistant.interfaces.plain import nearest_words
from assistant.interfaces.spoken import UNKNOWN, spoken_day
from assistant.interfaces.ui.timing import dates_html
from assistant.types import Citation
from index.types import Passage

EXCERPT_SHOWN = 240
"""Characters of a passage that a refusal shows."""


def chip_html(citation: Citation) -> str:
    """Return a citation's number as a button that opens its article at the quote."""
    name = f"Source {citation.n}: {_title_and_source(citation)}"
    brackets = '<span class="dl-bracket">{}</span>'
    return (
        f'<button type="button" class="dl-chip" {_opens(citation)} title="{escape(name)}"'
        f' aria-label="{escape(name)}">'
        f"{brackets.format('[')}{citation.n}{brackets.format(']')}</button>"
    )


def sources_html(citations: Iterable[Citation]) -> str:
    """Return the cited articles, a row each, with their numbers."""
    by_article: dict[str, list[Citation]] = {}
    for citation in citations:
        by_article.setdefault(citation.article_id, []).append(citation)
    if not by_article:
        return ""
    rows = "".join(_source(same_article) for same_article in by_article.values())
    return f'<h3 class="dl-label">Sources</h3><ul class="dl-list">{rows}</ul>'


def _source(same_article: list[Citation]) -> str:
    first = same_article[0]
    numbers = "".join(f'<span class="dl-number">{citation.n}</span>' for citation in same_article)
    return (
        f'<li><button type="button" class="dl-row" {_opens(first)}>'
        f'<span class="dl-numbers">{numbers}</span>{_row_text(first)}'
        f"{dates_html(same_article)}</button></li>"
    )


def listed_html(citation: Citation) -> str:
    """Return an article of a list as a row, with its author."""
    return (
        f'<li><button type="button" class="dl-row" {_opens(citation)}>'
        f'<span class="dl-numbers"><span class="dl-number">{citation.n}</span></span>'
        f"{_row_text(citation, citation.author)}</button></li>"
    )


def near_html(passage: Passage) -> str:
    """Return a passage that came close, as a row with the words that came closest."""
    excerpt = shorten(nearest_words(passage), EXCERPT_SHOWN, placeholder="…")
    return (
        f'<li><button type="button" class="dl-row" {_opens(passage)}>{_row_text(passage)}'
        f'<span class="dl-excerpt" dir="auto">{escape(excerpt)}</span></button></li>'
    )


def _row_text(item: Citation | Passage, *names: str) -> str:
    title = escape(item.name)
    about = joined([item.source, *names], item.published_at)
    return (
        f'<span class="dl-row-title" dir="auto">{title}</span>'
        f'<span class="dl-row-about">{about}</span>'
    )


def _opens(item: Citation | Passage) -> str:
    number, words = (item.n, item.quote) if isinstance(item, Citation) else ("", item.text)
    return (
        f'data-article="{escape(item.article_id)}" data-start="{item.start}"'
        f' data-end="{item.end}" data-digest="{digest(words)}" data-number="{number}"'
    )


def digest(words: str) -> str:
    """Return a few characters that tell whether an article still has the words that were cited."""
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _title_and_source(citation: Citation) -> str:
    return ", ".join(part for part in (citation.name, citation.source) if part)


def joined(names: Iterable[str], published_at: str) -> str:
    """Return names and a day, those that are known, with dots between."""
    parts = [f"<bdi>{escape(name)}</bdi>" for name in names if name]
    if published_at:
        date = escape(spoken_day(published_at))
        parts.append(f'<time datetime="{escape(published_at)}">{date}</time>')
    else:
        parts.append(UNKNOWN)
    return ' <span aria-hidden="true">·</span> '.join(parts)
