"""What has to be the same through every surface: the sentences, and the characters they cite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.evaluation.reading import load_cases
from tests.benchmarks.quality import QUESTIONS

THIRTY = [case.question for case in load_cases(QUESTIONS)]
Said = tuple[str, list[str], list[tuple[str, int, int, str]]]


def said(answer: Mapping[str, Any]) -> Said:
    """Give the status, the sentences and the cited spans of an answer's JSON form."""
    return (
        answer["status"],
        [sentence["text"] for sentence in answer["sentences"]],
        spans(answer["citations"]),
    )


def spans(citations: Any) -> list[tuple[str, int, int, str]]:
    """Give the spans of citations, each once, in order."""
    found = ((c["article_id"], c["start"], c["end"], c["quote"]) for c in citations)
    return list(dict.fromkeys(found))
