from __future__ import annotations

import pytest
from playwright.sync_api import expect

from assistant import Assistant
from tests.browser.conftest import BREAD, HOSTILE, MARKS, TROOPS, Open, ScriptedAnswerer

pytestmark = MARKS


def test_a_question_is_answered_and_its_citation_opens_the_exact_words(
    visit: Open, assistant: Assistant
) -> None:
    on = visit()
    on.answered(TROOPS)
    expect(on.replies).to_contain_text("28,500")

    on.page.get_by_role("button", name="Source 1:").first.click()

    (citation,) = assistant.ask(TROOPS).citations
    article = assistant.article(citation.article_id)
    expect(on.reader.locator("mark")).to_be_in_viewport()
    assert on.reader.locator("mark").text_content() == citation.quote
    expect(on.reader).to_contain_text(article.title)
    expect(on.reader).to_contain_text(article.source)
    expect(on.reader).to_contain_text(article.author)
    words = on.reader.get_by_role("region", name="Article text").text_content()
    assert "".join((words or "").split()) == "".join(article.text.split())
    link = on.reader.get_by_role("link")
    expect(link).to_have_attribute("href", article.url)
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("target", "_blank")


def test_the_sources_used_are_listed_and_open(visit: Open) -> None:
    on = visit()
    on.answered(TROOPS)
    on.replies.get_by_role("listitem").get_by_role("button").first.click()

    expect(on.reader.locator("mark")).to_be_in_viewport()


def test_an_article_that_has_changed_is_not_opened(visit: Open) -> None:
    on = visit()
    on.answered(TROOPS)
    chip = on.page.get_by_role("button", name="Source 1:").first
    chip.evaluate("(button) => (button.dataset.end -= 1)")

    chip.click()

    expect(on.reader).to_contain_text("this article has changed since the answer; ask again")
    expect(on.reader.locator("mark")).to_have_count(0)


def test_the_keyboard_alone_is_enough(visit: Open) -> None:
    on = visit()
    on.answered(TROOPS)
    chip = on.page.get_by_role("button", name="Source 1:").first
    chip.focus()
    on.page.keyboard.press("Enter")
    expect(on.reader.get_by_role("region", name="Article text")).to_be_focused()

    on.page.keyboard.press("Escape")

    expect(on.reader).to_be_hidden()
    expect(chip).to_be_focused()
    on.page.keyboard.press("/")
    expect(on.question).to_be_focused()
    expect(on.question).to_have_value("")


def test_beside_the_reader_the_chat_stays_in_view(visit: Open) -> None:
    on = visit()
    on.answered(TROOPS)
    on.page.get_by_role("button", name="Source 1:").first.click()

    expect(on.reader).to_be_visible()
    on.page.wait_for_timeout(300)
    panel, reply = on.reader.bounding_box(), on.replies.bounding_box()
    assert panel
    assert reply
    assert reply["x"] + reply["width"] <= panel["x"]


def test_on_a_phone_going_back_closes_the_article_and_keeps_the_chat(visit: Open) -> None:
    on = visit(width=390, height=844)
    on.answered(TROOPS)
    for leave in (on.page.go_back, on.page.get_by_role("button", name="Close source").click):
        on.page.get_by_role("button", name="Source 1:").first.click()
        expect(on.reader).to_be_visible()
        leave()
        expect(on.reader).to_be_hidden()
        expect(on.replies).to_contain_text("28,500")


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_scrolls_in_one_direction_and_reads_over_the_whole_width(
    visit: Open, width: int
) -> None:
    on = visit(width=width, height=700)
    assert on.overflow() == 0
    on.answered(TROOPS)
    assert on.overflow() == 0
    on.page.get_by_role("button", name="Source 1:").first.click()
    expect(on.reader).to_be_visible()
    assert on.overflow() == 0
    assert on.reader.bounding_box() == {"x": 0, "y": 0, "width": width, "height": 700}

    on.page.get_by_role("button", name="Close source").click()

    expect(on.reader).to_be_hidden()
    on.answered(BREAD)
    assert on.overflow() == 0


def test_strangers_words_are_shown_as_words(
    visit: Open, scripted_site: str, scripted: ScriptedAnswerer
) -> None:
    scripted.go_on.set()
    on = visit(scripted_site)
    on.ask(f"zanzibar clove {HOSTILE}")
    # A sentence with links and markup is not told; that it came close is.
    expect(on.replies).to_contain_text("These came closest")

    expect(on.page.locator(".dl-question")).to_have_text(f"zanzibar clove {HOSTILE}")
    expect(on.replies).to_contain_text(HOSTILE)
    hostile = on.page.locator("[data-article$='hostile.md']").first
    hostile.click()
    expect(on.reader.get_by_role("heading")).to_have_text(HOSTILE)
    expect(on.reader).to_contain_text("</span><b>Zanzibar Herald</b>")
    expect(on.reader).to_contain_text(f"harvest is near. {HOSTILE} Zanzibar")
    expect(on.reader.get_by_role("link")).to_have_count(0)
    for made in ("img", "b", "strong", "code", "script", ".katex", "a"):
        expect(on.page.locator(f"#dl-chat {made}, #dl-reader {made}")).to_have_count(0)
    expect(on.page).to_have_title("Dateline")
