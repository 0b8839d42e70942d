"""Whether the quotes that a sentence cites bear it."""

from __future__ import annotations

from assistant.answer import Draft
from assistant.types import Verdict
from index.words import stems

LEAST_SHARED = 0.3  # of a sentence's stems, to be found in its quotes


def verdict(draft: Draft) -> Verdict:
    """Judge a drafted sentence by the quotes that it cites.

    "supported" is word for word in one of them. "unsupported" cites none, gives a number that none
    of them has, or shares next to no word with them. Anything else is "unchecked".
    """
    quotes = [" ".join(span.quote.split()) for span in draft.spans]
    if any(" ".join(draft.text.split()) in quote for quote in quotes):
        return "supported"
    said = set(stems(draft.text))
    quoted = {stem for quote in quotes for stem in stems(quote)}
    numbers = {stem for stem in said if stem[0].isdigit()}
    if not said or not numbers <= quoted or len(said & quoted) < LEAST_SHARED * len(said):
        return "unsupported"
    return "unchecked"
