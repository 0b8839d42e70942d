from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.interfaces.ui.answer import answer_html, plain_text
from assistant.interfaces.ui.article import article_html
from assistant.interfaces.ui.conversation import Exchange
from assistant.interfaces.ui.render import QUESTION_SHOWN, header_html, question_html, reply_html
from assistant.types import NOT_FOUND, AnswerSentence, Note
from index.types import Article, Relevance, Sentence
from tests.assistant.rendered import ANSWER, ARTICLE, CITATION, QUOTE, REFUSAL, SENTENCE, Page

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)' x=\"",
    "</p></div><style>*{display:none}</style>",
    "<!-- ",
    "&lt;b&gt; &amp;",
    "**bold** `code` $$x$$ [a](http://evil.example) ![](http://evil.example/x.png) ${1+1} {{x}}",
]
OURS = {
    *("aside", "a", "bdi", "button", "details", "div", "h2", "h3", "li", "mark", "p", "span"),
    *("summary", "time", "ul"),
}


def test_a_citation_is_a_button_that_names_and_opens_its_source() -> None:
    (chip,) = Page(answer_html(ANSWER)).all(class_="dl-chip")

    assert chip["aria-label"] == "Source 1: Troops stay, The Wire"
    assert chip["data-article"] == ARTICLE.id
    assert ARTICLE.text[int(chip["data-start"]) : int(chip["data-end"])] == QUOTE


def test_a_sentence_is_followed_by_its_numbers() -> None:
    assert "There are 28,500 troops.[1]" in Page(answer_html(ANSWER)).text


def test_sources_list_each_article_once_with_all_its_numbers() -> None:
    second = replace(CITATION, n=2, quote="More may come.", start=72, end=86)
    other = replace(CITATION, n=3, article_id="b.md", title="Elsewhere", published_at="2024")
    rows = Page(answer_html(replace(ANSWER, citations=(CITATION, second, other))))

    assert [row["data-article"] for row in rows.all(class_="dl-row")] == [ARTICLE.id, "b.md"]
    assert "Sources12Troops stayThe Wire · 24 December 20253Elsewhere" in rows.text


def test_a_refusal_shows_what_came_closest_and_no_sources() -> None:
    page = Page(answer_html(REFUSAL))

    assert page.all(class_="dl-refusal")
    assert "The articles do not answer this." in page.text
    assert "These came closest, but do not answer it" in page.text
    assert [row["data-article"] for row in page.all(class_="dl-row")] == [ARTICLE.id]
    assert "Sources" not in page.text


def test_a_partial_answer_shows_its_warning_and_says_no_more() -> None:
    whole = Page(answer_html(ANSWER)).text
    partial = Page(answer_html(replace(ANSWER, status="partial", warnings=("1 left out",)))).text

    assert partial.replace("1 left out", "") == whole


def test_notes_stand_below_the_sentences_with_the_numbers_they_rest_on() -> None:
    note = Note("conflict", "The Wire says 28,500; Daily Crumb says 30,000.", (1,))
    page = Page(answer_html(replace(ANSWER, notes=(note,))))

    assert "The articles differ The Wire says 28,500; Daily Crumb says 30,000.[1]" in page.text
    assert len(page.all(class_="dl-chip")) == 2


def test_a_part_that_the_articles_do_not_answer_is_named() -> None:
    page = Page(answer_html(replace(ANSWER, status="partial", unanswered=("What do they eat?",))))

    assert "There are 28,500 troops." in page.text
    assert "The articles do not answer What do they eat?" in page.text


def test_a_sentence_that_no_article_bears_says_so_and_why() -> None:
    doubtful = AnswerSentence("There are 9.", (1,), "unsupported", "the articles do not say “9”")
    page = Page(answer_html(replace(ANSWER, sentences=(SENTENCE, doubtful))))

    assert page.text.count(f"{NOT_FOUND}: the articles do not say “9”") == 1


def test_a_timeline_has_an_item_for_each_day_and_for_what_has_none() -> None:
    days = ("2025-12-24", "2026-01", "")
    told = tuple(replace(SENTENCE, day=day) for day in days)
    page = Page(answer_html(replace(ANSWER, sentences=told)))

    assert page.all(aria_label="Timeline")
    assert [time["datetime"] for time in page.all(class_="dl-day") if "datetime" in time] == [
        "2025-12-24",
        "2026-01",
    ]
    places = [page.text.index(day) for day in ("24 December 2025", "January 2026", "Date unknown")]
    assert places == sorted(places)


LISTED = replace(
    ANSWER,
    kind="collection",
    text="There is 1 article:\n“Troops stay” (The Wire). [1]",
    sentences=(
        AnswerSentence("There is 1 article:", (), "supported"),
        AnswerSentence("“Troops stay” (The Wire).", (1,), "supported"),
    ),
)


def test_a_list_of_articles_has_a_row_that_opens_each_and_names_no_sources_again() -> None:
    page = Page(answer_html(LISTED))

    assert "There is 1 article:" in page.text
    assert [row["data-article"] for row in page.all(class_="dl-row")] == [ARTICLE.id]
    assert page.text.count("Troops stay") == 1
    assert "Sources" not in page.text


def test_a_sentence_about_an_article_keeps_its_number() -> None:
    newest = AnswerSentence("The newest article is “Troops stay”.", (1,), "supported")
    page = Page(answer_html(replace(LISTED, sentences=(newest,))))

    assert "The newest article is “Troops stay”.[1]" in page.text
    assert not page.all(class_="dl-row")


