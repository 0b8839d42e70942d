"""The default assistant beside two plain baselines, on each public test set, in one run.

python -m tests.benchmarks.baselines [FOLDER…]

A folder holds ``articles.jsonl`` and ``questions.jsonl``; by default those of
``../shared/benchmarks``, and after them the questions of onestopqa asked of all sets' articles.
The baselines only retrieve: BM25 alone, over chunks of 190 words; and the plain LangChain recipe,
splits of 1,000 characters with 200 overlap, MiniLM in Chroma. What they find is answered from by
the same answerer as ours, so that a difference is one of retrieval.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from numpy.typing import NDArray

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.evaluation.compare import compare
from assistant.evaluation.evaluation import Evaluation, evaluate
from assistant.evaluation.reading import load_cases
from assistant.evaluation.run import Asker
from assistant.service import Assistant
from assistant.verify import BuiltInChecker
from index.build import build
from index.embed import SentenceTransformerEmbedder
from index.relevance import features, weigh
from index.retrieve import Retriever
from index.sentences import split
from index.types import Filters, Passage, Relevance, Sentence
from index.words import stems

Vector = NDArray[np.float32]
BENCHMARKS = Path(__file__).parents[3] / "shared" / "benchmarks"
SETS = ("onestopqa", "rgb_en_fact", "quail_news_dev")
WORDS = 190  # of a chunk that BM25 ranks
SHOWN = (
    "right", "hits@1", "hits@4", "mrr@10", "ndcg@10", "article_hits@4", "article_mrr@10",
    "contains", "answer_recall", "evidence_cited", "span_validity", "citation_recall",
    "refusal_recall", "wrongly_refused", "refusal_f1", "aurc", "confidence_auroc",
)  # fmt: skip


class Baseline(Retriever):
    """An index of ours, searched in another way: over passages of another cut."""

    def __init__(self, ours: Retriever) -> None:
        super().__init__(ours.directory, ours.embedder)
        self._rarity = ours.rarity
        self._articles = {article.id: article for article in ours.articles()}
        self._sentences, self._vectors = _sentences(ours)

    def passage(self, query: str, article_id: str, start: int, end: int, score: float) -> Passage:
        """Return characters of an article with the sentences that are whole in them."""
        article = self._articles[article_id]
        inside = [s for s in self._sentences[article_id] if s.start >= start and s.end <= end]
        about = self.embedder.encode_query(query)
        found = features(
            weigh(query, self._rarity),
            [stems(article.title)],
            [[stems(s.text) for s in inside]],
            [float(self._vectors[article_id, s.start] @ about) for s in inside],
        )
        return replace(
            Passage.of(article, start, end),
            score=score,
            sentences=tuple(inside),
            relevances=tuple(Relevance(*row) for row in found.tolist()),
        )


@cache
def _sentences(ours: Retriever) -> tuple[dict[str, list[Sentence]], dict[tuple[str, int], Vector]]:
    """Give the sentences of each article, and each one's vector by its article and start."""
    sentences = {article.id: split(article.text) for article in ours.articles()}
    at = [(id_, sentence) for id_, of in sentences.items() for sentence in of]
    vectors = ours.embedder.encode_document([sentence.text for _, sentence in at])
    named = {(id_, s.start): vector for (id_, s), vector in zip(at, vectors, strict=True)}
    return sentences, named


class Bm25Alone(Baseline):
    """BM25 over chunks of 190 words, lower case and English stop words, no stems, no vectors."""

    def __init__(self, ours: Retriever) -> None:
        super().__init__(ours)
        self._chunks = [
            (article.id, start, end)
            for article in self._articles.values()
            for start, end in _cut(article.text)
        ]
        self._ranker = bm25s.BM25()
        texts = [self._articles[id_].text[start:end] for id_, start, end in self._chunks]
        self._ranker.index(self._tokens(texts), show_progress=False)

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Rank chunks by BM25 alone."""
        (tokens,) = self._tokens([query])
        known = [token for token in tokens if token in self._ranker.vocab_dict]
        scores = self._ranker.get_scores(known) if known else np.zeros(len(self._chunks))
        if filters and filters.article_ids:
            scores = scores * [id_ in filters.article_ids for id_, *_ in self._chunks]
        best = np.argsort(-scores, kind="stable")[:k]
        chosen = ((*self._chunks[i], float(scores[i])) for i in best if scores[i] > 0)
        return [self.passage(query, *found) for found in chosen]

    @staticmethod
    def _tokens(texts: Sequence[str]) -> list[list[str]]:
        return bm25s.tokenize(texts, stopwords="en", return_ids=False, show_progress=False)


class LangChainRecipe(Baseline):
    """LangChain's recursive splitter with 1,000 characters and 200 overlap, MiniLM, and Chroma."""

    def __init__(self, ours: Retriever, folder: Path) -> None:
        super().__init__(ours)
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=1_000, chunk_overlap=200, add_start_index=True
        )
        splits = splitter.create_documents(
            [article.text for article in self._articles.values()],
            [{"article_id": id_} for id_ in self._articles],
        )
        self._store = Chroma(embedding_function=_Embeddings(ours), persist_directory=str(folder))
        self._store.add_documents(splits)

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Passage]:
        """Give the splits whose vectors are nearest."""
        allowed = filters.article_ids if filters else ()
        among: Any = {"article_id": {"$in": list(allowed)}} if allowed else None
        found = self._store.similarity_search_with_score(query, k, filter=among)
        return [
            self.passage(
                query,
                document.metadata["article_id"],
                start := document.metadata["start_index"],
                start + len(document.page_content),
                -distance,
            )
            for document, distance in found
        ]


