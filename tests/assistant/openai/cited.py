"""What holds of every citation, however a client got it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from assistant import Assistant

TROOPS = "How many U.S. troops are stationed on the peninsula?"


def plain(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Give an answer's JSON form without what differs from time to time."""
    whole: dict[str, Any] = json.loads(json.dumps({**answer, "timings_ms": None}))
    return whole


def check_citations(
    assistant: Assistant, content: str, citations: Iterable[Mapping[str, Any]]
) -> None:
    """Assert that each is a marker of the content, and the exact characters of an article."""
    for cited in citations:
        assert content[cited["start_index"] : cited["end_index"]] == f"[{cited['n']}]"
        article = assistant.article(cited["article_id"])
        assert article.text[cited["start"] : cited["end"]] == cited["quote"]
        assert cited["url"].startswith("http")
        assert cited["title"]
