"""Retrieval: the passages of an index that fit a question best."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Self

from index.catalog import Catalog
from index.chunk import searchable
from index.embed import Embedder
from index.errors import ArticleMissing
from index.fuse import reciprocal_rank_fusion
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.store import VectorStore
from index.types import Article, Chunk, Filters, Passage

DEPTH = 50  # chunks asked of each ranking, at the least


class Retriever:
    """An index opened for reading; it follows changes that a build makes meanwhile."""

    def __init__(self, directory: Path, embedder: Embedder) -> None:
        self.directory = directory
        self.embedder = embedder
        self.catalog = Catalog(directory / "catalog.sqlite")
        self._store = VectorStore(directory / "chroma")
        self._lexical: LexicalIndex | None = None
        self._generation = -1
        self._lock = Lock()

    @classmethod
    def open(cls, directory: Path, embedder: Embedder) -> Self:
        """Open the index of a directory; raises IndexMissing or IndexMismatch."""
        Manifest.read(directory).check(embedder, directory)
        return cls(directory, embedder)

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Give the ``k`` best passages, best first: vectors and BM25, fused by reciprocal rank."""
        allowed = self.catalog.matching(filters) if filters and filters != Filters() else None
        if allowed == set():
            return []
        depth = max(DEPTH, 2 * k)
        near = self._store.query(self.embedder.encode_query(query), depth, allowed)
        rankings = {
            "dense": [id_ for id_, _ in near],
            "lexical": [id_ for id_, _ in self._fresh_lexical().query(query, depth, allowed)],
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
        return self._fresh_lexical().rarity(stem)

    def article(self, article_id: str) -> Article:
        """Give a whole article; raises ArticleMissing."""
        article = self.catalog.article(article_id)
        if article is None:
            raise ArticleMissing(f"no article {article_id!r} in the index at {self.directory}")
        return article

    def _fresh_lexical(self) -> LexicalIndex:
        with self._lock:
            generation = self.catalog.generation
            if self._lexical is None or generation != self._generation:
                self._lexical = load_lexical(self.directory, self.catalog)
                self._generation = generation
            return self._lexical


def load_lexical(directory: Path, catalog: Catalog) -> LexicalIndex:
    """Read the BM25 index of the catalog's generation, or make it where a build was cut off."""
    saved = lexical_directory(directory, catalog.generation)
    if saved.is_dir():
        return LexicalIndex.load(saved)
    return make_lexical(catalog)


def make_lexical(catalog: Catalog) -> LexicalIndex:
    """Index the words of every chunk in the catalog."""
    return LexicalIndex.build(
        (chunk.id, searchable(article.title, chunk.text)) for article, chunk in catalog.chunks()
    )


def lexical_directory(directory: Path, generation: int) -> Path:
    """Say where the BM25 index of a generation is saved."""
    return directory / "lexical" / str(generation)


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
