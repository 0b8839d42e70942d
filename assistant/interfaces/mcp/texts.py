"""What a model reads where its client shows no JSON: the same, with its sources, as text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.hostile import guarded, instructs, named
from assistant.types import Answer
from index.types import Article, Passage


def answer_text(answer: Answer) -> str:
    """Give an answer with its quotes and warnings below it, one a line."""
    from assistant.langchain.tool import as_text

    return "\n".join([as_text(answer), *(f"Warning: {warning}" for warning in answer.warnings)])


def passages_text(passages: Sequence[Passage]) -> str:
    """Give passages, best first, without the sentences that were planted in them for a model."""
    told = [_passage(n, passage) for n, passage in enumerate(guarded(passages), 1)]
    return "\n\n".join(told) or "No passage was found."


def article_text(article: Article) -> str:
    """Give an article below the lines that say what it is."""
    name = named(article.name) or named(article.id)
    about = (name, named(article.source, article.author), article.published_at[:10], article.url)
    return f"{', '.join(filter(None, about))}\n\n{article.text}"


def _passage(n: int, passage: Passage) -> str:
    about = named(passage.name, passage.source, passage.published_at[:10])
    id_ = "" if instructs(passage.article_id) else f"{passage.article_id}, "
    where = f"{id_}characters {passage.start} to {passage.end}"
    return f"[{n}] {about} ({where}):\n“{' '.join(passage.text.split())}”"
