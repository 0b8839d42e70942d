"""The metrics: what each is called, which scores of the questions it is made of, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from assistant.errors import EvaluationError
from assistant.evaluation.figures.intervals import Statistic, mean
from assistant.evaluation.scores.ranking import MEASURES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Better = Literal["higher", "lower", "neither"]
GROUPS = (
    "Overall",
    "Retrieval: the quote",
    "Retrieval: the article",
    "Answers",
    "Citations",
    "Refusal",
    "Attribution",
    "Judge",
)


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure over questions: a statistic of some of their scores.

    Only questions that have all its ``columns`` count, and of these, if ``where`` is given, those
    whose score of that name has that value. ``needs`` names such a score and value, too, that some
    question has to have, or the metric says nothing. A ``yes_no`` one is 0 or 1 of each question.
    ``compared`` are columns and a statistic that say the same over all questions, to compare two
    evaluations in which others count.
    """

    name: str
    group: str
    help: str
    columns: tuple[str, ...]
    better: Better = "higher"
    where: tuple[str, float] | None = None
    compared: tuple[tuple[str, ...], Statistic] | None = None
    needs: tuple[str, float] | None = None
    statistic: Statistic = mean
    yes_no: bool = False


def f1_of_refusals(
    refused: NDArray[np.float64], unanswerable: NDArray[np.float64], axis: int = -1
) -> Any:
    """Give the harmonic mean of refusal precision and recall; NaN where there is neither."""
    both = (refused * unanswerable).sum(axis=axis)
    return 2 * both / (refused.sum(axis=axis) + unanswerable.sum(axis=axis))


def precision_of_refusals(
    refused: NDArray[np.float64], unanswerable: NDArray[np.float64], axis: int = -1
) -> Any:
    """Give the share of refusals that are of unanswerable questions; NaN without a refusal."""
    return (refused * unanswerable).sum(axis=axis) / refused.sum(axis=axis)


def area_under_risk(
    confidence: NDArray[np.float64], right: NDArray[np.float64], axis: int = -1
) -> Any:
    """Give the mean risk over all coverages, the surest answers first (Geifman et al., 2019).

    Questions run over the last axis.
    """
    import numpy as np

    if axis not in (-1, confidence.ndim - 1):
        raise ValueError("questions have to run over the last axis")
    sure, ok = np.atleast_2d(confidence), np.atleast_2d(right)
    order = np.argsort(-sure, axis=-1, kind="stable")
    sure, wrong = (np.take_along_axis(rows, order, axis=-1) for rows in (sure, 1 - ok))
    # Equally sure answers come in any order: each has the mean of their risks.
    tied = (np.diff(sure, axis=-1, prepend=np.inf) != 0).cumsum() - 1
    wrong = (np.bincount(tied, wrong.ravel()) / np.bincount(tied))[tied].reshape(wrong.shape)
    area = (wrong.cumsum(axis=-1) / np.arange(1, wrong.shape[-1] + 1)).mean(axis=-1)
    return area if confidence.ndim > 1 else area[0]


def area_under_roc(
    confidence: NDArray[np.float64], unanswerable: NDArray[np.float64], axis: int = -1
) -> Any:
    """Give the chance that an answerable question has more confidence than an unanswerable one."""
    from scipy.stats import rankdata

    answerable = 1 - unanswerable
    yes, no = answerable.sum(axis=axis), unanswerable.sum(axis=axis)
    above = (rankdata(confidence, axis=axis) * answerable).sum(axis=axis) - yes * (yes + 1) / 2
    return above / (yes * no)


_MEANINGS = {
    "recall": "share of the {things} that the first {k} passages bear",
    "precision": "share of the first {passages} that bear {a_thing}",
    "hits": "questions with {a_thing} in the first {passages}",
    "mrr": "one divided by the rank of the first passage with {a_thing}, 0 beyond {k}",
    "ndcg": "normalised discounted cumulative gain of the first {passages}",
    "map": "average precision of the first {passages}",
}
_RETRIEVAL = re.compile(rf"(article_)?({'|'.join(MEASURES)})@([1-9]\d{{0,2}})")

