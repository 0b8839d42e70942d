"""No interface renders what strangers wrote as anything but words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.interfaces.cli.answering import show_answer
from assistant.interfaces.ui.answer import answer_html
from assistant.interfaces.ui.article import article_html
from assistant.interfaces.ui.render import question_html
from assistant.types import Answer
from tests.assistant.hostile.cases import CASES
from tests.assistant.rendered import ANSWER, ARTICLE, CITATION, REFUSAL, SENTENCE, Page

MARKUP = [
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/p.png?q=1)",
    "[x](javascript:alert(1))",
    "[red]x[/red] [/] [link=https://evil.example]x[/link]",
    "\x1b[31mred\x1b]8;;https://evil.example\x07link\x1b]8;;\x07 \x9b2J",
    "\u202eyaM ni denepo\u202c \u2066x\u2069",
]
PLANTED = [*dict.fromkeys(case.planted for case in CASES), *MARKUP]
STEERS = ("\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\U000e0041")


def answered(words: str) -> Answer:
    citation = replace(
        CITATION, article_id=words, title=words, source=words, author=words, url=words, quote=words
    )
    sentence = replace(SENTENCE, text=words, reason=words)
    return replace(
        ANSWER,
        question=words,
        text=words,
        sentences=(sentence,),
        citations=(citation,),
        warnings=(words,),
        unanswered=(words,),
        query=words,
    )


def refused(words: str) -> Answer:
    (near,) = REFUSAL.nearest
    near = replace(near, article_id=words, title=words, source=words, url=words, text=words)
    return replace(REFUSAL, question=words, nearest=(near,))


@pytest.mark.parametrize("words", PLANTED)
def test_the_page_has_no_element_of_theirs_and_asks_no_other_host(words: str) -> None:
    article = replace(ARTICLE, id=words, text=words, title=words, source=words, author=words)
    plain = Page(answer_html(answered("words"))).elements
    for html in (
        question_html(words),
        answer_html(answered(words)),
        answer_html(refused(words)),
        article_html(replace(article, url=words), 0, 1),
    ):
        elements = Page(html).elements
        assert not any(tag in ("img", "script", "iframe", "style") for tag, _ in elements)
        assert not any(tag == "a" for tag, _ in elements) or words.startswith("https://")
        assert not any(name.startswith("on") or name == "src" for _, a in elements for name in a)
    assert [tag for tag, _ in Page(answer_html(answered(words))).elements] == [t for t, _ in plain]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org\u202egro.live/",
        "https://exa\u200bmple.org/",
        "https://example.org/\U000e0041",
        "https://user@example.org/",
        "java\nscript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
    ],
)
def test_an_address_that_hides_something_is_no_link(url: str) -> None:
    elements = Page(article_html(replace(ARTICLE, url=url), 0, 0)).elements
    assert "a" not in [tag for tag, _ in elements]


def test_a_host_in_letters_that_look_like_others_is_spelled_out() -> None:
    page = Page(article_html(replace(ARTICLE, url="https://ехample.org/"), 0, 0))
    assert "Read the original at xn--" in page.text


@pytest.mark.parametrize("words", PLANTED)
def test_nothing_steers_the_terminal(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(answered(words))
    show_answer(refused(words))
    shown = "".join(capsys.readouterr())

    assert not any(steers in shown for steers in STEERS)
    for markup in ("[red]", "[/]"):
        assert (markup in shown) == (markup in words)
