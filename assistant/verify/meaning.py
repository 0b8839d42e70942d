"""How much of what a text says is in its quotes."""

from __future__ import annotations

from assistant.verify.reading import Word, read
from assistant.verify.source import Source

LEAST = 0.5  # of a text's weight
_WEIGHTS = {"name": 1.5, "number": 1.5, "content": 1.0}
_STEM = 5  # letters that words of one family share: "autonomy", "autonomous"


def share(text: str, source: Source) -> float:
    """Give the share of a text's words that the quotes have, by weight; 0 of a text without any."""
    said = [word for word in read(text) if word.is_content]
    whole = sum(_WEIGHTS[word.kind] for word in said)
    known = source.forms | {word.form for word in read(f"{source.headers}\n{source.titles}")}
    return (
        sum(_WEIGHTS[word.kind] for word in said if _is_in(word, known)) / whole if whole else 0.0
    )


def too_little(text: str, source: Source) -> str:
    """Say so where most of a text is not in its quotes."""
    return "the cited sentences say something else" if share(text, source) < LEAST else ""


def _is_in(word: Word, known: frozenset[str]) -> bool:
    form = word.form
    return form in known or (
        len(form) >= _STEM and any(other[:_STEM] == form[:_STEM] for other in known)
    )
