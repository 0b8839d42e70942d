"""Questions about the collection and small talk, answered without searching."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.conversation import Reply, about_collection
from assistant.types import Turn
from index.build import build
from index.retrieve import Retriever
from index.types import Filters
from tests.fakes import WordEmbedder

TODAY = date(2026, 11, 27)
ARTICLES = [
    ("a.md", "Ships sail", "Yonhap News Agency", "Jane Doe, John Roe", "2025-12-24"),
    ("b.md", "Bread is warm", "Korea Bizwire", "Ann Lee", "2026-03-02"),
    ("c.md", "Rain falls", "Yonhap News Agency", "Jane Doe", "2025-12-31"),
    ("d.md", "Nobody knows", "", "", ""),
]
CITED = [Turn("user", "What sails?"), Turn("assistant", "Ships do [1] [2].", ("a.md", "b.md"))]


def write(folder: Path, articles: Sequence[tuple[str, str, str, str, str]]) -> None:
    for name, title, source, author, day in articles:
        fields = {"title": title, "source": source, "author": author, "published_at": day}
        known = [f"{field}: {value}" for field, value in fields.items() if value]
        text = "\n".join(["---", *known, f"url: https://example.org/{name}", "---", "", title])
        (folder / name).write_text(f"{text} at last.\n")


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("collection")
    (folder / "articles").mkdir()
    write(folder / "articles", ARTICLES)
    build([folder / "articles"], folder / "index", WordEmbedder())
    return Retriever.open(folder / "index", WordEmbedder())


def ask(catalog: Retriever, question: str, history: Sequence[Turn] = ()) -> Reply | None:
    return about_collection(question, history, catalog, today=TODAY)


def text_of(reply: Reply) -> str:
    return "\n".join(told.text for told in reply.sentences)


def said(catalog: Retriever, question: str, history: Sequence[Turn] = ()) -> str:
    reply = ask(catalog, question, history)
    assert reply, question
    return text_of(reply)


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


@pytest.mark.parametrize(
    ("said_first", "kind"),
    [
        ("hi", "greeting"),
        ("Hello there!", "greeting"),
        ("Good morning", "greeting"),
        ("thanks!", "greeting"),
        ("Thank you very much.", "greeting"),
        ("bye", "greeting"),
        ("ok", "greeting"),
        ("Actually, yes", "greeting"),
        ("No thanks", "greeting"),
        ("never mind", "greeting"),
        ("That's not what I asked", "greeting"),
        ("I don't understand", "greeting"),
        ("you're wrong", "greeting"),
        ("Who are you?", "collection"),
        ("help", "collection"),
    ],
)
def test_small_talk_is_answered(catalog: Retriever, said_first: str, kind: str) -> None:
    reply = ask(catalog, said_first)

    assert reply
    assert reply.kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "How many articles of the treaty were changed?",
        "Which articles of the constitution protect free speech?",
        "How many articles does the constitution have?",
        "How many from Japan were hurt?",
        "How many from Japan?",
        "What is the latest news from Seoul?",
        "What is the newest submarine?",
        "Which of these ships is newest?",
        "Who is the author of the study?",
        "When was the report published?",
        "Who are the sources of the leak?",
        "Do you have anything about submarines?",
        "Hello Kitty's owner",
        "Thanks to whom did Seoul win?",
        "What can you tell me about Seoul?",
        "What do you know of the navy?",
        "Welche Artikel hast du?",
        "Hola",
        "기사가 몇 개예요?",
        "?",
    ],
)
def test_questions_about_the_world_are_left_to_the_articles(
    catalog: Retriever, question: str
) -> None:
    assert ask(catalog, question, CITED) is None


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


def test_what_was_cited_is_told_of_within_the_filters(catalog: Retriever) -> None:
    def told(*ids: str) -> Reply | None:
        filters = Filters(article_ids=ids)
        return about_collection("Who wrote it?", CITED, catalog, today=TODAY, filters=filters)

    reply = told("b.md", "c.md")
    assert reply
    assert text_of(reply) == "“Bread is warm” is by Ann Lee."
    assert told("c.md") is None


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
