"""Which deed a sentence dates: "The inquiry into the sinking opened on 1 June" dates no sinking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from assistant.language.alike import alike
from assistant.language.verbs import carrier, has_verb
from assistant.times import ANY_DAY, times

Dated = Literal["asked", "other", "unknown"]


def dating(question: str, sentences: Sequence[str]) -> list[bool]:
    """Tell which sentences, best first, may date the deed that a question asks for.

    All may, unless one that has as many of the question's words as the best dates that deed: then
    those that date another do not.
    """
    if not has_verb(question):
        return [True] * len(sentences)
    asked = alike(question)
    dated = [_dated(asked, sentence) for sentence in sentences]
    had = [len(asked & alike(sentence)) for sentence in sentences]
    told = any(has >= had[0] for has, which in zip(had, dated, strict=True) if which == "asked")
    return [which != "other" or not told for which in dated]


def _dated(asked: frozenset[str], sentence: str) -> Dated:
    text = " ".join(sentence.split())
    done = [carrier(text, said.start, said.end, asked).verb for said in times(text, ANY_DAY)]
    return _of(asked, filter(None, done))


def _of(asked: frozenset[str], done: Iterable[str]) -> Dated:
    verbs = set(done)
    if not verbs:
        return "unknown"
    return "asked" if verbs & asked else "other"
