"""Retrieval: the passages of an index that fit a question best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, Self

from index.chunk import searchable
from index.duplicates import collapse
from index.embed import Embedder
from index.errors import ArticleMissing, IndexFault
from index.fuse import reciprocal_rank_fusion
from index.manifest import Manifest
from index.relevance import features, of_passages, relevance, weigh
from index.snapshot import Snapshot, Snapshots
from index.types import Article, ChromaServer, Chunk, Filters, Listing, Passage, Relevance
from index.vectors import cosines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEPTH = 50  # chunks asked of each ranking, at the least


class Reranker(Protocol):
    """Scores passages for a query, each pair on its own."""

    def scores(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Score texts, each after its query; shape ``(n,)``, higher is better."""
        ...


class Retriever:
    """An index opened for reading; safe to share between threads.

    Once a build, of this or another process, has come to its end, the next search sees it.
    """

    def __init__(
        self,
        directory: Path,
        embedder: Embedder,
        reranker: Reranker | None = None,
        chroma: ChromaServer | None = None,
    ) -> None:
        self.directory = directory.expanduser()
        self.embedder = embedder
        self.chroma = chroma
        self._reranker = reranker
        self._snapshots = Snapshots(self.directory, embedder, chroma)

    @classmethod
    def open(
        cls,
        directory: Path,
        embedder: Embedder,
        reranker: Reranker | None = None,
        chroma: ChromaServer | None = None,
    ) -> Self:
        """Open the index of a directory; raises IndexMissing, IndexMismatch or IndexUnreachable.

        A ``reranker`` has the last word on the order of the best passages; ``chroma`` is the
        server that has the vectors, if they are on one.
        """
        retriever = cls(directory, embedder, reranker, chroma)
        retriever._snapshots.current()
        return retriever

    def close(self) -> None:
        """Let go of the index's files; a later search opens them again."""
        self._snapshots.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Give the ``k`` best passages, best first.

        Vectors and BM25, fused by reciprocal rank, say which are looked at; then the relevance of
        their sentences ranks them, and copies are folded away.
        """
        if k < 1:
            raise ValueError(f"k is {k}; it must be at least 1")
        vector = self.embedder.encode_query(query)
        while True:
            index = self._snapshots.current()
            try:
                passages = self._search(index, query, vector, k, filters or Filters())
            except IndexFault:
                if self._snapshots.is_current(index):
                    raise
            else:
                if passages is not None and self._snapshots.is_current(index):
                    return self._reranked(query, passages)[:k]
            # A build came to its end in the middle of this: what was found is of two indexes.

    def rarity(self, stem: str) -> float:
        """Give the inverse document frequency of a stem in the index."""
        return self._snapshots.current().lexical.rarity(stem)

    def article(self, article_id: str) -> Article:
        """Give a whole article; raises ArticleMissing."""
        article = self._snapshots.current().catalog.article(article_id)
        if article is None:
            raise ArticleMissing(f"no article {article_id!r} is indexed")
        return article

    def articles(self) -> Iterator[Article]:
        """Give every article, in the order of their ids."""
        return self._snapshots.current().catalog.articles()

    def values(
        self, field: Literal["source", "author"], filters: Filters | None = None
    ) -> list[str]:
        """List the publishers, or the authors, of articles, in alphabetical order."""
        return self._snapshots.current().catalog.values(field, filters)

    def count(self, filters: Filters) -> int:
        """Count the articles that meet the filters."""
        return self._snapshots.current().catalog.count(filters)

    def listed(
        self,
        filters: Filters,
        limit: int,
        *,
        oldest: bool = False,
        after: tuple[str, str] | None = None,
    ) -> list[Listing]:
        """List the newest articles that meet the filters, or the ``oldest``, less their texts.

        ``after`` is the day and the id of the article that the list goes on from.
        """
        return self._snapshots.current().catalog.listed(filters, limit, oldest=oldest, after=after)

    def tally(
        self, filters: Filters, limit: int, field: Literal["source", "author"] = "source"
    ) -> list[tuple[str, int]]:
        """Count the articles of each publisher or author that meet the filters, the most first."""
        return self._snapshots.current().catalog.tally(filters, limit, field)

    def mentioning(self, text: str) -> list[str]:
        """List the ids of the articles that have every word of a text in one passage."""
        index = self._snapshots.current()
        return index.catalog.articles_of(index.lexical.having(text))

    def built_with(self) -> dict[str, object]:
        """Give the manifest's fields, and the number of the last build as "generation"."""
        manifest = Manifest.read(self.directory)
        return {**asdict(manifest), "generation": self._snapshots.current().catalog.generation}

    def check(self) -> None:
        """Raise IndexFault unless searches can be made; a server is asked whether it is there."""
        index = self._snapshots.current()
        if index.store.side_by_side:
            index.store.count()

    def counts(self) -> tuple[int, int]:
        """Count articles and chunks."""
        return self._snapshots.current().catalog.counts()

    def _search(
        self, index: Snapshot, query: str, vector: NDArray[np.float32], k: int, filters: Filters
    ) -> list[Passage] | None:
        """Search an index for up to ``2 * k``; None if another thread has closed it meanwhile."""
        depth = max(DEPTH, 2 * k)
        allowed = index.catalog.matching(filters) if filters != Filters() else None
        if allowed == set():
            return []
        near = self._snapshots.near(index, vector, depth, allowed)
        if near is None:
            return None
        rankings = {
            "dense": [id_ for id_, _ in near],
            "lexical": [id_ for id_, _ in index.lexical.query(query, depth, allowed)],
        }
        candidates = [id_ for id_, _ in reciprocal_rank_fusion(rankings)][:depth]
        weighed = _weigh(index, query, vector, candidates)
        ranked = sorted(weighed, key=lambda id_: (-weighed[id_].relevance, id_))[: 2 * k]
        found = {chunk.id: (article, chunk) for article, chunk in index.catalog.chunks(ranked)}
        cosine = dict(near)
        passages = [
            _passage(
                *found[id_],
                weighed[id_],
                cosine.get(id_),
                {name: ids.index(id_) + 1 for name, ids in rankings.items() if id_ in ids},
            )
            for id_ in ranked
            if id_ in found
        ]
        return collapse(passages)

    def _reranked(self, query: str, passages: list[Passage]) -> list[Passage]:
        if not self._reranker:
            return passages
        scores = self._reranker.scores([(query, searchable(p.title, p.text)) for p in passages])
        rescored = [replace(p, score=float(x)) for p, x in zip(passages, scores, strict=True)]
        return sorted(rescored, key=lambda passage: -passage.score)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The relevance of a chunk, and what speaks for each of its sentences, shape ``(n, 5)``."""

    relevance: float
    sentences: NDArray[np.float64]


def _weigh(
    index: Snapshot, query: str, vector: NDArray[np.float32], ids: list[str]
) -> dict[str, _Weighed]:
    signed = dict(index.catalog.signatures(ids))
    if not signed:
        return {}
    of = signed.values()
    counts = [len(one.sentences) for one in of]
    rows = features(
        weigh(query, index.lexical.rarity),
        [one.title for one in of],
        [one.sentences for one in of],
        cosines(b"".join(one.vectors for one in of), vector),
    )
    scores = of_passages(relevance(rows), counts).tolist()
    ends = list(accumulate(counts))
    return {
        id_: _Weighed(score, rows[end - count : end])
        for id_, score, end, count in zip(signed, scores, ends, counts, strict=True)
    }


def _passage(
    article: Article,
    chunk: Chunk,
    weighed: _Weighed,
    similarity: float | None,
    ranks: dict[str, int],
) -> Passage:
    return replace(
        Passage.of(article, chunk.start, chunk.end),
        score=weighed.relevance,
        similarity=similarity or 0.0,
        ranks=ranks,
        sentences=chunk.sentences,
        relevances=tuple(Relevance(*row) for row in weighed.sentences.tolist()),
    )
