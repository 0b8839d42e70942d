from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.interfaces.ui.conversation import Conversation, Exchange
from assistant.interfaces.ui.render import (
    QUESTION_SHOWN,
    answer_html,
    article_html,
    header_html,
    plain_text,
    question_html,
    reply_html,
)
from assistant.types import Answer, AnswerEvent, AnswerSentence, Citation, Turn
from index.types import Article, Passage

TEXT = "Seoul, Dec. 24.\n\nThe United States keeps 28,500 troops on the peninsula. More may come."
QUOTE = "The United States keeps 28,500 troops on the peninsula."
ARTICLE = Article(
    id="wire/2025/troops.txt",
    text=TEXT,
    title="Troops stay",
    source="The Wire",
    author="Ann Lee",
    url="https://example.org/troops",
    published_at="2025-12-24T09:00:00+09:00",
)
CITATION = Citation(
    n=1,
    article_id=ARTICLE.id,
    title=ARTICLE.title,
    source=ARTICLE.source,
    author=ARTICLE.author,
    url=ARTICLE.url,
    published_at=ARTICLE.published_at,
    quote=QUOTE,
    start=TEXT.index(QUOTE),
    end=TEXT.index(QUOTE) + len(QUOTE),
)
SENTENCE = AnswerSentence("There are 28,500 troops.", (1,), "supported")
ANSWER = Answer(
    question="How many troops?",
    status="answered",
    text="There are 28,500 troops. [1]",
    sentences=(SENTENCE,),
    citations=(CITATION,),
    model="extractive",
)
REFUSAL = Answer(
    question="Who bakes the best bread?",
    status="refused",
    text="The articles do not answer this.",
    sentences=(),
    citations=(),
    model="extractive",
    nearest=(
        Passage(
            article_id=ARTICLE.id,
            title=ARTICLE.title,
            source=ARTICLE.source,
            author=ARTICLE.author,
            url=ARTICLE.url,
            published_at=ARTICLE.published_at,
            text=TEXT[:30],
            start=0,
            end=30,
            score=0.1,
        ),
    ),
)
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)' x=\"",
    "</p></div><style>*{display:none}</style>",
    "<!-- ",
    "&lt;b&gt; &amp;",
    "**bold** `code` $$x$$ [a](http://evil.example) ![](http://evil.example/x.png) ${1+1} {{x}}",
]
OURS = {"aside", "a", "bdi", "button", "div", "h2", "h3", "li", "mark", "p", "span", "time", "ul"}


class Page(HTMLParser):
    """What a browser makes of a fragment: elements, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.marked = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if "mark" in self._open else ""

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def all(self, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of the elements that have the given ones; ``class_`` is class."""
        pairs = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [attrs for _, attrs in self.elements if pairs.items() <= attrs.items()]


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


def test_an_unsupported_sentence_is_marked_and_named() -> None:
    doubted = replace(ANSWER, sentences=(replace(SENTENCE, verdict="unsupported"),))

    assert Page(answer_html(doubted)).all(class_="dl-doubted")
    assert "not confirmed by its source" in Page(answer_html(doubted)).text
    assert "not confirmed" not in Page(answer_html(ANSWER)).text


def test_a_partial_answer_and_its_warnings_say_so() -> None:
    text = Page(answer_html(replace(ANSWER, status="partial", warnings=("[7] dropped",)))).text

    assert "only a part of this question" in text
    assert "[7] dropped" in text


def test_a_citation_number_without_a_citation_is_left_out() -> None:
    dangling = replace(ANSWER, sentences=(AnswerSentence("So.", (1, 9), "supported"),))

    assert len(Page(answer_html(dangling)).all(class_="dl-chip")) == 1


def test_the_copied_answer_has_its_sources_numbered() -> None:
    assert plain_text(ANSWER) == (
        "There are 28,500 troops. [1]\n\nSources\n"
        "[1] Troops stay, The Wire, 24 December 2025, https://example.org/troops"
    )
    (button,) = Page(answer_html(ANSWER)).all(class_="dl-copy")
    assert button["data-copy"] == plain_text(ANSWER)


def test_a_reply_grows_with_its_stream() -> None:
    exchange = Exchange("How many troops?")
    searching = exchange.after(AnswerEvent("stage", stage="searching"))
    cited = searching.after(AnswerEvent("sentence", sentence=SENTENCE, citations=(CITATION,)))
    done = cited.after(AnswerEvent("done", answer=ANSWER))

    assert "Searching 13 articles…" in Page(reply_html(searching, 13)).text
    assert "There are 28,500 troops.[1]" in Page(reply_html(cited, 13)).text
    assert "Searching" in Page(reply_html(cited, 13)).text
    assert "Searching" not in Page(reply_html(done, 13)).text
    assert "Sources" in Page(reply_html(done, 13)).text
    assert [exchange.running, cited.running, done.running] == [True, True, False]


