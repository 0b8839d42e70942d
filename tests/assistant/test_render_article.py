from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.interfaces.ui.article import article_html
from index.types import Article
from tests.assistant.rendered import ARTICLE, CITATION, QUOTE, Page


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


def test_an_article_without_a_title_is_called_by_the_words_that_it_begins_with() -> None:
    page = article_html(Article(id="notes/a.txt", text="Words of a note."), 0, 0)
    assert '<h2 class="dl-reader-title" dir="auto">Words of a note.</h2>' in page
    assert "a.txt" not in page


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
    page = Page(article_html(Article(id="", text=text, title="-"), start, end))

    assert "".join(page.text.split()) == "".join(["-dateunknown", *text.split()])
    assert "".join(page.marked.split()) == "".join(text[start:end].split())
