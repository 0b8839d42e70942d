"""One question's answer and passages to its scores."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.cases import Case
from assistant.evaluation.scores.answers import word_scores
from assistant.evaluation.scores.citing import (
    ArticleOf,
    attribution_scores,
    citation_scores,
    cites_evidence,
)
from assistant.evaluation.scores.evidence import Expected, Place, Quote
from assistant.evaluation.scores.ranking import Ranking, rank
from assistant.types import Answer
from assistant.verify import Checker
from index.types import Passage

ATTRIBUTION = "attribution"
"""The type of cases that ask which article has some words."""


def reason_to_leave_out(case: Case, expected: Expected, article_of: ArticleOf) -> str:
    """Say why a case can't be asked of this index fairly; empty if it can.

    An answerable question counts only if some of its evidence can be found, and one that is
    limited to some articles only if any of these is indexed.
    """
    if case.docs and not any(map(article_of, case.docs)):
        return "none of the articles that it is limited to is indexed"
    if case.answerable and case.evidence and not expected.article_ids:
        return "no article of the evidence can be searched"
    return ""


def rankings(passages: Sequence[Passage], expected: Expected) -> dict[str, Ranking]:
    """Rank what was retrieved, by quote and by article, where there is something to find.

    By article it is left out where every article that may be searched is one to be found.
    """
    named = [(f"{p.article_id} {p.start}-{p.end}", p) for p in passages]
    ranked = {}
    if expected.quotes:
        quotes = {f"quote {n}": quote for n, quote in enumerate(expected.quotes, 1)}
        borne = [(name, _borne_by(passage, quotes)) for name, passage in named]
        ranked["quote"] = rank(borne, quotes)
    if expected.article_ids and expected.articles_can_be_missed:
        articles = {f"article {id_}": id_ for id_ in expected.article_ids}
        found = [
            (name, [key for key, id_ in articles.items() if id_ == passage.article_id])
            for name, passage in named
        ]
        ranked["article"] = rank(found, articles)
    return ranked


def answer_scores(
    case: Case,
    answer: Answer,
    expected: Expected,
    article_of: ArticleOf,
    checker: Checker,
) -> dict[str, float]:
    """Score an answer by what its case expects; a metric that does not apply is left out.

    "right" is a refusal where no article answers, and else an answer that has the expected words
    or cites the expected quote.
    """
    if answer.status == "refused":
        scores = {**_without_answer(case, expected), "failed": 0.0, "refused": 1.0}
        scores["right"] = float(not case.answerable)
    else:
        scores = {"failed": 0.0, "refused": 0.0, "answered": 1.0}
        scores |= _given_answer(case, answer, expected, article_of, checker)
    scores["unanswerable"] = float(not case.answerable)
    if answer.confidence is not None:
        scores["confidence"] = answer.confidence
    if case.type == ATTRIBUTION:
        scores |= attribution_scores(answer, expected, article_of)
    return scores


def failure_scores(case: Case, expected: Expected) -> dict[str, float]:
    """Score a question that got an error and no answer: nothing of it is right."""
    return {**_without_answer(case, expected), "failed": 1.0, "right": 0.0}


def _given_answer(
    case: Case,
    answer: Answer,
    expected: Expected,
    article_of: ArticleOf,
    checker: Checker,
) -> dict[str, float]:
    said = " ".join(sentence.text for sentence in answer.sentences)
    scores = citation_scores(answer, expected, article_of, checker)
    scores["answer_words"] = float(len(said.split()))
    if not case.answerable:
        return {**scores, "right": 0.0}
    if case.answers:
        scores |= word_scores(said, case.answers)
    if expected.quotes:
        scores["evidence_cited"] = float(cites_evidence(answer, expected))
    known = [scores[name] for name in ("contains", "evidence_cited") if name in scores]
    return {**scores, "right": max(known)} if known else scores


def _without_answer(case: Case, expected: Expected) -> dict[str, float]:
    """Score what an answer would have been held to: 0 of all of it."""
    names = [*(word_scores("", case.answers) if case.answers else ())]
    if expected.quotes:
        names.append("evidence_cited")
    return {"answered": 0.0, **dict.fromkeys(names, 0.0)}


def _borne_by(passage: Passage, quotes: dict[str, Quote]) -> list[str]:
    place = Place(passage.article_id, passage.start, passage.end)
    return [name for name, quote in quotes.items() if quote.is_borne_by(place, passage.text)]
