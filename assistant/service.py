"""The assistant: the only place where the parts are put together."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Self

from assistant.answer import Answerer, Proposal
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.compose import Composition
from assistant.config import Settings, load_settings
from assistant.question import checked, subject, with_acronyms
from assistant.recency import propose_newest
from assistant.scope import Found, find
from assistant.times import asks_for_newest
from assistant.types import Answer, AnswerEvent, Stage, Turn
from index.cross_encoder import CrossEncoderModel
from index.embed import SentenceTransformerEmbedder
from index.retrieve import Retriever
from index.types import Article, Filters, Passage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

ALONE = "Without a chat model each question stands alone: say again whom or what you mean."
# Words by which a question leans on what was said before it.
_LEANS = re.compile(
    r"\b(?:it|its|he|him|his|she|hers?|they|them|theirs?|this|that|these|those|there|then)\b",
    re.IGNORECASE,
)
MOST_AT_ONCE = 64  # questions asked through the async methods


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds, and how questions are answered from it.

    ``built_with`` is the index's manifest with the number of its last build as "generation".
    """

    index: Path
    articles: int
    passages: int
    embedder: str
    model: str
    built_with: Mapping[str, object] = field(default_factory=dict)


class Assistant:
    """Answers from an index of articles, each sentence cited; safe to share between threads."""

    def __init__(
        self,
        retriever: Retriever,
        answerer: Answerer,
        *,
        passages: int = 8,
        rewriter: Callable[[str, Sequence[Turn]], str] | None = None,
        today: date | None = None,
    ) -> None:
        self._retriever = retriever
        self._answerer = answerer
        self._passages = passages
        self._rewriter = rewriter
        self._today = today
        # A thread of our own each: a model that is slow to answer holds up nobody else.
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="dateline")

    @classmethod
    def open(cls, index: str | Path | None = None, **settings: Any) -> Self:
        """Open an index; the other settings are those of ``assistant.config.Settings``.

        Raises SettingsError, IndexMissing, IndexMismatch, EmbedderError or ModelError.
        """
        resolved = load_settings(index=index, **settings)
        retriever = Retriever.open(
            resolved.index,
            SentenceTransformerEmbedder(resolved.embedder),
            CrossEncoderModel(resolved.reranker) if resolved.reranker else None,
        )
        if not (resolved.model or resolved.base_url):
            answerer = ExtractiveAnswerer(retriever.rarity)
            return cls(retriever, answerer, passages=resolved.passages, today=resolved.today)
        return cls._with_model(retriever, resolved)

    @classmethod
    def _with_model(cls, retriever: Retriever, settings: Settings) -> Self:
        from assistant.answer.generative import GenerativeAnswerer
        from assistant.model import open_chat_model
        from assistant.rewrite import rewrite

        model: BaseChatModel = open_chat_model(
            settings.model,
            base_url=settings.base_url,
            api_key=settings.api_key.get_secret_value(),
            timeout=settings.timeout,
        )
        return cls(
            retriever,
            GenerativeAnswerer(model, settings.model),
            passages=settings.passages,
            rewriter=lambda question, history: rewrite(model, question, history),
            today=settings.today,
        )

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> Answer:
        """Answer a question from the articles that the filters let by.

        ``history`` is the conversation before it; without a chat model each question stands alone.
        ``read_time`` lets "since March" in it limit the articles, and "in March" prefer some.
        Raises QuestionError or ModelError.
        """
        *_, last = self.stream(question, history, filters, read_time=read_time)
        if last.answer is None:
            raise AssertionError("a stream ends with its answer")
        return last.answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> Iterator[AnswerEvent]:
        """Answer as ``ask`` does, giving each stage and each sentence as it comes."""
        question = checked(question)
        asked = with_acronyms(question)
        clock = _Clock()
        if self._rewriter and history:
            yield AnswerEvent("stage", stage="rewriting")
            with clock.timing("rewriting"):
                asked = self._rewriter(asked, history)
        yield AnswerEvent("stage", stage="searching", query=asked)
        with clock.timing("searching"):
            today = self._now() if read_time else None
            found = find(
                self._retriever, subject(asked), self._passages, filters or Filters(), today
            )
        yield AnswerEvent("stage", stage="answering")
        composition = Composition()
        composition.warn(found.warnings)
        with clock.timing("answering"):
            proposal = self._propose(found)
        while True:
            with clock.timing("answering"):
                draft = next(proposal.drafts, None)
            if draft is None:
                break
            with clock.timing("verifying"):
                event = composition.add(draft)
            if event:
                yield event
        if history and not self._rewriter and _LEANS.search(asked):
            composition.warn_if_refused(ALONE)
        answer = composition.finish(
            question, self._answerer.name, found.passages, proposal.confidence, found.period
        )
        yield AnswerEvent("done", answer=replace(answer, timings_ms=clock.spent))

    async def aask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> Answer:
        """Answer without blocking the event loop."""
        asking = partial(self.ask, question, history, filters, read_time=read_time)
        return await asyncio.get_running_loop().run_in_executor(self._threads, asking)

    async def astream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> AsyncIterator[AnswerEvent]:
        """Stream without blocking the event loop."""
        events = self.stream(question, history, filters, read_time=read_time)
        loop = asyncio.get_running_loop()
        while event := await loop.run_in_executor(self._threads, next, events, None):
            yield event

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Give the ``k`` passages that fit a query best, best first; raises QuestionError."""
        return self._retriever.search(subject(with_acronyms(checked(query))), k, filters)

    def article(self, article_id: str) -> Article:
        """Give a whole article; raises ArticleMissing."""
        return self._retriever.article(article_id)

    def articles(self) -> Iterator[Article]:
        """Give every article of the index, in the order of their ids."""
        return self._retriever.articles()

    def sources(self) -> list[str]:
        """List the publishers that articles have, in alphabetical order."""
        return self._retriever.values("source")

    def authors(self) -> list[str]:
        """List the authors that articles have, in alphabetical order."""
        return self._retriever.values("author")

    def status(self) -> Status:
        """Count what the index holds."""
        articles, passages = self._retriever.counts()
        return Status(
            self._retriever.directory,
            articles,
            passages,
            self._retriever.embedder.name,
            self._answerer.name,
            self._retriever.built_with(),
        )

    def close(self) -> None:
        """Let go of the index's files; ``with`` does so at its end."""
        self._retriever.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Load the models now, so that the first question does not wait for them."""
        self._retriever.search("warm", 1)

    def _now(self) -> date:
        return self._today or datetime.now().astimezone().date()

    def _propose(self, found: Found) -> Proposal:
        if found.period and asks_for_newest(found.period):
            return propose_newest(self._answerer, found.asked, found.words, found.passages)
        return self._answerer.propose(found.asked, found.passages)


class _Clock:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def timing(self, stage: Stage) -> Iterator[None]:
        start = perf_counter()
        yield
        elapsed = (perf_counter() - start) * 1_000
        self.spent[stage] = round(self.spent.get(stage, 0.0) + elapsed, 1)
