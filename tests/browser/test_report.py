from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.evaluation.report.page import render
from tests.assistant.evaluation.made_up import ARTICLES, FACT, FAR, HOSTILE, evaluation
from tests.browser.conftest import MARKS

pytestmark = MARKS
Show = Callable[..., Page]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(evaluation(), ARTICLES.get), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def show(browser: Browser, address: str) -> Iterator[Show]:
    """Open the report from the disk; it may ask for nothing else, and complain of nothing."""
    asked: list[str] = []
    complaints: list[str] = []
    contexts = []

    def open_report(hash_: str = "", width: int = 1280, **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(20_000)
        context.on("request", lambda request: asked.append(request.url))
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(address + hash_)
        return page

    yield open_report
    for context in contexts:
        for page in context.pages:
            assert HOSTILE.replace("/", "|") in page.title() or "img" in page.title()
        context.close()
    assert {url.split("#")[0] for url in asked} == {address}
    assert complaints == []


def questions(page: Page) -> list[str]:
    return page.locator("tr.row:visible button").all_text_contents()


def opened(page: Page, question: str) -> Locator:
    """Open a question's row with the keyboard, and give its details."""
    button = page.locator("tr.row").get_by_role("button", name=question, exact=True)
    button.focus()
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    details = page.locator(f"#{button.get_attribute('aria-controls')}")
    expect(details).to_be_visible()
    return details


def width(locator: Locator) -> float:
    return locator.evaluate("(element) => element.getBoundingClientRect().width")


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_the_marks_are_exactly_what_is_cited_and_what_is_expected(show: Show) -> None:
    details = opened(show(), "Who was hurt?")

    text = details.get_by_role("region", name="Text of Volcano wakes")
    assert text.text_content() == ARTICLES["volcano"].text
    assert "".join(text.locator("mark.cited").all_text_contents()) == f"on Monday. {FACT}"
    assert "".join(text.locator("mark.expected").all_text_contents()) == FACT
    expect(text.locator("mark.cited.expected")).to_have_text(FACT)
    expect(text.locator("mark").first).to_be_in_viewport()
    expect(details).to_contain_text("Searched for: Who was hurt by the volcano?")
    expect(details).to_contain_text("The judge’s reply for judged_relevant could not be read.")
    link = details.get_by_role("link", name="original")
    expect(link).to_have_attribute("href", "https://news.example/volcano")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_a_row_is_opened_and_closed_by_keyboard(show: Show) -> None:
    page = show()
    details = opened(page, "Who was hurt?")
    page.keyboard.press("Enter")
    expect(details).to_be_hidden()
    page.keyboard.press("Space")
    expect(details).to_be_visible()


def test_a_chip_and_an_expected_quote_show_their_words(show: Show) -> None:
    details = opened(show(), "When was it?")
    text = details.get_by_role("region", name="Text of Dam")
    assert text.locator(".gap").count() == 2
    assert (text.text_content() or "").startswith("…")

    details.get_by_role("button", name="Citation 1: Dam").click()
    expect(text.locator("mark.now")).to_have_text("The end is quoted.")
    expect(text.locator("mark.now")).to_be_in_viewport()

    details.get_by_role("button", name=FAR).click()
    expect(text.locator("mark.now")).to_have_text(FAR)
    expect(text.locator("mark.now")).to_be_in_viewport()
    expect(details).to_contain_text("Citation 2 is not what the article has there: " + FACT)


def test_a_retrieved_passage_opens_with_the_expected_words(show: Show) -> None:
    details = opened(show(), "Who was hurt?")
    passage = details.get_by_role("listitem").filter(has_text="has an expected quote")
    passage.locator("summary").press("Enter")
    assert passage.locator(".passage").text_content() == ARTICLES["volcano"].text[:68]
    assert "".join(passage.locator("mark.expected").all_text_contents()) == FACT


def test_hostile_text_is_shown_as_it_is(show: Show) -> None:
    page = show("#open=hostile")
    row = page.locator("tr.row.open")
    assert row.get_by_role("button").text_content() == HOSTILE
    details = page.locator("tr.details:visible")
    assert details.locator("mark.cited").text_content() == HOSTILE
    assert details.locator(".asked").text_content() == HOSTILE
    assert page.locator("img").count() == 0
    assert details.get_by_role("link").count() == 0


def test_an_error_a_refusal_and_a_question_left_out_say_why(show: Show) -> None:
    page = show()
    expect(opened(page, "Broken?")).to_contain_text(HOSTILE[:40])
    expect(opened(page, "Who won?")).to_contain_text("A refusal: no article answers it.")
    expect(opened(page, "And then?")).to_contain_text("Nothing that an")
    expect(opened(page, "Gone?")).to_contain_text("The article gone is not in the index.")


def test_rows_are_filtered_by_result_text_type_and_tag_and_the_address_keeps_it(show: Show) -> None:
    page = show()
    choices = page.get_by_role("group", name="What came of it")
    choices.get_by_role("button", name="should have been refused").click()
    assert questions(page) == ["Who lost?"]
    expect(page.get_by_text("1 of 9 questions", exact=True)).to_be_visible()

    choices.get_by_role("button", name="all").click()
    page.get_by_role("searchbox").fill("who MONDAY")
    assert questions(page) == ["Who was hurt?"]
    page.get_by_role("searchbox").fill("")
    page.get_by_role("combobox", name="Type").select_option("none")
    assert questions(page) == ["Who won?", "Who lost?", "Broken?", "And then?", "Gone?"]
    page.get_by_role("combobox", name="Type").select_option("")
    page.get_by_role("combobox", name="Tag").select_option(HOSTILE)
    assert questions(page) == ["When was it?"]

    kept = page.evaluate("location.hash")
    again = show(kept)
    assert questions(again) == ["When was it?"]
    expect(again.get_by_role("combobox", name="Tag")).to_have_value(HOSTILE)


def test_a_type_and_a_result_lead_to_their_questions(show: Show) -> None:
    page = show()
    page.locator("#groups").get_by_role("link", name="one", exact=True).click()
    assert questions(page) == ["Who was hurt?"]
    page.locator(".outcomes").get_by_role("link", name="wrongly refused").click()
    assert questions(page) == ["ماذا قال العمدة؟"]


def test_rows_are_sorted_by_a_column_and_what_is_missing_comes_last(show: Show) -> None:
    page = show()
    header = page.get_by_role("columnheader", name="Seconds")
    button = header.get_by_role("button")
    button.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    first = questions(page)
    assert first[0] in ("Who won?", "ماذا قال العمدة؟", "Broken?")
    button.press("Enter")
    expect(header).to_have_attribute("aria-sort", "descending")
    assert questions(page)[0] == "When was it?"
    assert questions(page)[-1] == first[-1] == "Gone?"

    page.get_by_role("columnheader", name="Rank").get_by_role("button").click()
    assert questions(page)[:2] == ["Who was hurt?", "When was it?"]
    expect(header).to_have_attribute("aria-sort", "none")


def test_an_open_row_stays_with_its_question_when_rows_are_sorted(show: Show) -> None:
    page = show()
    details = opened(page, "When was it?")
    page.get_by_role("columnheader", name="Question").get_by_role("button").click()
    row = page.locator("tr.row.open + tr")
    assert row.get_attribute("id") == details.get_attribute("id")


def test_metrics_are_explained_on_demand(show: Show) -> None:
    page = show()
    meaning = page.get_by_text("questions with a quote in the first 4 passages")
    expect(meaning).to_be_hidden()
    page.get_by_role("button", name="Explain all").click()
    expect(meaning).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_over_the_edge(show: Show, width: int) -> None:
    page = show(width=width)
    page.get_by_role("button", name="Explain all").click()
    for question in questions(page):
        page.locator("tr.row").get_by_role("button", name=question, exact=True).press("Enter")
    for summary in page.locator(".details summary").all():
        summary.press("Enter")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert overflow(page) <= 0


def test_a_phone_leaves_the_questions_their_room_also_when_it_is_turned(show: Show) -> None:
    page = show("#open=wrong", width=390)
    expect(page.locator("tr.details:visible")).to_be_visible()
    assert width(page.locator("tr.row:visible th").first) > 150
    assert page.locator("tr.details:visible .text").count() == 2
    page.set_viewport_size({"width": 900, "height": 390})
    expect(page.get_by_role("columnheader", name="Seconds")).to_be_visible()
    assert width(page.locator("tr.details:visible > td")) == width(page.locator("table.rows"))
