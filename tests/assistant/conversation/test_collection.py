"""Questions about the collection are answered from the catalog, within the filters."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.conversation import about_collection
from assistant.types import Turn
from index.build import build
from index.retrieve import Retriever
from index.types import Filters
from tests.assistant.conversation.catalog import CITED, TODAY, ask, said, text_of, write
from tests.fakes import WordEmbedder


def test_the_articles_are_listed_the_newest_first_each_with_its_id(catalog: Retriever) -> None:
    reply = ask(catalog, "Which articles do you have?")

    assert reply
    assert reply.kind == "collection"
    assert [told.text for told in reply.sentences] == [
        "There are 4 articles:",
        "“Bread is warm” (Korea Bizwire, by Ann Lee, 2 March 2026).",
        "“Rain falls” (Yonhap News Agency, by Jane Doe, 31 December 2025).",
        "“Ships sail” (Yonhap News Agency, by Jane Doe and John Roe, 24 December 2025).",
        "“Nobody knows”.",
    ]
    assert [told.article_ids for told in reply.sentences] == [
        (),
        ("b.md",),
        ("c.md",),
        ("a.md",),
        ("d.md",),
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many articles?", "There are 4 articles."),
        ("how many articles do you have from yonhap", "There are 2 articles from Yonhap News"),
        ("How many from Korea Bizwire?", "There is 1 article from Korea Bizwire."),
        ("How many articles did Jane Doe write?", "There are 2 articles by Jane Doe."),
        ("how many articles by john roe since December 2025?", "There is 1 article by John Roe"),
        ("Do you have anything from December 2025?", "There are 2 articles published in December"),
        ("Do you have articles from 2019?", "There is no article published in 2019."),
        (
            "Is there anything from KBS?",
            "There is no article from or by “KBS”.\nThe publishers are",
        ),
        ("What is the newest article?", "The newest article is “Bread is warm” (Korea Bizwire"),
        ("What's the oldest article from Yonhap?", "The oldest article from Yonhap News Agency is"),
        ("What period do the articles cover?", "The articles were published from 24 December 2025"),
        ("Which publishers are there?", "The publishers are Yonhap News Agency (2 articles) and"),
        ("List the authors", "The authors are Ann Lee, Jane Doe and John Roe."),
        ("What can you do?", "I answer questions from 4 articles, and show"),
        ("Hi, which articles do you have, please?", "There are 4 articles:"),
    ],
)
def test_the_catalog_answers(catalog: Retriever, question: str, answer: str) -> None:
    assert said(catalog, question).startswith(answer)


def test_filters_hold_for_what_is_told(catalog: Retriever) -> None:
    filters = Filters(sources=("Korea Bizwire",))

    reply = about_collection("How many articles?", [], catalog, today=TODAY, filters=filters)

    assert reply
    assert text_of(reply) == "There is 1 article."


@pytest.mark.parametrize(
    ("filters", "question", "answer"),
    [
        (
            Filters(published_to="2025-12-31"),
            "How many articles do you have from 2026?",
            "There is no article published in 2026.",
        ),
        (
            Filters(published_from="2025-12-30"),
            "How many articles do you have from 2025?",
            "There is 1 article published in 2025.",
        ),
        (
            Filters(sources=("Yonhap News Agency",)),
            "How many articles from Korea Bizwire?",
            "There is no article from Korea Bizwire.",
        ),
        (
            Filters(authors=("Jane Doe",)),
            "How many articles by John Roe?",
            "There is 1 article by John Roe.",
        ),
        (Filters(authors=("Ann Lee",)), "How many articles by John Roe?", "There is no article by"),
        (Filters(sources=("Korea Bizwire",)), "List the authors", "The author is Ann Lee."),
        (
            Filters(sources=("Korea Bizwire",)),
            "Is there anything from KBS?",
            "There is no article from or by “KBS”.\nThe publisher is Korea Bizwire.",
        ),
    ],
)
def test_what_is_asked_narrows_the_filters_and_never_widens_them(
    catalog: Retriever, filters: Filters, question: str, answer: str
) -> None:
    reply = about_collection(question, [], catalog, today=TODAY, filters=filters)

    assert reply
    assert text_of(reply).startswith(answer)


def test_a_time_that_shall_not_be_read_narrows_nothing(catalog: Retriever) -> None:
    question = "How many articles do you have from Yonhap from 2019?"

    assert said(catalog, question).endswith("from Yonhap News Agency published in 2019.")
    reply = about_collection(question, [], catalog, today=TODAY, read_time=False)
    assert reply
    assert text_of(reply).startswith("There are 2 articles from Yonhap News Agency.")


def test_a_large_collection_is_neither_listed_whole_nor_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    days = [f"2025-01-{n:02}" for n in range(1, 26)]
    write(folder, [(f"{n}.md", f"Title {n}", f"P{n}", f"A{n}", d) for n, d in enumerate(days)])
    build([folder], tmp_path / "index", WordEmbedder())
    catalog = Retriever.open(tmp_path / "index", WordEmbedder())

    lines = said(catalog, "List the articles").splitlines()

    assert lines[0] == "There are 25 articles; the newest 20 are:"
    assert len(lines) == 22
    assert lines[-1] == "And 5 more; narrow it by publisher, author or date."
    assert said(catalog, "Which publishers are there?").endswith("P4 (1 article) and others.")


def test_what_a_stranger_names_is_said_back_in_quotation_marks(catalog: Retriever) -> None:
    reply = said(catalog, "Do you have articles from <img src=x>?")

    assert "“<img src=x>”" in reply


def test_a_publisher_there_is_not_is_missed_where_only_articles_can_be_meant(
    catalog: Retriever,
) -> None:
    none = "There is no article from or by “Reuters”.\nThe publishers are"
    meta = [Turn("user", "Which articles do you have?"), Turn("assistant", "There are 4 articles.")]
    world = [Turn("user", "How many troops were sent?"), Turn("assistant", "Twelve were sent [1].")]
    greeting = [Turn("user", "Hello"), Turn("assistant", "Hello!")]

    assert said(catalog, "How many from Reuters?").startswith(none)
    assert said(catalog, "How many from Reuters?", greeting).startswith(none)
    assert said(catalog, "What about those from Reuters?", meta).startswith(none)
    assert ask(catalog, "How many from Reuters?", world) is None
    assert ask(catalog, "What about those from Reuters?") is None


def test_the_newest_of_one_day_are_three_at_most(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, [(f"{n}.md", f"Title {n}", "P", "A", "2025-01-01") for n in range(5)])
    build([folder], tmp_path / "index", WordEmbedder())
    catalog = Retriever.open(tmp_path / "index", WordEmbedder())

    lines = said(catalog, "What is the newest article?").splitlines()

    assert lines[0] == "The newest articles are of 1 January 2025:"
    assert len(lines) == 5
    assert lines[-1] == "And 2 more of that day."


def test_articles_are_counted_by_year_and_by_an_author_there_is_not(catalog: Retriever) -> None:
    assert said(catalog, "How many articles are from 2026?").startswith("There is 1 article")
    none = "There is no article by “James Kim”."
    assert said(catalog, "how many articles are by James Kim?") == none


def test_that_no_date_is_known_is_said_in_plain_words(catalog: Retriever) -> None:
    undated = Filters(article_ids=("d.md",))

    reply = about_collection(
        "What is the newest article?", [], catalog, today=TODAY, filters=undated
    )

    assert reply
    assert text_of(reply) == "No date is known for any article."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("List the articles about the rain", "There is 1 article mentioning “rain”:\n“Rain falls”"),
        ("How many articles mention bread?", "There is 1 article mentioning “bread”."),
        ("Do you have anything about ships?", "There is 1 article mentioning “ships”:"),
        ("Which articles are about bread from 2025?", "There is no article mentioning “bread” pub"),
        ("Which publisher has the most articles?", "The publisher with the most articles is Yonh"),
        ("Which author wrote the most?", "The author with the most articles is Jane Doe (2 art"),
        ("Who wrote the most articles in 2026?", "The author with the most articles published in"),
    ],
)
def test_articles_are_counted_by_what_they_mention_and_by_who_has_the_most(
    catalog: Retriever, question: str, answer: str
) -> None:
    assert said(catalog, question).startswith(answer)


def test_the_articles_are_asked_about_what_none_of_them_mentions(catalog: Retriever) -> None:
    assert ask(catalog, "List the articles about submarines") is None
    assert ask(catalog, "Give me information about bread") is None


def test_how_many_of_them_goes_on_from_a_question_about_the_collection(catalog: Retriever) -> None:
    def then(first: str, question: str) -> str:
        return said(catalog, question, [Turn("user", first), Turn("assistant", "Some.")])

    of_2025 = "There are 2 articles published in 2025."
    assert then("How many articles do you have?", "How many of them are from 2025?") == of_2025
    assert then("How many articles are by John Roe?", "How many of them are from 2025?") == (
        "There is 1 article by John Roe published in 2025."
    )
    assert then("List the articles", "From which publishers?").startswith("The publishers are")
    tanks = [Turn("user", "How many tanks sailed?"), Turn("assistant", "Nine.")]
    assert ask(catalog, "How many of them are from 2025?", tanks) is None
    assert ask(catalog, "From which publishers?", tanks) is None


@pytest.mark.parametrize(
    ("before", "question", "answer"),
    [
        (
            ["How many articles are from 2026?"],
            "How many of them are from 2025?",
            "There is no article of that kind among them.",
        ),
        (["How many articles are from Reuters?"], "How many of them are from 2025?", None),
        (["Which articles are about Bergen?"], "How many of them are from 2025?", None),
        (
            ["How many articles are by Jane Doe?", "Thanks!"],
            "How many of them are from 2026?",
            "There is no article by Jane Doe published in 2026.",
        ),
        (
            ["List the articles about rain", "How many of them are from 2025?"],
            "How many of them are from Yonhap?",
            "There is 1 article mentioning “rain” from Yonhap News Agency published in 2025.",
        ),
        (
            ["How many articles are from 2025?"],
            "How many of them are from December 2025?",
            "There are 2 articles published in December 2025.",
        ),
        ([], "How many articles are from May 2025?", "There is no article published in May 2025."),
    ],
)
def test_of_them_is_of_those_that_all_questions_before_have_left(
    catalog: Retriever, before: list[str], question: str, answer: str | None
) -> None:
    history = [t for one in before for t in (Turn("user", one), Turn("assistant", "Some."))]
    if answer is None:
        assert ask(catalog, question, history) is None
    else:
        assert said(catalog, question, history).startswith(answer)


@pytest.mark.parametrize(
    ("before", "most"),
    [
        ("Which publishers are there?", "The publisher with the most articles is Yonhap News"),
        ("Which authors are there?", "The author with the most articles is Jane Doe"),
    ],
)
def test_which_of_them_has_the_most_is_of_whom_was_asked_before(
    catalog: Retriever, before: str, most: str
) -> None:
    history = [Turn("user", before), Turn("assistant", said(catalog, before))]

    assert said(catalog, "Which of them has the most articles?", history).startswith(most)


def test_how_many_mention_something_goes_on_from_a_question_about_the_collection(
    catalog: Retriever,
) -> None:
    history = [Turn("user", "How many articles are there?"), Turn("assistant", "There are 4.")]

    assert said(catalog, "And how many mention ships?", history).startswith("There is 1 article")
    assert said(catalog, "Which of them are about rain?", history).startswith("There is 1 article")
    assert ask(catalog, "And how many mention ships?") is None


def test_the_newest_of_them_is_of_what_was_counted(catalog: Retriever) -> None:
    history = [Turn("user", "How many articles from Yonhap?"), Turn("assistant", "There are 2.")]

    assert said(catalog, "Which of them is the newest?", history).startswith(
        "The newest article from Yonhap News Agency is “Rain falls”"
    )


def test_the_next_in_a_row_is_no_article(catalog: Retriever) -> None:
    history = [Turn("user", "Who won the first race?"), CITED[1]]

    assert ask(catalog, "And the last one?", history) is None
    assert said(catalog, "And the last one?", CITED).startswith("“Bread is warm”")
