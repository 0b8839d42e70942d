"""Where a text cites, as OpenAI's ``url_citation``s, with the article's own characters beside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from fastapi import Request

from assistant.types import Citation

_MARKER = re.compile(r"\[(\d{1,4})\]", re.ASCII)


class Annotating:
    """Annotates texts with the citations that were given so far.

    ``articles`` is the address below which this server shows articles, for those without their own.
    """

    def __init__(self, articles: str, citations: Iterable[Citation] = ()) -> None:
        self._articles = articles
        self._known: dict[int, Citation] = {}
        self.learn(citations)

    def learn(self, citations: Iterable[Citation]) -> None:
        """Take further citations."""
        self._known |= {citation.n: citation for citation in citations}

    def annotations(self, text: str, before: int = 0) -> list[dict[str, Any]]:
        """Give one for each marker of a text that has ``before`` characters before it.

        ``start_index`` and ``end_index`` are the marker's characters (code points) in the whole
        content, ``start`` and ``end`` those of ``quote`` in the article.
        """
        return [
            {
                "type": "url_citation",
                "url": self._url(cited),
                "title": cited.name,
                "start_index": before + marker.start(),
                "end_index": before + marker.end(),
                "n": cited.n,
                "article_id": cited.article_id,
                "quote": cited.quote,
                "start": cited.start,
                "end": cited.end,
            }
            for marker in _MARKER.finditer(text)
            if (cited := self._known.get(int(marker[1])))
        ]

    def _url(self, cited: Citation) -> str:
        if cited.url.startswith(("https://", "http://")):
            return cited.url
        return self._articles + quote(cited.article_id, safe="")


def articles_address(request: Request) -> str:
    """Give the address below which the server that was asked shows its articles."""
    return f"{str(request.base_url).rstrip('/')}/api/articles/"
