"""A small world to evaluate in: three articles, their questions, and assistants over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answer import Answerer, Draft, Proposal, Span
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.evaluation.cases import Case, Evidence
from assistant.service import Assistant
from index.build import build
from index.retrieve import Retriever
from index.types import Filters, Passage
from tests.fakes import WordEmbedder

ARTICLES = {
    "bridge.txt": "The bridge of Elm Harbor opened on Dec. 24, 2025. It cost $350 million, the"
    " mayor Ada Moss said. Some 28,500 people walked over it on the first day.",
    "ferry.txt": "The ferry of Elm Harbor stopped running in 2019. Its captain Lee Park steers a"
    " tug now. Twelve ferries were sold to Norway.",
    "bakery.txt": "The bakery in Mill Street sells rye bread. Its baker Jon Frost rises at three"
    " in the morning. He learned the trade in Vienna.",
}
OPENED = Case(
    "opened",
    "When did the bridge of Elm Harbor open?",
    answerable=True,
    answers=("Dec. 24, 2025",),
    evidence=(Evidence("bridge.txt", "The bridge of Elm Harbor opened on Dec. 24, 2025."),),
    type="date",
    tags=("harbor",),
)
CASES = [
    OPENED,
    Case(
        "stopped",
        "When did the ferry of Elm Harbor stop running?",
        answerable=True,
        answers=("2019",),
        evidence=(Evidence("ferry.txt", "The ferry of Elm Harbor stopped running in 2019."),),
        type="date",
        tags=("harbor",),
    ),
    Case(
        "rye",
        "Which bread does the bakery in Mill Street sell?",
        answerable=True,
        answers=("rye bread",),
        evidence=(Evidence("bakery.txt", "The bakery in Mill Street sells rye bread."),),
        type="thing",
    ),
    Case(
        "sold",
        "To whom were twelve ferries sold?",
        answerable=True,
        answers=("Norway",),
        evidence=(Evidence("ferry.txt", "Twelve ferries were sold to Norway."),),
        type="thing",
        tags=("harbor",),
    ),
    Case("orchestra", "Who conducts the orchestra of Salzburg?", answerable=False, type="none"),
    Case("comet", "How large was the comet over Peru?", answerable=False, type="none"),
]


def retriever(folder: Path, of: type[Retriever] = Retriever) -> Retriever:
    """Index the articles in a folder and open the index."""
    articles = folder / "articles"
    if not articles.exists():
        articles.mkdir()
        for name, text in ARTICLES.items():
            (articles / name).write_text(text, encoding="utf-8")
        build([articles], folder / "index", WordEmbedder())
    return of.open(folder / "index", WordEmbedder())


def sound(folder: Path) -> Assistant:
    """Return an assistant as it should be."""
    found = retriever(folder)
    return Assistant(found, ExtractiveAnswerer(found.rarity))


class Forgetful(Retriever):
    """Retrieval that loses the best passage."""

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Give all but the best."""
        return super().search(query, k + 1, filters)[1:]


class NeverSilent:
    """An answerer that tells the first sentence of the best passage, whatever is asked."""

    name = "never silent"

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        """Tell the first sentence."""
        best = passages[0]
        first = best.sentences[0]
        span = Span(best, first.start, first.end)
        return Proposal(iter([Draft(first.text, (span,))]), confidence=1.0)


class OffByOne:
    """An answerer whose citations are one character off: their quotes are not at their offsets."""

    name = "off by one"

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        """Propose what the other does, from passages that are said to begin one later."""
        shifted = [_shifted(passage) for passage in passages]
        return self._answerer.propose(question, shifted)


def _shifted(passage: Passage) -> Passage:
    sentences = tuple(
        replace(sentence, start=sentence.start + 1, end=sentence.end + 1)
        for sentence in passage.sentences
    )
    return replace(passage, start=passage.start + 1, end=passage.end + 1, sentences=sentences)
