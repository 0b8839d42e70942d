"""What an answer's words say of it, without a judge: the measures of SQuAD, numbers and dates.

Normalisation, exact match and F1 are those of Rajpurkar et al. (2016): lower case, no punctuation,
no "a", "an" or "the"; curly quotes and dashes, which news text has, are punctuation like straight
ones. Of several expected answers the best counts.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence

from assistant.quantities import dates, missing_dates, missing_quantities, quantities

_ARTICLE = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans(dict.fromkeys("–—…", " ")) | str.maketrans(
    "", "", string.punctuation + "‘’“”„‚‹›«»‐‑"
)


def normal(text: str) -> list[str]:
    """Return a text's words after SQuAD's normalisation."""
    return _ARTICLE.sub(" ", text.lower().translate(_PUNCTUATION)).split()


def exact_match(answer: str, expected: str) -> float:
    """Tell whether an answer is the expected one: 1 or 0."""
    return float(normal(answer) == normal(expected))


def token_recall(answer: str, expected: str) -> float:
    """Give the share of the expected answer's words that an answer has, 0 to 1."""
    wanted = normal(expected)
    return _shared(normal(answer), wanted) / len(wanted) if wanted else 0.0


def f1(answer: str, expected: str) -> float:
    """Give the harmonic mean of the precision and recall of an answer's words, 0 to 1."""
    said, wanted = normal(answer), normal(expected)
    if not said or not wanted:
        return float(said == wanted)
    return 2 * _shared(said, wanted) / (len(said) + len(wanted))


def contains(answer: str, expected: str) -> float:
    """Tell whether the expected answer stands word for word in an answer: 1 or 0."""
    said, wanted = f" {' '.join(normal(answer))} ", f" {' '.join(normal(expected))} "
    return float(bool(wanted.strip()) and wanted in said)


def word_scores(answer: str, expected: Sequence[str]) -> dict[str, float]:
    """Score an answer by the expected one that it is nearest to; an empty answer has 0 of all.

    "numbers" and "dates" tell whether it has all those of any expected answer that has some, or
    stands for one that has none; they are left out where none has any.
    """
    measures: dict[str, Callable[[str, str], float]] = {
        "exact_match": exact_match, "f1": f1, "answer_recall": token_recall, "contains": contains
    }  # fmt: skip
    scores = {name: max(of(answer, e) for e in expected) for name, of in measures.items()}
    for name, found_in, missing in (
        ("numbers", quantities, missing_quantities), ("dates", dates, missing_dates)
    ):  # fmt: skip
        if any(found_in(e) for e in expected):
            agrees = (
                not missing(e, answer) if found_in(e) else contains(answer, e) for e in expected
            )
            scores[name] = float(any(agrees))
    return scores


def _shared(said: Sequence[str], wanted: Sequence[str]) -> int:
    return (Counter(said) & Counter(wanted)).total()