@pytest.mark.parametrize(("number", "hidden"), [(1, 0), (4, 0), (5, 2), (9, 6)])
def test_many_warnings_are_there_and_all_but_the_first_are_folded(number: int, hidden: int) -> None:
    warnings = tuple(f"fault {n} of theirs" for n in range(number))
    page = Page(answer_html(replace(ANSWER, warnings=warnings)))

    assert [warning in page.text for warning in warnings] == [True] * number
    assert (f"{hidden} more warnings" in page.text) == bool(hidden)
    assert ("details" in dict(page.elements)) == bool(hidden)


def test_a_greeting_is_no_refusal() -> None:
    greeting = replace(REFUSAL, kind="greeting", text="Hello!", nearest=())

    assert Page(answer_html(greeting)).text == "Hello!"


def test_what_a_follow_up_was_taken_to_ask_is_shown() -> None:
    follow_up = replace(ANSWER, question="And troops?", query="How many troops are there?")

    assert "Understood as “How many troops are there?”" in Page(answer_html(follow_up)).text
    assert "Understood" not in Page(answer_html(replace(ANSWER, query="how many troops?"))).text


def test_a_citation_number_without_a_citation_is_left_out() -> None:
    dangling = replace(ANSWER, sentences=(AnswerSentence("So.", (1, 9), "supported"),))

    assert len(Page(answer_html(dangling)).all(class_="dl-chip")) == 1


def test_the_copied_answer_has_its_sources_numbered_and_quoted() -> None:
    assert plain_text(ANSWER) == (
        "There are 28,500 troops. [1]\n\nSources\n"
        "[1] Troops stay, The Wire, 24 December 2025, https://example.org/troops\n"
        f"    {ANSWER.citations[0].quote}"
    )
    (button,) = Page(answer_html(ANSWER)).all(class_="dl-copy")
    assert button["data-copy"] == plain_text(ANSWER)


def test_the_copied_answer_has_a_line_for_each_day_note_and_gap() -> None:
    answer = replace(
        ANSWER,
        sentences=(replace(SENTENCE, day="2025-12-24"), replace(SENTENCE, day="2026-01")),
        notes=(Note("agreement", "2 publishers report this.", (1,)),),
        unanswered=("What do they eat?",),
    )

    assert plain_text(answer).partition("\nSources")[0] == (
        "24 December 2025: There are 28,500 troops. [1]\n"
        "January 2026: There are 28,500 troops. [1]\n\n"
        "The articles agree: 2 publishers report this. [1]\n"
        "The articles do not answer: What do they eat?\n"
    )


def test_a_copied_list_has_the_addresses_of_its_articles() -> None:
    assert plain_text(LISTED) == (
        "There is 1 article:\n“Troops stay” (The Wire). https://example.org/troops"
    )


def test_the_words_of_an_article_are_no_line_and_no_number_of_ours() -> None:
    odd = AnswerSentence("It rained [9]\nSources", (1,), "unsupported", "nobody\nsays so")

    first, *_ = plain_text(replace(ANSWER, sentences=(odd,))).splitlines()
    assert first == "It rained (9) Sources [1] (not found in the articles: nobody says so)"


def test_a_long_question_is_shortened_and_counted() -> None:
    page = Page(question_html("a" * 100_000))

    assert page.text.count("a") < QUESTION_SHOWN + 100
    assert "(100,000 characters)" in page.text


@pytest.mark.parametrize("words", HOSTILE)
def test_strangers_words_stay_words(words: str) -> None:
    citation = replace(
        CITATION, article_id=words, title=words, source=words, quote=words, published_at=words
    )
    sentence = replace(SENTENCE, text=words)
    answer = replace(
        ANSWER,
        text=words,
        sentences=(sentence, replace(sentence, verdict="unsupported", reason=words)),
        citations=(citation,),
        warnings=(words,),
        query=words,
        unanswered=(words,),
        notes=(Note("conflict", words, (1,)),),
    )
    passage = replace(REFUSAL.nearest[0], article_id=words, title=words, source=words, text=words)
    article = Article(
        id=words, text=words, title=words, source=words, author=words, published_at=words
    )
    exchange = Exchange(words)
    for html in (
        question_html(words),
        answer_html(answer),
        answer_html(replace(REFUSAL, text=words, nearest=(passage,))),
        reply_html(exchange.failed(words), 13),
        article_html(article, 0, 5),
    ):
        page = Page(html)
        assert {tag for tag, _ in page.elements} <= OURS
        assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
        assert words.split(maxsplit=1)[0] in page.text


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 article"), (13, "13 articles"), (12_345, "12,345 articles")]
)
def test_the_header_counts_articles(count: int, words: str) -> None:
    assert Page(header_html(count)).text == f"Dateline {words}"


def test_a_passage_that_came_close_is_shown_from_its_nearest_sentence_on() -> None:
    text = "It rained all week. Nobody lives in Kor."
    sentences = (Sentence(100, 119, text[:19]), Sentence(120, 140, text[20:]))
    relevances = (Relevance(0, 0.5, 0.5, 0, 0.1), Relevance(0.5, 0.5, 0.5, 0, 0.3))
    passage = replace(
        REFUSAL.nearest[0], text=text, start=100, sentences=sentences, relevances=relevances
    )
    html = answer_html(replace(REFUSAL, nearest=(passage,)))
    assert "…Nobody lives in Kor." in html
    assert "rained" not in html
