"""Questions about the articles that were cited last, and those that go on from them."""

from __future__ import annotations

import pytest

from assistant.conversation import Reply, about_collection
from assistant.types import Turn
from index.retrieve import Retriever
from index.types import Filters
from tests.assistant.conversation.catalog import CITED, TODAY, ask, said, text_of


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Which of these is newest?", "The newest article of these is “Bread is warm” (Korea"),
        ("Who wrote it?", "“Ships sail” is by Jane Doe and John Roe.\n“Bread is warm” is by Ann"),
        ("When was the second one published?", "“Bread is warm” was published on 2 March 2026."),
        ("the first one", "“Ships sail” (Yonhap News Agency, by"),
        ("And the third one?", "Only 2 articles were cited."),
        ("Give me the link", "“Ships sail”: https://example.org/a.md"),
        ("Who published the last one?", "“Bread is warm” is from Korea Bizwire."),
    ],
)
def test_questions_about_what_was_cited_last(
    catalog: Retriever, question: str, answer: str
) -> None:
    assert said(catalog, question, CITED).startswith(answer)
    assert ask(catalog, question) is None


def test_what_was_cited_is_looked_up_where_a_turn_does_not_say(catalog: Retriever) -> None:
    history = [Turn("user", "What falls?"), Turn("assistant", "Rain falls [1].")]

    reply = about_collection(
        "Who wrote it?", history, catalog, today=TODAY, cited_in=lambda text: ["c.md"]
    )

    assert reply
    assert text_of(reply) == "“Rain falls” is by Jane Doe."


@pytest.mark.parametrize(
    "doubt",
    [
        "Really?",
        "Are you sure?",
        "is that true",
        "Seriously?",
        "I doubt it",
        "Says who?",
        "which article?",
    ],
)
def test_who_doubts_an_answer_is_told_where_it_is(catalog: Retriever, doubt: str) -> None:
    assert said(catalog, doubt, CITED).startswith("The answer is in:\n“Ships sail” (Yonhap")
    refused = [*CITED, Turn("user", "Why?"), Turn("assistant", "The articles do not answer this.")]
    assert ask(catalog, doubt, refused) is None


def test_after_a_question_about_another_work_it_may_be_that(catalog: Retriever) -> None:
    history = [Turn("user", "What does the study say?"), CITED[1]]

    assert ask(catalog, "When was it published?", history) is None
    assert ask(catalog, "Give me the link", history)


def test_what_was_cited_is_told_of_within_the_filters(catalog: Retriever) -> None:
    def told(*ids: str) -> Reply | None:
        filters = Filters(article_ids=ids)
        return about_collection("Who wrote it?", CITED, catalog, today=TODAY, filters=filters)

    reply = told("b.md", "c.md")
    assert reply
    assert text_of(reply) == "“Bread is warm” is by Ann Lee."
    assert told("c.md") is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("In which article did you read that?", "“Ships sail” (Yonhap News Agency"),
        ("Where did you find this?", "“Ships sail” (Yonhap News Agency"),
        ("Which articles did you use?", "“Ships sail” (Yonhap News Agency"),
        ("Show me the quote", "“Ships sail”:\n“Bread is warm”:"),
    ],
)
def test_what_the_last_answer_was_read_in_is_shown(
    catalog: Retriever, question: str, answer: str
) -> None:
    assert said(catalog, question, CITED).startswith(answer)
    reply = ask(catalog, question, CITED)
    assert reply
    assert reply.sentences[0].near == "Ships do."


def test_without_an_answer_all_articles_are_those_used(catalog: Retriever) -> None:
    assert said(catalog, "Which articles did you use?").startswith("There are 4 articles:")


def test_a_question_about_the_collection_goes_on(catalog: Retriever) -> None:
    newest = Turn("user", "Which of these is newest?")
    history = [*CITED, newest, Turn("assistant", "It is warm [1].", ("b.md",))]

    assert said(catalog, "And the oldest?", history).startswith(
        "The oldest article of these is “Ships sail”"
    )
    assert said(catalog, "How many from that publisher?", history).startswith(
        "There is 1 article from Korea Bizwire."
    )
    history += [Turn("user", "How many from that publisher?"), Turn("assistant", "One.")]
    assert said(catalog, "And from Yonhap?", history).startswith("There are 2 articles from")
    assert ask(catalog, "And the oldest?", CITED) is None


def test_the_quote_is_of_the_answer_before_what_was_asked_of_the_collection(
    catalog: Retriever,
) -> None:
    meta = [Turn("user", "When was it published?"), Turn("assistant", "In May.", ("a.md",))]

    reply = ask(catalog, "Show me the quote", [*CITED, *meta])

    assert reply
    assert reply.sentences[0].near == "Ships do."
