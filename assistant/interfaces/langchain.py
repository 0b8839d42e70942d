"""Dateline as parts of LangChain: its search as a retriever, its embedder as embeddings."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables.config import run_in_executor
from pydantic import PositiveInt

from assistant.service import Assistant
from index.embed import Embedder, SentenceTransformerEmbedder
from index.types import Filters, Passage

BATCH = 256  # texts that are embedded in one go


class DatelineRetriever(BaseRetriever):
    """Finds the passages that ``Assistant.search`` finds, the best first.

    ``invoke`` takes ``k`` and ``filters`` for one call too. A document's ``metadata`` says where
    its ``page_content`` stands: ``start`` and ``end`` are offsets in the text of the article
    ``article_id``. Raises what ``search`` does.
    """

    assistant: Assistant
    k: PositiveInt = 10
    filters: Filters = Filters()

    @classmethod
    def open(
        cls, index: str | Path, *, k: int = 10, filters: Filters | None = None, **settings: Any
    ) -> Self:
        """Open an index; the other settings are those of ``Assistant.open``."""
        assistant = Assistant.open(index, **settings)
        return cls(assistant=assistant, k=k, filters=filters or Filters())

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


class DatelineEmbeddings(Embeddings):
    """Embeds texts as an index does, by the default embedder unless another is given.

    Vectors are of unit length. A text over the embedder's limit of tokens is cut off there.
    """

    def __init__(self, embedder: Embedder | None = None) -> None:
        self.embedder = embedder or SentenceTransformerEmbedder()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed texts of articles, 256 at a time."""
        return [
            vector
            for start in range(0, len(texts), BATCH)
            for vector in self.embedder.encode_document(texts[start : start + BATCH]).tolist()
        ]

    def embed_query(self, text: str) -> list[float]:
        """Embed a question."""
        vector: list[float] = self.embedder.encode_query(text).tolist()
        return vector


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
