"""What a model reads where its client shows no JSON: the same, with its sources, as text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.hostile import guarded, instructs
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
    name = article.id if instructs(article.name) else article.name
    about = (name, article.source, article.author, article.published_at[:10], article.url)
    return f"{', '.join(filter(None, about))}\n\n{article.text}"


def _passage(n: int, passage: Passage) -> str:
    name = passage.article_id if instructs(passage.name) else passage.name
    about = ", ".join(filter(None, (name, passage.source, passage.published_at[:10])))
    where = f"{passage.article_id}, characters {passage.start} to {passage.end}"
    return f"[{n}] {about} ({where}):\n“{' '.join(passage.text.split())}”"
