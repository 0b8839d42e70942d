"""The assistant: what every interface asks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from assistant.answer import Answerer
from assistant.assembly import assemble
from assistant.chain import CLOSED, Chain
from assistant.config import load_settings
from assistant.errors import AssistantClosed
from assistant.patience import waiting
from assistant.question import checked, subject, with_acronyms
from assistant.steps import Inquiry
from assistant.types import Answer, AnswerEvent, Turn
from index.articles import given
from index.editing import Edited, add, remove
from index.embed import Embedder
from index.errors import SourceError
from index.retrieve import Retriever
from index.types import Article, Filters, Listing, Passage

if TYPE_CHECKING:
    from langchain_core.runnables import AddableDict, RunnableSequence
    from langchain_core.tools import StructuredTool

    from assistant.langchain.retriever import DatelineRetriever
    from assistant.langchain.runnable import Asked

MOST_AT_ONCE = 64  # questions asked through the async methods
T = TypeVar("T")


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
        **chain: Any,
    ) -> None:
        """Put an assistant together; the other arguments are those of ``Chain``."""
        self._answerer = answerer
        self._chain = Chain(retriever, answerer, **chain)
        self._held = ExitStack()
        # A thread of our own each: a model that is slow to answer holds up nobody else.
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="dateline")

    @classmethod
    def open(cls, index: str | Path | None = None, **settings: Any) -> Self:
        """Open an index; the other settings are those of ``assistant.config.Settings``.

        Raises SettingsError, IndexFault, EmbedderError or ModelError.
        """
        parts = assemble(load_settings(index=index, **settings))
        opened = cls(parts.retriever, parts.answerer, **parts.chain)
        for end in parts.ends:
            opened._held.callback(end)
        return opened

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> Answer:
        """Answer a question from the articles that the filters let by.

        ``history`` is the conversation before it, on which it may lean.
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
        inquiry = Inquiry(question, tuple(history), filters or Filters(), read_time)
        if self._chain.rewrites(inquiry):
            yield AnswerEvent("stage", stage="rewriting")
        asked = self._chain.rewrite(inquiry)
        if asked.reply is None:
            yield AnswerEvent("stage", stage="searching", query=asked.query)
        retrieved = self._chain.retrieve(asked)
        if asked.reply is None:
            yield AnswerEvent("stage", stage="answering")
        yield from self._chain.verify(self._chain.answer(retrieved))

    async def aask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> Answer:
        """Answer without blocking the event loop; if cancelled, the chat model is let go of."""
        asking = partial(self.ask, question, history, filters, read_time=read_time)
        with waiting() as context:
            return await self._in_thread(partial(context.run, asking))

    async def astream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        *,
        read_time: bool = True,
    ) -> AsyncGenerator[AnswerEvent]:
        """Stream without blocking the event loop; if cancelled, the chat model is let go of."""
        events = self.stream(question, history, filters, read_time=read_time)
        following = partial(next, events, None)
        with waiting() as context:
            while event := await self._in_thread(partial(context.run, following)):
                yield event

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Give the ``k`` passages that fit a query best, best first; raises QuestionError."""
        return self._retriever.search(subject(with_acronyms(checked(query))), k, filters)

    def as_runnable(self) -> RunnableSequence[Asked, AddableDict]:
        """Give the chain as a runnable of LangChain, whose ``steps`` run alone too.

        It takes a question, or a dict of ``question``, ``history``, ``filters`` and ``read_time``,
        and gives the JSON form of an answer; streamed, in parts that add up to it.
        """
        from assistant.langchain.runnable import as_runnable

        return as_runnable(self._chain)

    def as_retriever(self, k: int = 10, filters: Filters | None = None) -> DatelineRetriever:
        """Give the search as a retriever of LangChain."""
        from assistant.langchain.retriever import DatelineRetriever

        return DatelineRetriever(assistant=self, k=k, filters=filters or Filters())

    def as_tool(self) -> StructuredTool:
        """Give asking as a tool for an agent of LangChain."""
        from assistant.langchain.tool import as_tool

        return as_tool(self.ask, self.aask)

    def article(self, article_id: str) -> Article:
        """Give a whole article; raises ArticleMissing."""
        return self._retriever.article(article_id)

    def articles(self) -> Iterator[Article]:
        """Give every article of the index, in the order of their ids."""
        return self._retriever.articles()

    def listed(
        self, filters: Filters | None = None, limit: int = 50, after: Listing | None = None
    ) -> list[Listing]:
        """List the newest articles without their texts; ``after`` is the last one of a list before.

        Those of unknown date come last.
        """
        last = (after.published_at, after.id) if after else None
        return self._retriever.listed(filters or Filters(), limit, after=last)

    def count(self, filters: Filters | None = None) -> int:
        """Count the articles that meet the filters."""
        return self._retriever.count(filters or Filters())

    def add(self, articles: Sequence[Article | Mapping[str, object]]) -> Edited:
        """Add articles to the index, or put them in the place of those of their ids.

        Each is an ``Article``, or its fields, as in a .jsonl file. Raises SourceError, IndexFault.
        """
        if isinstance(articles, Mapping | str):
            raise SourceError("give a list of articles, also of a single one")
        read = [given(asdict(a) if isinstance(a, Article) else a) for a in articles]
        retriever = self._retriever
        return add(read, retriever.directory, retriever.embedder, retriever.chroma)

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles from the index; raises ArticleMissing, with nothing removed."""
        if isinstance(article_ids, str):
            raise SourceError("give a list of ids, also of a single one")
        retriever = self._retriever
        remove(article_ids, retriever.directory, retriever.embedder, retriever.chroma)

    def sources(self) -> list[str]:
        """List the publishers that articles have, in alphabetical order."""
        return self._retriever.values("source")

    def authors(self) -> list[str]:
        """List the authors that articles have, in alphabetical order."""
        return self._retriever.values("author")

    def check(self) -> None:
        """Raise IndexFault unless the index can be searched at the moment."""
        self._retriever.check()

    def status(self) -> Status:
        """Count what the index holds; raises IndexFault if it cannot be searched at the moment."""
        self.check()
        articles, passages = self._retriever.counts()
        return Status(
            self._retriever.directory,
            articles,
            passages,
            self._retriever.embedder.name,
            self._answerer.name,
            self._retriever.built_with(),
        )

    @property
    def embedder(self) -> Embedder:
        """What turns texts into vectors here, as it did when the index was built."""
        return self._retriever.embedder

    def close(self) -> None:
        """Let go of the index's files, and of models that run here; ``with`` does so at its end.

        Whatever is asked of it later raises AssistantClosed.
        """
        self._held.close()
        self._chain.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Load the models now, so that the first question does not wait for them."""
        self._retriever.search("warm", 1)

    @property
    def _retriever(self) -> Retriever:
        return self._chain.retriever

    def _in_thread(self, call: Callable[[], T]) -> asyncio.Future[T]:
        try:
            return asyncio.get_running_loop().run_in_executor(self._threads, call)
        except RuntimeError as error:  # they take no more work once they are shut down
            raise AssistantClosed(CLOSED) from error
