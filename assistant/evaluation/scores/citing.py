"""What an answer's citations are worth: exact, borne out, needed, and of the expected articles.

Citation recall and precision are those of ALCE (Gao et al., 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.answer import Span
from assistant.evaluation.scores.evidence import Expected, Place
from assistant.evaluation.scores.support import Claim, SupportChecker
from assistant.types import Answer, AnswerSentence, Citation
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
    answer: Answer, expected: Expected, article_of: ArticleOf, checker: SupportChecker
) -> dict[str, float]:
    """Score the citations of an answer that was given; what cannot be told is left out."""
    scores = _alce(answer, article_of, checker)
    if answer.citations:
        exact = sum(is_exact(citation, article_of) for citation in answer.citations)
        scores["span_validity"] = exact / len(answer.citations)
    if expected.article_ids:
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


def _alce(answer: Answer, article_of: ArticleOf, checker: SupportChecker) -> dict[str, float]:
    cited = {c.n: span for c in answer.citations if (span := _span(c, article_of))}
    recalls: list[float] = []
    precisions: list[float] = []
    for sentence in answer.sentences:
        borne, needed = _judged(sentence, cited, checker)
        if borne is not None:
            recalls.append(borne)
            precisions += needed
    scores = {}
    if recalls:
        scores["citation_recall"] = sum(recalls) / len(recalls)
    if precisions:
        scores["citation_precision"] = sum(precisions) / len(precisions)
    return scores


def _judged(
    sentence: AnswerSentence, cited: Mapping[int, Span], checker: SupportChecker
) -> tuple[float | None, list[float]]:
    """Judge a sentence: whether all it cites bears it, and which of its citations it needs."""
    spans = [cited.get(n) for n in sentence.citations]
    known = [span for span in spans if span]
    if not known:
        return 0.0, [0.0] * len(spans)
    together = _supports(checker, sentence, known)
    if together is None:
        return None, []
    if not together or len(known) == 1:
        return float(together), [float(bool(together and span)) for span in spans]
    needed = [0.0] * (len(spans) - len(known))
    for span in known:
        rest = [other for other in known if other is not span]
        alone = _supports(checker, sentence, [span])
        needed.append(float(bool(alone or not _supports(checker, sentence, rest))))
    return 1.0, needed


def _supports(
    checker: SupportChecker, sentence: AnswerSentence, spans: Sequence[Span]
) -> bool | None:
    (supported,) = checker.supports([Claim(sentence.text, tuple(spans))])
    return supported


def _span(citation: Citation, article_of: ArticleOf) -> Span | None:
    """Return what an exact citation quotes, in its article; None for one that is not exact."""
    article = article_of(citation.article_id)
    if article is None or not is_exact(citation, article_of):
        return None
    passage = Passage(
        article_id=article.id,
        title=article.title,
        source=article.source,
        author=article.author,
        url=article.url,
        published_at=article.published_at,
        text=article.text,
        start=0,
        end=len(article.text),
        score=0.0,
    )
    return Span(passage, citation.start, citation.end)
