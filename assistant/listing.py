"""An answer from the catalog: what a reply says, with the articles that it names cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from assistant.answer import Draft, Span
from assistant.compose import Composition
from assistant.conversation import Reply
from assistant.types import Answer
from index.errors import ArticleMissing
from index.sentences import split
from index.types import Article, Passage

MODEL = "catalog"
_OPENING = 2_000  # characters of an article in which its first sentence is looked for


def answer_from_catalog(
    question: str, reply: Reply, article_of: Callable[[str], Article]
) -> Answer:
    """Give a reply as an answer, in which each article that it names is cited by its beginning."""
    composition = Composition()
    for told in reply.sentences:
        composition.tell(Draft(told.text, tuple(_openings(told.article_ids, article_of))))
    return composition.finish_reply(question, MODEL, reply.kind)


def _openings(ids: Iterable[str], article_of: Callable[[str], Article]) -> Iterator[Span]:
    for id_ in ids:
        with suppress(ArticleMissing):  # gone with a build meanwhile
            yield _opening(article_of(id_))


def _opening(article: Article) -> Span:
    passage = Passage.of(article, 0, _OPENING)
    first = next(iter(split(passage.text)), None)
    return Span(passage, first.start, first.end) if first else Span(passage, 0, passage.end)
