"""Dateline's search as a retriever of LangChain."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables.config import run_in_executor
from pydantic import PositiveInt

from index.types import Filters, Passage


@runtime_checkable
class Searcher(Protocol):
    """What finds passages: an ``Assistant``."""

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Give the ``k`` passages that fit a query best, best first."""
        ...


class DatelineRetriever(BaseRetriever):
    """Finds the passages that ``Assistant.search`` finds, the best first.

    ``invoke`` takes ``k`` and ``filters`` for one call too. A document's ``metadata`` says where
    its ``page_content`` stands: ``start`` and ``end`` are offsets in the text of the article
    ``article_id``. Raises what ``search`` does.
    """

    assistant: Searcher
    k: PositiveInt = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun | None = None,
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        passages = self.assistant.search(
            query, self.k if k is None else k, self.filters if filters is None else filters
        )
        return [_document(passage) for passage in passages]

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun | None = None,
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        return await run_in_executor(
            None, self._get_relevant_documents, query, k=k, filters=filters
        )


def _document(passage: Passage) -> Document:
    return Document(
        page_content=passage.text,
        metadata={
            "article_id": passage.article_id,
            "title": passage.title,
            "source": passage.source,
            "author": passage.author,
            "url": passage.url,
            "published_at": passage.published_at,
            "start": passage.start,
            "end": passage.end,
            "score": passage.score,
        },
    )
