"""The assistant: what it answers with, what it refuses, and in which form."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

import assistant
from assistant import Answer, Assistant, Filters, Turn
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.errors import QuestionError
from assistant.question import LONGEST
from assistant.types import REFUSAL
from index.build import build
from index.errors import ArticleMissing, FilterError, IndexMissing, SourceError
from index.retrieve import Retriever
from tests.assistant.navy import Scripted
from tests.fakes import WordEmbedder


def test_an_answer_cites_the_exact_characters_of_an_article(extractive: Assistant) -> None:
    answer = extractive.ask("How many ships did the navy order?")
    assert answer.status == "answered"
    assert answer.text == "The navy ordered twelve new ships on Monday. [1]"
    (sentence,) = answer.sentences
    (citation,) = answer.citations
    assert (sentence.citations, sentence.verdict) == ((1,), "supported")
    assert citation.article_id == "ships.txt"
    assert extractive.article("ships.txt").text[citation.start : citation.end] == citation.quote


def test_a_refusal_shows_the_nearest_passages(extractive: Assistant) -> None:
    answer = extractive.ask("Who won the football world cup?")
    assert (answer.status, answer.text, answer.sentences) == ("refused", REFUSAL, ())
    assert answer.nearest


def test_an_answer_is_plain_json(extractive: Assistant) -> None:
    for question in ("How many ships did the navy order?", "Who won the football world cup?"):
        answer = extractive.ask(question)
        fields = json.loads(json.dumps(answer.to_dict()))
        assert fields["status"] == answer.status
        assert len(fields["citations"]) == len(answer.citations)
        assert {"searching", "answering"} <= fields["timings_ms"].keys()


def test_an_answer_says_how_sure_it_is_and_so_does_a_refusal(extractive: Assistant) -> None:
    told = extractive.ask("How many ships did the navy order?").confidence
    refused = extractive.ask("How many ships did the army sell?").confidence
    far_off = extractive.ask("Who won the football world cup?").confidence
    assert told is not None
    assert refused is not None
    assert far_off is not None
    assert 1 >= told > refused > far_off >= 0


def test_a_stream_tells_what_a_follow_up_was_rewritten_to(retriever: Retriever) -> None:
    assistant = Assistant(retriever, Scripted(), rewriter=lambda question, _: f"{question} (bread)")
    events = list(assistant.stream("Who sold it?", [Turn("user", "What is sold?")]))
    assert [e.query for e in events if e.stage == "searching"] == ["Who sold it? (bread)"]


def test_every_article_of_the_index_can_be_listed(extractive: Assistant) -> None:
    assert [article.id for article in extractive.articles()] == ["bread.txt", "ships.txt"]
    assert extractive.status().built_with["generation"] == 1


def test_a_stream_tells_the_stages_then_the_sentences_then_the_answer(
    extractive: Assistant,
) -> None:
    question = "How many ships did the navy order?"
    events = list(extractive.stream(question))
    assert [event.type for event in events] == ["stage", "stage", "sentence", "done"]
    assert events[2].citations == events[3].answer.citations if events[3].answer else None
    answer = events[3].answer
    assert isinstance(answer, Answer)
    assert answer.text == extractive.ask(question).text


def test_async_gives_the_same(extractive: Assistant) -> None:
    question = "How many ships did the navy order?"

    async def both() -> tuple[str, list[str]]:
        answer = await extractive.aask(question)
        return answer.text, [event.type async for event in extractive.astream(question)]

    text, events = asyncio.run(both())
    assert text == extractive.ask(question).text
    assert events == [event.type for event in extractive.stream(question)]


def test_filters_limit_what_an_answer_is_made_from(extractive: Assistant) -> None:
    question = "How many ships did the navy order?"
    assert extractive.ask(question, filters=Filters(article_ids=("bread.txt",))).status == "refused"
    assert extractive.ask(question, filters=Filters(article_ids=("nowhere",))).nearest == ()


def test_a_sentence_without_a_citation_is_left_out_and_said(retriever: Retriever) -> None:
    said, thought = ("Twelve ships.", True), ("I think.", False)
    answer = Assistant(retriever, Scripted(said, thought)).ask("ships?")
    assert answer.status == "partial"
    assert answer.text == "Twelve ships. [1]"
    assert answer.warnings == ("1 sentence of the answer was left out: it cites nothing",)
    (two,) = Assistant(retriever, Scripted(thought, said, thought)).ask("ships?").warnings
    assert two == "2 sentences of the answer were left out: it cites nothing"
    nothing = Assistant(retriever, Scripted(("I think.", False))).ask("ships?")
    assert (nothing.status, nothing.text) == ("refused", REFUSAL)


def test_an_articles_own_brackets_do_not_look_like_a_citation(tmp_path: Path) -> None:
    bracketed = "The navy ordered twelve ships [3] on Monday."
    (tmp_path / "ships.txt").write_text(bracketed)
    build([tmp_path / "ships.txt"], tmp_path / "index", WordEmbedder())
    retriever = Retriever.open(tmp_path / "index", WordEmbedder())
    extractive = Assistant(retriever, ExtractiveAnswerer(retriever.rarity))

    answer = extractive.ask("How many ships did the navy order?")

    assert answer.text == "The navy ordered twelve ships (3) on Monday. [1]"
    assert [sentence.text for sentence in answer.sentences] == [bracketed]
    assert [citation.quote for citation in answer.citations] == [bracketed]


def test_two_sentences_may_share_a_citation(retriever: Retriever) -> None:
    answer = Assistant(retriever, Scripted(("Ships.", True), ("New ships.", True))).ask("ships?")
    assert answer.text == "Ships. [1] New ships. [1]"
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("The navy ordered twelve new ships on Monday.", "supported"),
        ("On Monday twelve ships were ordered.", "supported"),
        ("The navy ordered 12 new ships on Monday.", "supported"),
        ("The navy ordered 20 new ships on Monday.", None),
        ("The navy ordered twelve new ships in 2021.", None),
        ("Bitcoin rose again last week, said the navy.", None),
    ],
)
def test_a_sentence_is_held_to_the_words_that_it_cites(
    retriever: Retriever, said: str, verdict: str | None
) -> None:
    answer = Assistant(retriever, Scripted((said, True))).ask("What did the navy order?")
    assert [sentence.verdict for sentence in answer.sentences] == ([verdict] if verdict else [])
    assert answer.status == ("answered" if verdict else "refused")


def test_a_sentence_that_is_not_borne_out_is_kept_and_marked_if_asked(
    retriever: Retriever,
) -> None:
    talker = Scripted(
        ("The navy ordered twelve new ships.", True), ("The navy ordered 99 ships.", True)
    )
    dropped = Assistant(retriever, talker).ask("What did the navy order?")
    kept = Assistant(retriever, talker, keep=True).ask("What did the navy order?")
    assert [s.verdict for s in dropped.sentences] == ["supported"]
    assert [s.verdict for s in kept.sentences] == ["supported", "unsupported"]
    assert "99" in kept.sentences[1].reason
    assert kept.text.endswith("The navy ordered 99 ships. [1] (not found in the articles)")
    assert (dropped.status, kept.status) == ("partial", "partial")
    alone = Assistant(retriever, Scripted(("Bitcoin fell.", True)), keep=True).ask("ships?")
    assert (alone.status, alone.text) == (
        "refused",
        f"Bitcoin fell. [1] (not found in the articles) {REFUSAL}",
    )


@pytest.mark.parametrize(
    ("question", "reason"),
    [("", "empty"), (" \n\t", "empty"), ("x" * 100_000, f"100,000.*{LONGEST:,}")],
)
def test_a_question_that_is_none_is_refused_with_a_reason(
    extractive: Assistant, question: str, reason: str
) -> None:
    for use in (extractive.ask, extractive.search):
        with pytest.raises(QuestionError, match=reason):
            use(question)


@pytest.mark.parametrize("question", ["???", "the of and", "\0", "how many", "ﷺ" * 90, "<b>"])
def test_odd_questions_are_refused_quietly(extractive: Assistant, question: str) -> None:
    assert extractive.ask(question).status == "refused"


def test_what_is_of_another_type_is_told_with_what_to_give(extractive: Assistant) -> None:
    wrong: Any = {"role": "user", "text": "Who stays?"}
    with pytest.raises(QuestionError, match=r'give Turn\("user"'):
        extractive.ask("How many?", history=[wrong])
    with pytest.raises(FilterError, match=r"give Filters\("):
        extractive.ask("How many?", filters=wrong)
    with pytest.raises(SourceError, match="a list of articles"):
        extractive.add(wrong)
    with pytest.raises(SourceError, match="a list of ids"):
        extractive.remove("troops.md")
    with pytest.raises(SourceError, match="an id of its own"):
        extractive.add([{"text": "The harbour reopened."}])


def test_what_is_not_there(extractive: Assistant, tmp_path: Path) -> None:
    with pytest.raises(ArticleMissing, match="nowhere"):
        extractive.article("nowhere")
    with pytest.raises(IndexMissing, match="dateline index"):
        Assistant.open(index=tmp_path / "nowhere")


def test_the_package_offers_what_it_says() -> None:
    for name in assistant.__all__:
        assert getattr(assistant, name).__name__ == name
    with pytest.raises(AttributeError, match="nothing"):
        assistant.nothing  # noqa: B018