_YES_NO_ANSWERS = (
    ("exact_match", "Answers", "the answer is the expected one (SQuAD's normalisation)"),
    ("contains", "Answers", "the expected answer stands word for word in the answer"),
    ("numbers", "Answers", "all numbers of the expected answer are in the answer"),
    ("dates", "Answers", "all dates of the expected answer are in the answer"),
    ("evidence_cited", "Citations", "a citation is of an expected quote"),
    ("attributed_title", "Attribution", "the first citation names the right title"),
    ("attributed_publisher", "Attribution", "the first citation names the right publisher"),
    ("attributed_date", "Attribution", "the first citation names the right date"),
    ("attributed_link", "Attribution", "the first citation names the right link"),
)
_SHARES = (
    ("f1", "Answers", "harmonic mean of the precision and recall of the answer's words (SQuAD)"),
    ("answer_recall", "Answers", "share of the expected answer's words that the answer has"),
    ("span_validity", "Citations", "citations whose quote is exactly what the article has there"),
    ("citation_recall", "Citations", "sentences that what they cite bears out (ALCE)"),
    ("citation_precision", "Citations", "citations that their sentence needs (ALCE)"),
    ("cited_article_precision", "Citations", "cited articles that are expected ones"),
    ("cited_article_recall", "Citations", "expected articles that are cited"),
    ("judged_correct", "Judge", "graded against the expected answer: 1, partly .5, wrong 0"),
    ("judged_faithful", "Judge", "claims of the answer that its quotes state"),
    ("judged_relevant", "Judge", "graded as an answer to the question: 1, partly .5, not 0"),
)
_UNANSWERABLE = ("unanswerable", 1.0)
_FIXED: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(
            "right", "Overall",
            "has the expected words or cites the expected quote;"
            " where no article answers, refuses",
            ("right",), yes_no=True,
        ),
        *(Metric(name, group, text, (name,), yes_no=True) for name, group, text in _YES_NO_ANSWERS),
        *(Metric(name, group, text, (name,)) for name, group, text in _SHARES),
        Metric("answer_words", "Answers", "words of a given answer", ("answer_words",), "neither"),
        Metric(
            "refusal_precision", "Refusal", "refusals of what no article answers, of all refusals",
            ("unanswerable",), where=("refused", 1.0), needs=_UNANSWERABLE, yes_no=True,
            compared=(("refused", "unanswerable"), precision_of_refusals),
        ),
        Metric(
            "refusal_recall", "Refusal", "refused, of what no article answers",
            ("refused",), where=_UNANSWERABLE, yes_no=True,
        ),
        Metric(
            "refusal_f1", "Refusal", "harmonic mean of these two",
            ("refused", "unanswerable"), needs=_UNANSWERABLE, statistic=f1_of_refusals,
        ),
        Metric(
            "wrongly_refused", "Refusal", "refused, of what an article answers",
            ("refused",), "lower", where=("unanswerable", 0.0), yes_no=True,
        ),
        Metric(
            "coverage", "Refusal", "questions that are answered", ("answered",), "neither",
            yes_no=True,
        ),
        Metric(
            "aurc", "Refusal",
            "area under the risk-coverage curve: wrong answers, the surest answers first",
            ("confidence", "right"), "lower", where=("refused", 0.0), statistic=area_under_risk,
        ),
        Metric(
            "confidence_auroc", "Refusal",
            "chance that an answerable question has more confidence than an unanswerable one",
            ("confidence", "unanswerable"), statistic=area_under_roc,
        ),
        Metric(
            "failed", "Overall", "questions whose answer ended in an error", ("failed",), "lower",
            yes_no=True,
        ),
    )
}  # fmt: skip


def metric(name: str) -> Metric:
    """Return the metric of a name such as "refusal_f1" or "article_hits@4".

    Raises EvaluationError for a name that there is not.
    """
    if name in _FIXED:
        return _FIXED[name]
    found = _RETRIEVAL.fullmatch(name)
    if not found:
        raise EvaluationError(f"no metric {name!r}; there are {', '.join(known())}")
    of_article, measure, k = found.groups()
    things, a_thing = ("articles", "an expected article") if of_article else ("quotes", "a quote")
    return Metric(
        name,
        GROUPS[2] if of_article else GROUPS[1],
        _MEANINGS[measure].format(
            things=f"expected {things}",
            a_thing=a_thing,
            k=k,
            passages="passage" if k == "1" else f"{k} passages",
        ),
        (name,),
        yes_no=measure == "hits",
    )


def cutoff(name: str) -> int | None:
    """Return the k of a retrieval metric's name, or None for another's."""
    found = _RETRIEVAL.fullmatch(name)
    return int(found[3]) if found else None


def metrics(cutoffs: tuple[int, ...]) -> Iterator[Metric]:
    """Yield every metric, those of retrieval for each cutoff, in the order of ``GROUPS``."""
    retrieval = [
        metric(f"{prefix}{measure}@{k}")
        for prefix in ("", "article_")
        for measure in MEASURES
        for k in cutoffs
    ]
    for group in GROUPS:
        yield from (one for one in (*_FIXED.values(), *retrieval) if one.group == group)


def known() -> list[str]:
    """Name the metrics, those of retrieval with a k."""
    return [
        *_FIXED,
        *(f"{measure}@k" for measure in MEASURES),
        *(f"article_{m}@k" for m in MEASURES),
    ]


MAIN = (
    "right", "failed",
    "hits@1", "hits@4", "hits@10", "mrr@10", "ndcg@10", "recall@4", "precision@4", "map@10",
    "article_hits@1", "article_hits@4", "article_mrr@10",
    "contains", "answer_recall", "f1", "exact_match", "numbers", "dates", "answer_words",
    "evidence_cited", "span_validity", "citation_recall", "citation_precision",
    "cited_article_precision", "cited_article_recall",
    "refusal_precision", "refusal_recall", "refusal_f1", "wrongly_refused", "coverage", "aurc",
    "confidence_auroc",
    "attributed_title", "attributed_publisher", "attributed_date", "attributed_link",
    "judged_correct", "judged_faithful", "judged_relevant",
)  # fmt: skip
"""The metrics that a terminal shows."""