def test_a_stopped_reply_keeps_what_had_arrived() -> None:
    exchange = Exchange("How many troops?")
    cited = exchange.after(AnswerEvent("sentence", sentence=SENTENCE, citations=(CITATION,)))

    assert "There are 28,500 troops." in Page(reply_html(cited.stop(), 13)).text
    assert "Stopped" in Page(reply_html(cited.stop(), 13)).text
    assert not cited.stop().running


def test_a_complete_answer_cannot_be_stopped() -> None:
    done = Exchange("How many?").after(AnswerEvent("done", answer=ANSWER))

    assert done.stop() == done


def test_a_reply_that_was_stopped_or_cleared_does_not_go_on() -> None:
    asked = Exchange("How many troops?")
    more = asked.after(AnswerEvent("sentence", sentence=SENTENCE, citations=(CITATION,)))
    running, stopped, cleared = (
        Conversation([asked]),
        Conversation([asked.stop()]),
        Conversation(),
    )

    assert [c.advance(asked, more) for c in (running, stopped, cleared)] == [True, False, False]
    assert running.exchanges == [more]
    assert stopped.exchanges == [asked.stop()]


def test_an_error_is_announced() -> None:
    page = Page(reply_html(Exchange("?").failed("the model is <gone>"), 13))

    assert page.all(role="alert")
    assert "the model is <gone>" in page.text


def test_only_answered_questions_become_history() -> None:
    asked = Exchange("How many troops?")
    answered = asked.after(AnswerEvent("done", answer=ANSWER))

    conversation = Conversation([asked.failed("no"), answered, asked.stop()])

    assert conversation.turns() == [
        Turn("user", "How many troops?"),
        Turn("assistant", "There are 28,500 troops. [1]"),
    ]


def test_a_long_question_is_shortened_and_counted() -> None:
    page = Page(question_html("a" * 100_000))

    assert page.text.count("a") < QUESTION_SHOWN + 100
    assert "(100,000 characters)" in page.text


def test_an_article_shows_who_published_it_when_and_its_words_with_the_quote_marked() -> None:
    page = Page(article_html(ARTICLE, CITATION.start, CITATION.end))

    assert page.marked == QUOTE
    assert "The Wire · Ann Lee · 24 December 2025" in page.text
    assert page.all(datetime=ARTICLE.published_at)
    (link,) = page.all(href=ARTICLE.url)
    assert link["target"] == "_blank"
    assert link["rel"] == "noopener noreferrer"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "file:///etc",
        "[",
    ],
)
def test_only_a_web_address_is_linked(url: str) -> None:
    assert not [
        attrs
        for tag, attrs in Page(article_html(replace(ARTICLE, url=url), 0, 0)).elements
        if tag == "a"
    ]


def test_an_article_without_particulars_is_called_by_its_id() -> None:
    assert "notes/a.txt" in Page(article_html(Article(id="notes/a.txt", text="Words."), 0, 0)).text


def test_a_date_that_is_not_iso_is_shown_as_it_is() -> None:
    page = Page(article_html(replace(ARTICLE, published_at="last <Tuesday>"), 0, 0))

    assert "last <Tuesday>" in page.text


def paragraphs(text: str) -> int:
    html = article_html(Article(id="a", text=text), 0, 0)
    return sum(tag == "p" for tag, _ in Page(html).elements) - 1  # the byline


def test_text_wrapped_to_a_width_has_paragraphs_at_blank_lines() -> None:
    line = "A line of news text that somebody wrapped at about seventy characters"

    assert paragraphs(f"{line}\n{line}\n{line}\n\n{line}\nend.") == 2


def test_text_of_long_lines_has_a_paragraph_a_line() -> None:
    assert paragraphs("A paragraph. " * 30 + "\nAnother.\n\nA third.") == 3


@given(st.text(max_size=80), st.data())
def test_every_character_of_an_article_is_shown_and_the_quote_exactly_marked(
    text: str, data: st.DataObject
) -> None:
    text = text.replace("\r", "").replace("\0", "")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    page = Page(article_html(Article(id="", text=text), start, end))

    assert "".join(page.text.split()) == "".join(text.split())
    assert "".join(page.marked.split()) == "".join(text[start:end].split())


@pytest.mark.parametrize("words", HOSTILE)
def test_strangers_words_stay_words(words: str) -> None:
    citation = replace(
        CITATION, article_id=words, title=words, source=words, quote=words, published_at=words
    )
    sentence = replace(SENTENCE, text=words)
    answer = replace(
        ANSWER, text=words, sentences=(sentence,), citations=(citation,), warnings=(words,)
    )
    passage = replace(REFUSAL.nearest[0], article_id=words, title=words, source=words, text=words)
    article = Article(
        id=words, text=words, title=words, source=words, author=words, published_at=words
    )
    exchange = Exchange(words)
    for html in (
        question_html(words),
        answer_html(answer),
        answer_html(replace(answer, sentences=(replace(sentence, verdict="unsupported"),))),
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
