"""Dateline's embedder as embeddings of LangChain."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from index.embed import Embedder, SentenceTransformerEmbedder

BATCH = 256  # texts that are embedded in one go


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
