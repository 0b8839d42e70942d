"""Dateline: answers from news articles, every sentence cited to their exact characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.types import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Citation,
    NamedTime,
    Note,
    Period,
    Turn,
)
from index.types import Article, Filters, Passage

if TYPE_CHECKING:
    from assistant.service import Assistant

__all__ = [
    "Answer",
    "AnswerEvent",
    "AnswerSentence",
    "Article",
    "Assistant",
    "Citation",
    "Filters",
    "NamedTime",
    "Note",
    "Passage",
    "Period",
    "Turn",
]


def __getattr__(name: str) -> object:
    # The assistant brings Chroma with it: loaded when it is asked for, not with the types.
    if name == "Assistant":
        from assistant.service import Assistant

        return Assistant
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
