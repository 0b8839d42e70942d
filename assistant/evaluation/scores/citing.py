"""What an answer's citations are worth: exact, borne out, needed, and of the expected articles.

Citation recall and precision are those of ALCE (Gao et al., 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.answer import Draft, Span
from assistant.evaluation.scores.evidence import Expected, Place
from assistant.types import Answer, AnswerSentence, Citation
from assistant.verify import Checker
from index.types import Article, Passage

ArticleOf = Callable[[str], Article | None]


def is_exact(citation: Citation, article_of: ArticleOf) -> bool:
    """Tell whether a citation's quote is what its article has at its offsets."""
    article = article_of(citation.article_id)
    inside = article is not None and 0 <= citation.start < citation.end <= len(article.text)
    return bool(
        inside and article and article.text[citation.start : citation.end] == citation.quote
    )


def citation_scores(
    answer: Answer, expected: Expected, article_of: ArticleOf, checker: Checker
) -> dict[str, float]:
    """Score the citations of an answer that was given; what cannot be told is left out."""
    scores = _alce(answer, article_of, checker)
    if answer.citations:
        exact = sum(is_exact(citation, article_of) for citation in answer.citations)
        scores["span_validity"] = exact / len(answer.citations)
    if expected.article_ids and expected.articles_can_be_missed:
        cited = {citation.article_id for citation in answer.citations}
        right = len(cited.intersection(expected.article_ids))
        scores["cited_article_precision"] = right / len(cited) if cited else 0.0
        scores["cited_article_recall"] = right / len(expected.article_ids)
    return scores


def cites_evidence(answer: Answer, expected: Expected) -> bool:
    """Tell whether a citation of an answer is of one of the expected quotes."""
    return any(
        quote.is_cited_by(Place(c.article_id, c.start, c.end), c.quote)
        for c in answer.citations
        for quote in expected.quotes
    )


def attribution_scores(
    answer: Answer, expected: Expected, article_of: ArticleOf
) -> dict[str, float]:
    """Tell whether the first citation names title, publisher, date and link of a right article.

    What no right article says of itself is left out.
    """
    named = answer.citations[0] if answer.citations else None
    right = [article for id_ in expected.article_ids if (article := article_of(id_))]
    scores = {}
    for name, field in (
        ("title", "title"), ("publisher", "source"), ("date", "published_at"), ("link", "url")
    ):  # fmt: skip
        known = {getattr(article, field) for article in right} - {""}
        if known:
            said = getattr(named, field) if named else ""
            scores[f"attributed_{name}"] = float(said in known)
    return scores


def _alce(answer: Answer, article_of: ArticleOf, checker: Checker) -> dict[str, float]:
    """Score citation recall and precision; what the checker cannot tell is counted and left out."""
    known = {c.n: span for c in answer.citations if (span := _span(c, article_of))}
    cited = [
        (sentence, tuple(known[n] for n in sentence.citations if n in known))
        for sentence in answer.sentences
    ]
    judged = iter(_borne(checker, [Draft(s.text, spans) for s, spans in cited if spans]))
    recalls: list[bool] = []
    needed: list[bool] = []
    unreadable = 0
    for sentence, spans in cited:
        borne = next(judged) if spans else False
        if borne is None:
            unreadable += 1
            continue
        recalls.append(borne)
        needed += [False] * (len(sentence.citations) - len(spans))
        for one in _needed(sentence, spans, checker) if borne else [False] * len(spans):
            if one is None:
                unreadable += 1
            else:
                needed.append(one)
    scores = {"support_unreadable": float(unreadable)} if unreadable else {}
    if recalls:
        scores["citation_recall"] = sum(recalls) / len(recalls)
    if needed or not answer.citations:
        scores["citation_precision"] = sum(needed) / len(needed) if needed else 0.0
    return scores


def _needed(
    sentence: AnswerSentence, spans: Sequence[Span], checker: Checker
) -> Iterator[bool | None]:
    """Tell of each citation of a sentence that all bear together whether it is needed.

    It is if it bears the sentence alone, or the others do not without it.
    """
    if len(spans) == 1:
        yield True
        return
    for span in spans:
        rest = tuple(other for other in spans if other is not span)
        alone, without = _borne(
            checker, [Draft(sentence.text, (span,)), Draft(sentence.text, rest)]
        )
        if alone or without is False:
            yield True
        else:
            yield None if alone is None or without is None else False


def _borne(checker: Checker, drafts: Sequence[Draft]) -> list[bool | None]:
    """Tell of each draft whether its spans bear it; None where that could not be told."""
    told = {"supported": True, "unsupported": False, "unchecked": None}
    return [told[judgement.verdict] for judgement in checker.judge(drafts)]


def _span(citation: Citation, article_of: ArticleOf) -> Span | None:
    """Return what an exact citation quotes, in its article; None for one that is not exact."""
    article = article_of(citation.article_id)
    if article is None or not is_exact(citation, article_of):
        return None
    return Span(Passage.of(article), citation.start, citation.end)
