"""Retrieval: the passages of an index that fit a question best."""

from __future__ import annotations

from pathlib import Path
from threading import RLock
from typing import Self

from index.catalog import Catalog
from index.embed import Embedder
from index.errors import ArticleMissing, IndexMissing
from index.fuse import reciprocal_rank_fusion
from index.lexical import LexicalIndex, lexical_directory
from index.manifest import Manifest
from index.store import VectorStore
from index.types import Article, Chunk, Filters, Passage

DEPTH = 50  # chunks asked of each ranking, at the least


class Retriever:
    """An index opened for reading; safe to share between threads.

    Once a build, of this or another process, has come to its end, the next search sees it.
    """

    def __init__(self, directory: Path, embedder: Embedder) -> None:
        self.directory = directory
        self.embedder = embedder
        self.catalog = Catalog(directory / "catalog.sqlite")
        self._lock = RLock()
        self._opened: tuple[tuple[int, int], VectorStore, LexicalIndex] | None = None

    @classmethod
    def open(cls, directory: Path, embedder: Embedder) -> Self:
        """Open the index of a directory; raises IndexMissing or IndexMismatch."""
        retriever = cls(directory, embedder)
        retriever._fresh()
        return retriever

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Give the ``k`` best passages, best first: vectors and BM25, fused by reciprocal rank."""
        allowed = self.catalog.matching(filters) if filters and filters != Filters() else None
        if allowed == set():
            return []
        depth = max(DEPTH, 2 * k)
        vector = self.embedder.encode_query(query)
        with self._lock:
            store, lexical = self._fresh()
            near = store.query(vector, depth, allowed)
        rankings = {
            "dense": [id_ for id_, _ in near],
            "lexical": [id_ for id_, _ in lexical.query(query, depth, allowed)],
        }
        fused = reciprocal_rank_fusion(rankings)
        chunks = self.catalog.chunks([id_ for id_, _ in fused])
        found = {chunk.id: (article, chunk) for article, chunk in chunks}
        kept = [(id_, score) for id_, score in fused if id_ in found][:k]
        cosine = dict(near)
        return [
            _passage(
                *found[id_],
                score,
                cosine.get(id_),
                {name: ids.index(id_) + 1 for name, ids in rankings.items() if id_ in ids},
            )
            for id_, score in kept
        ]

    def rarity(self, stem: str) -> float:
        """Give the inverse document frequency of a stem in the index."""
        _, lexical = self._fresh()
        return lexical.rarity(stem)

    def article(self, article_id: str) -> Article:
        """Give a whole article; raises ArticleMissing."""
        article = self.catalog.article(article_id)
        if article is None:
            raise ArticleMissing(f"no article {article_id!r} in the index at {self.directory}")
        return article

    def _fresh(self) -> tuple[VectorStore, LexicalIndex]:
        """Give what was opened last, opened again if the index is another since."""
        with self._lock:
            version = Manifest.written(self.directory), self.catalog.generation
            if self._opened is None or self._opened[0] != version:
                Manifest.read(self.directory).check(self.embedder, self.directory)
                if not self.catalog.generation:
                    raise IndexMissing(
                        f"the index at {self.directory} was never finished; run again:"
                        f" dateline index PATHS --index {self.directory}"
                    )
                if self._opened:
                    self._opened[1].close()
                    self._opened = None
                lexical = LexicalIndex.load(lexical_directory(self.directory, version[1]))
                self._opened = version, VectorStore.open(self.directory / "chroma"), lexical
            return self._opened[1:]


def _passage(
    article: Article, chunk: Chunk, score: float, similarity: float | None, ranks: dict[str, int]
) -> Passage:
    return Passage(
        article_id=article.id,
        title=article.title,
        source=article.source,
        author=article.author,
        url=article.url,
        published_at=article.published_at,
        text=chunk.text,
        start=chunk.start,
        end=chunk.end,
        score=score,
        similarity=similarity or 0.0,
        ranks=ranks,
        sentences=chunk.sentences,
    )
