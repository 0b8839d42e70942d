"""An article on the page, with what was cited of it marked."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

from assistant.interfaces.ui.sources import joined
from index.types import Article

WRAPPED_AT_LEAST, WRAPPED_AT_MOST = 55, 100
"""Characters in the lines of a text that was wrapped to a width, where breaks mean nothing."""

READER = (
    '<aside id="dl-reader" aria-labelledby="dl-reader-label" hidden>'
    '<div class="dl-reader-bar"><span class="dl-label" id="dl-reader-label">Source</span>'
    '<button type="button" id="dl-reader-close" aria-label="Close source">'
    '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 3.5l9 9m0-9l-9 9"/></svg>'
    "</button></div>"
    '<div id="dl-reader-body"></div></aside>'
)


def article_html(article: Article, start: int, end: int) -> str:
    """Return an article for the reader with ``start:end`` marked; an empty span marks nothing."""
    title = escape(article.name)
    byline = joined([article.source, article.author], article.published_at)
    return (
        f'<div class="dl-reader-head"><h2 class="dl-reader-title" dir="auto">{title}</h2>'
        f'<p class="dl-byline">{byline}</p>{_original(article.url)}</div>'
        '<div class="dl-article" tabindex="0" role="region" aria-label="Article text">'
        f"{_paragraphs(article.text, start, end)}</div>"
    )


def _original(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()  # no letter looks like another
    except ValueError:
        return ""
    odd = "\\" in url or "@" in parts.netloc or " " in url or not url.isprintable()
    if parts.scheme not in ("http", "https") or not host or odd:
        return ""
    return (
        f'<p class="dl-original"><a href="{escape(url)}" target="_blank"'
        f' rel="noopener noreferrer">Read the original at {escape(host)}</a></p>'
    )


def _paragraphs(text: str, start: int, end: int) -> str:
    """Return the text in ``<p>``s: at blank lines where lines are wrapped, else at every line."""
    wrapped = max(map(len, text.split("\n"))) <= WRAPPED_AT_MOST
    gap = r"\n\s*\n\s*" if wrapped else r"\n\s*"
    edges = [0, *(edge for match in re.finditer(gap, text) for edge in match.span()), len(text)]
    return "".join(
        _paragraph(text, at, stop, start, end)
        for at, stop in zip(edges[::2], edges[1::2], strict=True)
        if at < stop
    )


def _paragraph(text: str, at: int, stop: int, start: int, end: int) -> str:
    first, last = max(at, start), min(stop, end)
    inner = escape(text[at:stop])
    if first < last:
        mark = f"<mark>{escape(text[first:last])}</mark>"
        inner = escape(text[at:first]) + mark + escape(text[last:stop])
    full_lines = text[at:stop].split("\n")[:-1]
    breaks = any(len(line) < WRAPPED_AT_LEAST for line in full_lines)
    return f'<p dir="auto"{" class=dl-lines" if breaks else ""}>{inner}</p>'