class _Embeddings(Embeddings):
    def __init__(self, ours: Retriever) -> None:
        self._embedder = ours.embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.encode_document(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self._embedder.encode_query(text).tolist()


def _cut(text: str) -> Iterable[tuple[int, int]]:
    """Cut a text after every 190 words."""
    words = [found.span() for found in re.finditer(r"\S+", text)]
    for first in range(0, len(words), WORDS):
        part = words[first : first + WORDS]
        yield part[0][0], part[-1][1]


def measure(folder: Path, work: Path) -> dict[str, Evaluation]:
    """Evaluate the three on a folder's questions."""
    embedder = SentenceTransformerEmbedder()
    build([folder / "articles.jsonl"], work / "index", embedder)
    ours = Retriever.open(work / "index", embedder)
    retrievers: dict[str, Callable[[], Retriever]] = {
        "Dateline": lambda: ours,
        "BM25 alone": lambda: Bm25Alone(ours),
        "LangChain recipe": lambda: LangChainRecipe(ours, work / "chroma"),
    }
    cases = load_cases(folder / "questions.jsonl")
    return {
        name: evaluate(
            Asker(Assistant(retriever(), ExtractiveAnswerer(ours.rarity)), BuiltInChecker()),
            cases,
            about={"answerer": name},
        )
        for name, retriever in retrievers.items()
    }


def report(name: str, found: dict[str, Evaluation]) -> Iterable[str]:
    """Yield a table in Markdown; a baseline's figure that surely differs from ours has a mark."""
    ours, *others = found.values()
    yield f"### {name}: {len(ours.counted)} of {len(ours.outcomes)} questions count"
    yield ""
    yield f"| | n | {' | '.join(found)} |"
    yield f"|---|---|{'---|' * len(found)}"
    compared = [compare(ours, other).differences for other in others]
    marks = [{one.name: one.verdict for one in differences} for differences in compared]
    for metric in SHOWN:
        if not (mine := ours.figure(metric)):
            continue
        cells = [_cell(mine, "")]
        for other, mark in zip(others, marks, strict=True):
            theirs = other.figure(metric)
            cells.append(_cell(theirs, mark.get(metric, "")) if theirs else "")
        yield f"| `{metric}` | {mine.n} | {' | '.join(cells)} |"
    milliseconds = [f"{e.timings['searching'].p50:.0f} ms" for e in found.values()]
    yield f"| searching, median | | {' | '.join(milliseconds)} |"
    yield ""
    yield from (f"- {note}" for note in ours.notes)


def _cell(figure, verdict: str) -> str:
    mark = {"better": " ▲", "worse": " ▼"}.get(verdict, "")
    return f"{figure.value:.3f} ({figure.low:.2f}–{figure.high:.2f}){mark}"


def write_together(folder: Path) -> None:
    """Write the questions of the first set, and the articles of all sets, into a folder."""
    folder.mkdir()
    shutil.copy(BENCHMARKS / SETS[0] / "questions.jsonl", folder)
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as together:
        for articles in sorted(BENCHMARKS.glob("*/articles.jsonl")):
            together.write(articles.read_text(encoding="utf-8").strip() + "\n")


def main() -> None:
    """Print a table a test set."""
    folders = [Path(given) for given in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as made:
        if not folders:
            together = Path(made) / f"{SETS[0]} among the articles of all sets"
            write_together(together)
            folders = [*(BENCHMARKS / name for name in SETS), together]
        for folder in folders:
            with tempfile.TemporaryDirectory() as work:
                print("\n".join(report(folder.name, measure(folder, Path(work)))), flush=True)


if __name__ == "__main__":
    main()
