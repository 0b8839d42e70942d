"""Dateline in LangChain: its own standard tests, and what they do not ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda
from langchain_tests.integration_tests import (
    EmbeddingsIntegrationTests,
    RetrieversIntegrationTests,
)
from langchain_tests.unit_tests import EmbeddingsUnitTests
from numpy.typing import NDArray
from pydantic import ValidationError

from assistant import Assistant, Filters
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.langchain.embeddings import BATCH, DatelineEmbeddings
from assistant.langchain.retriever import DatelineRetriever
from index.build import build
from index.embed import SentenceTransformerEmbedder
from index.retrieve import Retriever
from tests.fakes import WordEmbedder

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "articles"
DOCUMENT = ROOT / "docs" / "langchain.md"
ARTICLES = {
    "ships.md": "---\ntitle: Twelve ships\nsource: Test Wire\nauthor: Ann Lee\n"
    "url: https://example.org/ships\npublished_at: 2025-12-24\n---\nThe navy ordered twelve ships.",
    "bread.md": "---\ntitle: Warm bread\nsource: Daily Crumb\n---\nThe navy ordered warm bread.",
}


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("langchain") / "ix"
    build([SAMPLES], directory, SentenceTransformerEmbedder())
    return directory


@pytest.mark.slow
class TestRetrieverByTheStandard(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _opened(self, samples: Path) -> Iterator[None]:
        with Assistant.open(samples) as self._assistant:
            yield

    @property
    def retriever_constructor(self) -> type[DatelineRetriever]:
        return DatelineRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"assistant": self._assistant}

    @property
    def retriever_query_example(self) -> str:
        return "How many troops are stationed on the peninsula?"


class TestEmbeddingsByTheStandard(EmbeddingsUnitTests):
    @property
    def embeddings_class(self) -> type[DatelineEmbeddings]:
        return DatelineEmbeddings


@pytest.mark.slow
def test_what_the_document_shows_works(
    samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(samples.parent)
    shown = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text("utf-8"), re.S | re.M)
    names: dict[str, Any] = {}
    exec("".join(shown), names)
    names["assistant"].close()
    printed = capsys.readouterr().out
    assert printed.startswith("answered ")
    assert "\n2 passages\nask_news_archive " in printed


@pytest.mark.slow
class TestEmbeddingsWithTheDefaultModelByTheStandard(EmbeddingsIntegrationTests):
    @property
    def embeddings_class(self) -> type[DatelineEmbeddings]:
        return DatelineEmbeddings


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Assistant]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    build([folder], tmp_path / "index", WordEmbedder())
    opened = Retriever.open(tmp_path / "index", WordEmbedder())
    answerer = ExtractiveAnswerer(opened.rarity)
    with Assistant(opened, answerer) as assistant:
        yield assistant


@pytest.fixture
def retriever(news: Assistant) -> DatelineRetriever:
    return news.as_retriever()


def ids(documents: Sequence[Document]) -> list[str]:
    return [document.metadata["article_id"] for document in documents]


def test_a_document_says_where_its_words_stand(news: Assistant) -> None:
    document, *_ = news.as_retriever().invoke("twelve ships")
    found = dict(document.metadata)
    article = news.article(found["article_id"])
    assert article.text[found.pop("start") : found.pop("end")] == document.page_content
    assert found.pop("score") > 0
    assert found == {
        "article_id": "ships.md",
        "title": "Twelve ships",
        "source": "Test Wire",
        "author": "Ann Lee",
        "url": "https://example.org/ships",
        "published_at": "2025-12-24",
    }


async def test_filters_and_k_hold_for_a_retriever_or_for_one_call(
    retriever: DatelineRetriever,
) -> None:
    crumb, wire = Filters(sources=("Daily Crumb",)), Filters(sources=("Test Wire",))
    limited = retriever.model_copy(update={"filters": crumb})
    assert ids(retriever.invoke("navy ships")) == ["ships.md", "bread.md"]
    assert ids(limited.invoke("navy ships")) == ["bread.md"]
    assert ids(limited.invoke("navy ships", filters=wire)) == ["ships.md"]
    assert ids(await limited.ainvoke("navy ships", filters=wire)) == ["ships.md"]
    assert ids(await retriever.ainvoke("navy ships", k=1)) == ["ships.md"]
    with pytest.raises(ValueError, match="at least 1"):
        retriever.invoke("navy ships", k=0)
    with pytest.raises(ValidationError, match="greater than 0"):
        DatelineRetriever(assistant=retriever.assistant, k=0)


def test_a_retriever_is_a_step_of_a_chain(retriever: DatelineRetriever) -> None:
    chain = retriever | RunnableLambda(ids)
    assert chain.batch(["twelve ships", "warm bread"]) == [
        ["ships.md", "bread.md"],
        ["bread.md", "ships.md"],
    ]


class Counting(WordEmbedder):
    def encode_document(self, texts: Sequence[str]) -> NDArray[np.float32]:
        assert 0 < len(texts) <= BATCH
        return super().encode_document(texts)


async def test_texts_are_embedded_in_bounded_batches_in_their_order() -> None:
    embeddings = DatelineEmbeddings(Counting())
    texts = [f"ship {n}" for n in range(2 * BATCH + 1)]
    vectors = embeddings.embed_documents(texts)
    assert vectors == [embeddings.embed_query(text) for text in texts]
    assert await embeddings.aembed_documents(texts) == vectors
    assert embeddings.embed_documents([]) == await embeddings.aembed_documents([]) == []
