"""An answer from the catalog: what a reply says, with the articles that it names cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from assistant.answer import Draft, Span
from assistant.compose import Composition
from assistant.conversation import Reply, Told
from assistant.types import Answer
from index.errors import ArticleMissing
from index.sentences import split
from index.types import Article, Passage
from index.words import stems

MODEL = "catalog"
_READ = 100_000  # characters of an article in which what was said from it is looked for
_OPENING = 2_000  # characters of an article in which its first sentence is looked for


def answer_from_catalog(
    question: str, reply: Reply, article_of: Callable[[str], Article]
) -> Answer:
    """Give a reply as an answer, in which each article that it names is cited."""
    composition = Composition()
    for told in reply.sentences:
        spans = tuple(_spans(told, article_of))
        quotes = [f"“{span.quote}”" for span in spans] if told.quotes else []
        composition.tell(Draft(" ".join((told.text, *quotes)), spans))
    return composition.finish_reply(question, MODEL, reply.kind)


def _spans(told: Told, article_of: Callable[[str], Article]) -> Iterator[Span]:
    for id_ in told.article_ids:
        with suppress(ArticleMissing):  # gone with a build meanwhile
            article = article_of(id_)
            yield _nearest(article, told.near) or _opening(article)


def _nearest(article: Article, said: str) -> Span | None:
    """Give the sentence of an article that shares the most of its words with what was said."""
    words = set(stems(said))
    best, most = None, 0.0
    for sentence in split(article.text[:_READ]) if words else ():
        own = set(stems(sentence.text))
        share = len(own & words) ** 2 / max(len(own), 1)
        if share > most:
            best, most = sentence, share
    if best is None:
        return None
    return Span(Passage.of(article, best.start, best.end), best.start, best.end)


def _opening(article: Article) -> Span:
    passage = Passage.of(article, 0, _OPENING)
    first = next(iter(split(passage.text)), None)
    return Span(passage, first.start, first.end) if first else Span(passage, 0, passage.end)
