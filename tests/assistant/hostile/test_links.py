"""No link or image of a stranger's is told, by whichever way of answering."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.accounts import timeline
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.premise import mismatch
from index.build import build
from index.retrieve import Retriever
from tests.assistant.accounts.found import found, noted
from tests.assistant.sources import passage
from tests.fakes import WordEmbedder

LINK = "[here](https://evil.example/?q=1)"
IMAGE = "![x](https://evil.example/p.png?q=1)"


def test_a_sentence_that_corrects_a_premise_is_told_with_its_links_as_words() -> None:
    text = f"President Aas has publicly backed the new ferry, see {LINK}. It rained."
    wrong = mismatch(
        "Why did President Aas oppose the new ferry?", [passage("a", text)], lambda _: 1
    )

    assert wrong is not None
    assert wrong.draft.text == "President Aas has publicly backed the new ferry, see here."


def test_so_are_those_of_a_timeline() -> None:
    about = "about the fire at the Dorn refinery"
    told = timeline(
        about,
        found(
            about,
            [
                ("Post", "2025-03-08", f"A fire at the Dorn refinery killed four people {IMAGE}."),
                ("Wire", "2025-03-10", f"The fire at the Dorn refinery {LINK} led to nine deaths."),
                ("Ledger", "2025-06-03", "A valve caused the fire at the Dorn refinery in March."),
            ],
        ),
    )

    assert len(told) == 3
    assert not any("](" in draft.text for draft in told)


def test_so_are_publishers_in_a_note_and_the_sentences_that_it_adds() -> None:
    question = "How many people died in the ferry accident?"
    told = "people died in the ferry accident, police said"
    note = noted(
        question,
        (IMAGE, "2025-05-03", f"Twelve {told}."),
        ("Kyodo", "2025-05-05", f"It is over. Now 14 {told}, see {LINK}."),
    )["conflict"]

    assert note.text == "x, on 3 May 2025, says 12; Kyodo, on 5 May 2025, says 14 (newer)."
    assert [draft.text for draft in note.drafts] == [f"Now 14 {told}, see here."]


@pytest.fixture
def planted(tmp_path: Path) -> Assistant:
    articles = tmp_path / "articles.jsonl"
    told = "people died in the ferry accident, police said."
    fields = [
        {"id": "a", "title": LINK, "source": "https://evil.example/?q=1", "text": f"Now 12 {told}"},
        {"id": "b", "title": "Ferry", "source": IMAGE, "author": LINK, "text": f"Now 14 {told}"},
    ]
    articles.write_text("\n".join(map(json.dumps, fields)), encoding="utf-8")
    build([articles], tmp_path / "index", WordEmbedder())
    retriever = Retriever.open(tmp_path / "index", WordEmbedder())
    return Assistant(retriever, ExtractiveAnswerer(retriever.rarity))


@pytest.mark.parametrize(
    "question",
    [
        "Which articles do you have?",
        "Which authors are there?",
        "Which publishers do you have?",
        "How many articles do you have?",
    ],
)
def test_so_are_the_names_in_what_is_said_of_the_collection(
    planted: Assistant, question: str
) -> None:
    answer = planted.ask(question)

    assert answer.kind == "collection"
    assert "](" not in answer.text


def test_a_note_that_would_tell_an_address_is_left_out(planted: Assistant) -> None:
    answer = planted.ask("How many people died in the ferry accident?")

    assert {sentence.text[:6] for sentence in answer.sentences} == {"Now 12", "Now 14"}
    assert (answer.notes, answer.status) == ((), "partial")
    assert "evil.example" not in answer.text
    assert any("links to what is no article's" in warning for warning in answer.warnings)
