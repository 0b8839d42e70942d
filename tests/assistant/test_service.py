"""The assistant: what it answers with, what it refuses, and in which form."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import assistant
from assistant import Answer, Assistant, Filters, Passage, Turn
from assistant.answer import Draft, Proposal, Span
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.generative import GenerativeAnswerer
from assistant.chain import ALONE, UNBORNE
from assistant.errors import QuestionError
from assistant.prompting import prompt_hashes
from assistant.question import LONGEST
from assistant.types import REFUSAL
from index.build import build
from index.errors import ArticleMissing, IndexMissing
from index.retrieve import Retriever
from tests.assistant.chat_models import saying
from tests.fakes import WordEmbedder

SHIPS = "The navy ordered twelve new ships on Monday. They will sail in spring."
BREAD = "The baker sold warm bread. “Bread is what I know,” said the baker Ann Lee."


class Scripted:
    """An answerer that says what it is told to, citing the first sentence of the best passage."""

    name = "scripted"

    def __init__(self, *drafts: tuple[str, bool]) -> None:
        self._drafts = drafts

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        spans = [
            Span(best, best.sentences[0].start, best.sentences[0].end) for best in passages[:1]
        ]
        return Proposal(
            Draft(text, tuple(spans) if is_cited else ())
            for text, is_cited in self._drafts
            if spans
        )


@pytest.fixture
def retriever(tmp_path: Path) -> Retriever:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ships.txt").write_text(SHIPS)
    (folder / "bread.txt").write_text(BREAD)
    build([folder], tmp_path / "index", WordEmbedder())
    return Retriever.open(tmp_path / "index", WordEmbedder())


@pytest.fixture
def extractive(retriever: Retriever) -> Assistant:
    return Assistant(retriever, ExtractiveAnswerer(retriever.rarity))


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


def test_nothing_that_is_borne_out_is_answered_word_for_word_instead(
    retriever: Retriever,
) -> None:
    talker = Scripted(("The navy ordered 99 submarines.", True))
    stand_in = ExtractiveAnswerer(retriever.rarity)
    question = "How many ships did the navy order?"
    answer = Assistant(retriever, talker, stand_in=stand_in).ask(question)
    assert answer.text == "The navy ordered twelve new ships on Monday. [1]"
    assert (answer.model, answer.status) == ("extractive", "partial")
    assert UNBORNE in answer.warnings
    said_nothing = Assistant(retriever, Scripted(), stand_in=stand_in).ask(question)
    assert (said_nothing.status, said_nothing.model) == ("refused", "scripted")


def test_an_answer_names_the_prompts_it_was_made_with(retriever: Retriever) -> None:
    question = "How many ships did the navy order?"
    written = GenerativeAnswerer(saying("The navy ordered twelve new ships on Monday [1]."))
    answer = Assistant(retriever, written).ask(question)
    assert answer.prompts == {"answer": prompt_hashes()["answer"]}
    rewriting = Assistant(retriever, written, rewriter=lambda question, _: question)
    after = rewriting.ask(question, answer.turns())
    assert after.prompts.keys() == {"answer", "rewrite"}
    assert Assistant(retriever, ExtractiveAnswerer(retriever.rarity)).ask(question).prompts == {}


def test_a_follow_up_is_rewritten_before_it_is_searched(retriever: Retriever) -> None:
    heard: list[tuple[str, int]] = []

    def rewriter(question: str, history: Sequence[Turn]) -> str:
        heard.append((question, len(history)))
        return "How many ships did the navy order?"

    answerer = ExtractiveAnswerer(retriever.rarity)
    talker = Assistant(retriever, answerer, rewriter=rewriter)
    answer = talker.ask("And how many?", history=[Turn("user", "What did the navy do?")])
    assert "twelve" in answer.text
    assert answer.question == "And how many?"
    talker.ask("How many ships did the navy order?")
    assert heard == [("And how many?", 1)]


def test_a_follow_up_is_understood_without_a_chat_model(extractive: Assistant) -> None:
    history = extractive.ask("Who ordered ships?").turns()
    answer = extractive.ask("How many?", history)
    assert "twelve" in answer.text
    assert (answer.question, answer.query != "How many?") == ("How many?", True)


def test_a_follow_up_on_what_nobody_named_is_refused_with_the_reason(
    extractive: Assistant,
) -> None:
    history = [Turn("user", "How many ships did the navy order?")]
    answer = extractive.ask("What did she say?", history)
    assert (answer.status, answer.warnings) == ("refused", (ALONE,))
    assert extractive.ask("How many ships did the navy order?", history).warnings == ()
    assert extractive.ask("Who won the World Cup?", history).warnings == ()


def test_each_part_of_a_question_is_answered_and_the_rest_is_named(extractive: Assistant) -> None:
    answer = extractive.ask("How many ships did the navy order and who won the World Cup?")
    assert answer.status == "partial"
    assert answer.unanswered == ("Who won the World Cup?",)
    assert answer.text == (
        "The navy ordered twelve new ships on Monday. [1]"
        " The articles do not answer: Who won the World Cup?"
    )
    both = extractive.ask("How many ships did the navy order and who is Ann Lee?")
    assert (both.status, both.unanswered) == ("answered", ())
    assert {citation.article_id for citation in both.citations} == {"ships.txt", "bread.txt"}
    neither = extractive.ask("Who won the World Cup and what does the moon weigh?")
    assert (neither.status, neither.unanswered, neither.text) == ("refused", (), REFUSAL)


def test_a_question_about_the_collection_is_answered_from_its_catalog(
    extractive: Assistant,
) -> None:
    answer = extractive.ask("Which articles do you have?")
    assert (answer.kind, answer.status, answer.model) == ("collection", "answered", "catalog")
    assert answer.text.startswith("There are 2 articles:\n")
    assert {citation.article_id for citation in answer.citations} == {"ships.txt", "bread.txt"}
    for citation in answer.citations:
        text = extractive.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote
    within = Filters(article_ids=("ships.txt",))
    assert extractive.ask("How many articles are there?", filters=within).text.startswith(
        "There is 1 article."
    )


def test_a_greeting_is_greeted(extractive: Assistant) -> None:
    answer = extractive.ask("Hello!")
    assert (answer.kind, answer.sentences, answer.citations) == ("greeting", (), ())
    assert answer.text.startswith("Hello!")


def test_what_these_are_is_known_by_the_words_of_the_answer(extractive: Assistant) -> None:
    question, reply = extractive.ask("How many ships did the navy order?").turns()
    nameless = [question, Turn("assistant", reply.text)]
    for history in ([question, reply], nameless):
        answer = extractive.ask("When was that article published?", history)
        assert [citation.article_id for citation in answer.citations] == ["ships.txt"]


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


def test_a_premise_that_an_article_contradicts_is_corrected_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "port.txt").write_text(
        "Norland accepted the plan for the harbor in May. It will cost $9 million. "
        "Some 300 workers of the harbor live in Holm."
    )
    build([tmp_path / "port.txt"], tmp_path / "index", WordEmbedder())
    retriever = Retriever.open(tmp_path / "index", WordEmbedder())
    extractive = Assistant(retriever, ExtractiveAnswerer(retriever.rarity))

    answer = extractive.ask("Why did Norland reject the plan for the harbor?")

    assert answer.status == "partial"
    assert answer.sentences[0].text == "Norland accepted the plan for the harbor in May."
    (note,) = answer.notes
    assert (note.kind, note.citations) == ("premise", (1,))
    assert answer.text.endswith(f"{note.text} [1]")
    assert extractive.ask("When did Norland accept the plan for the harbor?").notes == ()
