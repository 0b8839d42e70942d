"""The questions of a report in the JSON form that its page builds the table and the details of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal

from assistant.evaluation.cases import Evidence
from assistant.evaluation.figures.metrics import MAIN
from assistant.evaluation.report.excerpts import Shelf
from assistant.evaluation.scores.citing import ArticleOf, is_exact
from assistant.evaluation.scores.evidence import locate
from assistant.evaluation.scores.outcome import Judgement, Outcome
from assistant.types import Answer

Result = Literal[
    "right", "wrong", "wrongly-refused", "not-refused", "error", "not-judged", "left-out"
]
RESULTS: dict[Result, str] = {
    "right": "right",
    "wrong": "wrong",
    "wrongly-refused": "wrongly refused",
    "not-refused": "should have been refused",
    "error": "error",
    "not-judged": "nothing expected",
    "left-out": "left out",
}
"""What can come of a question, in words, and in the order that the report tells it."""

MOST_SPANS = 50  # places of one quote that are marked


def result(outcome: Outcome) -> Result:
    """Tell what came of a question."""
    if outcome.left_out:
        return "left-out"
    if outcome.answer is None:
        return "error"
    if outcome.answer.status == "refused" and outcome.case.answerable:
        return "wrongly-refused"
    if outcome.answer.status != "refused" and not outcome.case.answerable:
        return "not-refused"
    if "right" not in outcome.scores:
        return "not-judged"
    return "right" if outcome.scores["right"] else "wrong"


def embedded(outcomes: Sequence[Outcome], article_of: ArticleOf) -> dict[str, Any]:
    """Return all that the page needs of the questions and of the articles that they touch."""
    shelf = Shelf(article_of)
    names = list(dict.fromkeys(name for outcome in outcomes for name in outcome.scores))
    names.sort(key=lambda name: MAIN.index(name) if name in MAIN else len(MAIN))
    return {
        "results": RESULTS,
        "scores": names,
        "main": [name for name in names if name in MAIN or name == "confidence"],
        "questions": [_row(outcome, names, shelf) for outcome in outcomes],
        "articles": shelf.to_dict(),
    }


def _row(outcome: Outcome, names: Sequence[str], shelf: Shelf) -> dict[str, Any]:
    case, answer = outcome.case, outcome.answer
    f1 = outcome.scores.get("f1")
    return {
        "id": case.id,
        "question": case.question,
        "turns": [asdict(turn) for turn in case.turns],
        "query": outcome.query if outcome.query != case.question else "",
        "type": case.type,
        "tags": case.tags,
        "docs": case.docs,
        "answerable": case.answerable,
        "answers": case.answers,
        "evidence": [_evidence(evidence, shelf) for evidence in case.evidence],
        "lost": [f"{id_} {reason}" for id_, reason in outcome.lost],
        "result": result(outcome),
        "reason": outcome.left_out or outcome.error,
        "status": answer.status if answer else "",
        "answer": _answer(answer, shelf) if answer else None,
        "rank": _rank(outcome),
        "depth": len(outcome.retrieved) if "quote" in outcome.rankings else None,
        "f1": None if f1 is None else round(f1, 4),
        "seconds": round(outcome.seconds, 4) if answer or outcome.error else None,
        "retrieved": _retrieved(outcome, shelf),
        "scores": [_rounded(outcome.scores.get(name)) for name in names],
        "judge": _judged(outcome.judgement) if outcome.judgement else None,
    }


def _evidence(evidence: Evidence, shelf: Shelf) -> dict[str, Any]:
    article = shelf.article(evidence.article_id)
    spans = locate(evidence.quote, article.text)[:MOST_SPANS] if article else []
    shelf.read(evidence.article_id, *spans)
    return {"article": evidence.article_id, "quote": evidence.quote, "spans": spans}


def _answer(answer: Answer, shelf: Shelf) -> dict[str, Any]:
    citations = []
    for citation in answer.citations:
        exact = is_exact(citation, shelf.article)
        shelf.read(citation.article_id, *([(citation.start, citation.end)] if exact else []))
        citations.append(
            {
                "n": citation.n,
                "article": citation.article_id,
                "title": citation.title,
                "quote": citation.quote,
                "span": (citation.start, citation.end) if exact else None,
            }
        )
    return {
        "text": answer.text,
        "sentences": [asdict(sentence) for sentence in answer.sentences],
        "citations": citations,
        "warnings": answer.warnings,
        "model": answer.model,
        "confidence": answer.confidence,
    }


def _rank(outcome: Outcome) -> int | None:
    """Return the rank of the first passage with an expected quote; None if there is none."""
    ranking = outcome.rankings.get("quote")
    if ranking is None:
        return None
    return next((n for n, item in enumerate(ranking.items, 1) if item in ranking.bearing), None)


def _retrieved(outcome: Outcome, shelf: Shelf) -> list[dict[str, Any]]:
    """Return the passages in their order, each with what it bears: a quote, an article, nothing."""
    listed = []
    for place, passage in enumerate(outcome.retrieved):
        shelf.glance(passage.article_id, (passage.start, passage.end))
        bears = (
            kind
            for kind, ranking in sorted(outcome.rankings.items(), reverse=True)
            if ranking.items[place] in ranking.bearing
        )
        listed.append(
            {
                "article": passage.article_id,
                "span": (passage.start, passage.end),
                "score": _rounded(passage.score),
                "bears": next(bears, ""),
            }
        )
    return listed


def _judged(judgement: Judgement) -> dict[str, Any]:
    return {"claims": judgement.claims, "unreadable": judgement.unreadable}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
