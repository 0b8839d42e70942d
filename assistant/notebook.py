"""An answer as notebooks show it: HTML without scripts, in which everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Protocol


class Quoted(Protocol):
    """What is shown of a citation."""

    @property
    def n(self) -> int:
        """Its number in the text."""
        ...

    @property
    def name(self) -> str:
        """What people are told that its article is called."""
        ...

    @property
    def source(self) -> str:
        """The publisher, or ""."""
        ...

    @property
    def published_at(self) -> str:
        """An ISO 8601 date or date-time, or ""."""
        ...

    @property
    def url(self) -> str:
        """Where the article was published, or ""."""
        ...

    @property
    def quote(self) -> str:
        """The words of the article."""
        ...


def shown(text: str, citations: Iterable[Quoted], warnings: Sequence[str] = ()) -> str:
    """Write an answer's text, its warnings, and below them each citation with its quote."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    warned = "".join(f"<p><small>⚠ {escape(warning)}</small></p>" for warning in warnings)
    return f"<div>{paragraphs}{warned}{''.join(map(_cited, citations))}</div>"


def _cited(citation: Quoted) -> str:
    name = f"<cite>{escape(citation.name)}</cite>"
    if citation.url.startswith(("http://", "https://")):
        href = escape(citation.url)
        name = f'<a href="{href}" rel="noopener noreferrer" target="_blank">{name}</a>'
    about = [escape(part) for part in (citation.source, citation.published_at[:10]) if part]
    return (
        f"<p><small>[{citation.n}] {', '.join([name, *about])}</small></p>"
        f"<blockquote>{escape(citation.quote)}</blockquote>"
    )
