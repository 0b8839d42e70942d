"""What holds of every text, in whatever script: what is shown of it are its exact characters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from assistant import Assistant, Filters
from assistant.answer.extractive import ExtractiveAnswerer
from index.build import build
from index.chunk import ChunkLimits, chunk
from index.retrieve import Retriever
from index.types import Article, Sentence
from tests.fakes import WordEmbedder

PIECES = (
    "The navy ordered twelve ships", "“We waited,” said Ada Moss", "U.S. troops", "ﬁve ﬂeets",
    "cafe\u0301 Zu\u0308rich", "İstanbul", "straße", "שלום עולם", "السفن أبحرت\u200f", "서울의 배",
    "舰队出海", "नौसेना के जहाज़", "🚢🏴\U000e0067\U000e0062\U000e007f", "👩\u200d👩\u200d👧", "𝔰𝔥𝔦𝔭𝔰",
    "soft\u00adhyphen", "zero\u200bwidth\ufeff", "\u202eright to left\u202c",
    "e\u0301\u0323\u0302" * 5, "a" * 300,
)  # fmt: skip
BREAKS = (
    " ", ". ", "! ", "؟ ", "。", "। ", "…”\n", "\n\n", "\r\n", ".\r\n", "\r", "\t", "\v", "\x1c",
    "\x85", "\u00a0", "\u2028", "\u2029", "\u3000", " (Pool photo) ", "",
)  # fmt: skip
# A file that holds a NUL is refused: it is no text.
STRANGE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES) | STRANGE, st.sampled_from(BREAKS)).map("".join), max_size=20
).map("".join)
# A fault is told at once: to find its smallest form would take minutes of builds.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
QUESTIONS = ("How many ships did the navy order?", "What did Ada Moss say?", "서울의 배 🚢")


def write(folder: Path, texts: Sequence[str]) -> None:
    lines = (json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts))
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")


def without_space(text: str) -> str:
    return "".join(text.split())


def assert_exact(text: str, spans: Sequence[Sentence]) -> None:
    """Hold spans to be characters of a text, in order, that leave out white space alone."""
    position = 0
    for span in spans:
        assert text[span.start : span.end] == span.text
        assert not text[position : span.start].strip()
        position = span.end
    assert not text[position:].strip()


@given(TEXTS)
def test_chunks_have_every_sentence_once_and_sentences_every_character(text: str) -> None:
    chunks = chunk(
        Article("a", text), WordEmbedder().count_tokens, ChunkLimits(tokens=8, characters=100)
    )
    for c in chunks:
        assert text[c.start : c.end] == c.text
        assert (c.start, c.end) == (c.sentences[0].start, c.sentences[-1].end)
    assert_exact(text, [sentence for c in chunks for sentence in c.sentences])


@pytest.mark.slow
@settings(max_examples=15, phases=PHASES)
@given(st.lists(TEXTS.filter(without_space), min_size=1, max_size=12))
def test_every_passage_and_every_citation_has_the_exact_characters_of_its_article(
    texts: list[str],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, texts)
        build([folder / "articles.jsonl"], folder / "index", WordEmbedder())
        with Retriever.open(folder / "index", WordEmbedder()) as retriever:
            articles = {article.id: article.text for article in retriever.articles()}
            assert len(articles) == len(texts)
            for id_, text in articles.items():
                passages = retriever.search("ships", 50, Filters(article_ids=(id_,)))
                assert passages
                for p in passages:
                    assert text[p.start : p.end] == p.text
                    assert all(text[s.start : s.end] == s.text for s in p.sentences)
            answerer = ExtractiveAnswerer(retriever.rarity)
            assistant = Assistant(retriever, answerer)
            for question in QUESTIONS:
                for cited in assistant.ask(question).citations:
                    assert articles[cited.article_id][cited.start : cited.end] == cited.quote
