"""Answerability: how likely it is that the sentences found answer a question at all.

A logistic regression over a handful of signs, whose weights in ``answerable.json`` are learned by
``python -m tests.benchmarks.train``: from questions that people asked of articles, the same with
the sentences that answer removed, and the same asked of other articles.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from index.types import Relevance


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells an answer from the lack of one.

    ``best`` is what speaks for the best sentence, ``margin`` how much its relevance is above that
    of the fourth. Shares from 0 to 1 are ``phrases``, of the neighbouring words of the question
    those that are neighbours in it, and ``unnamed``, of the question's names those that its passage
    and title never mention.
    """

    best: Relevance
    margin: float
    phrases: float
    unnamed: float

    def values(self) -> dict[str, float]:
        """Give them all by name."""
        of_best = {field.name: getattr(self.best, field.name) for field in fields(self.best)}
        return of_best | {
            "margin": self.margin,
            "phrases": self.phrases,
            "unnamed": self.unnamed,
        }


def probability(signs: Signs) -> float:
    """Say how likely an answer is, 0 to 1."""
    learned = _learned()
    weights: Mapping[str, float] = learned["weights"]
    logit = learned["intercept"] + sum(weights[n] * v for n, v in signs.values().items())
    return 1 / (1 + exp(-logit))


def least() -> float:
    """Give the probability below which a question is refused."""
    return float(_learned()["least"])


@cache
def _learned() -> dict[str, Any]:
    text = files("assistant.answer").joinpath("answerable.json").read_text(encoding="utf-8")
    learned: dict[str, Any] = json.loads(text)
    return learned
