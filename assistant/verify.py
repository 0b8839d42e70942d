"""Whether the quotes that a sentence cites bear it."""

from __future__ import annotations

from assistant.answer import Draft
from assistant.types import Verdict


def verdict(draft: Draft) -> Verdict:
    """Judge a drafted sentence: word for word in a quote, in other words, or without any quote."""
    if not draft.spans:
        return "unsupported"
    said = " ".join(draft.text.split())
    verbatim = any(said in " ".join(span.quote.split()) for span in draft.spans)
    return "supported" if verbatim else "unchecked"
