"""Two sources, and what a chat model's reply becomes over them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Draft
from assistant.answer.generative import GenerativeAnswerer
from index.sentences import split
from index.types import Passage
from tests.assistant.chat_models import saying

BRIDGE = (
    "HARBOR CITY (Test Wire) — The new bridge opened on Dec. 24. It cost $350 million, officials "
    "said. Gen. Ada Moss of the U.S. engineers praised the work. Some 28,500 people walked over it."
)
FERRY = (
    "The ferry stopped running in 2019. Its captain, Lee Park, now steers a tug. "
    "Twelve ferries were sold to Norway."
)


def passage(article_id: str, text: str, start: int = 0, end: int | None = None) -> Passage:
    """Return the sentences of a text that lie between two offsets, as retrieval would."""
    kept = [s for s in split(text) if s.start >= start and s.end <= (end or len(text))]
    start, end = kept[0].start, kept[-1].end
    return Passage(
        article_id=article_id,
        title=f"About the {article_id}",
        source="Test Wire",
        author="",
        url="",
        published_at="2026-01-02",
        text=text[start:end],
        start=start,
        end=end,
        score=1.0,
        sentences=tuple(kept),
    )


PASSAGES = [passage("bridge", BRIDGE), passage("ferry", FERRY)]
WALKED = ("bridge", "Some 28,500 people walked over it.")
STOPPED = ("ferry", "The ferry stopped running in 2019.")
WORDS = "the bridge ferry 28,500 opened stopped U.S. Gen. Moss 2019 [1] “safe” 한국".split()


def drafts(reply: str, passages: Sequence[Passage] = PASSAGES) -> list[Draft]:
    return list(
        GenerativeAnswerer(saying(reply), "test").propose("What happened?", passages).drafts
    )


def cited(draft: Draft) -> list[tuple[str, str]]:
    return [(span.passage.article_id, span.quote) for span in draft.spans]
