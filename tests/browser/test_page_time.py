"""Time and filters on the page: chips, the panel, and what an answer says of its date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from assistant import Assistant
from tests.browser.conftest import MARKS, Open, Visit, indexed, served

pytestmark = MARKS

ARTICLES = [
    ("old", "Wire", "Ann Lee", "2019-05-01", "Bo Kim is the chief of the navy of Lotavia."),
    ("new", "Post", "Cy Moss", "2024-03-10", "Di Park is the chief of the navy of Lotavia."),
    ("ships", "Post", "", "2025-12-24", "The navy of Lotavia ordered twelve ships last November."),
    ("port", "", "", "", "Ed Roe is the chief of the port of Lotavia."),
]
CURRENT = "Who is the current chief of the navy of Lotavia?"
AS_OF = "As of May 2001, who is the chief of the navy of Lotavia?"


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("dated")
    names = ("id", "source", "author", "published_at", "text")
    lines = (json.dumps(dict(zip(names, article, strict=True))) for article in ARTICLES)
    path = folder / "articles.jsonl"
    path.write_text("\n".join(lines))
    index: Path = indexed(folder / "index", path).directory
    with (
        Assistant.open(index=index, today=date(2025, 12, 24)) as assistant,
        served(assistant) as address,
    ):
        yield address


@pytest.fixture
def page(visit: Open, dated: str) -> Visit:
    return visit(dated)


def answered(on: Visit, question: str) -> Locator:
    """Ask, and give the reply once it is complete."""
    earlier = on.replies.count()
    on.ask(question)
    return complete(on, earlier)


def complete(on: Visit, earlier: int) -> Locator:
    expect(on.replies).to_have_count(earlier + 1)
    expect(on.replies.last.get_by_role("button", name="Wrong?")).to_be_visible()
    return on.replies.last


def test_an_answer_to_who_is_current_says_of_when_it_is(page: Visit) -> None:
    reply = answered(page, CURRENT)
    expect(reply).to_contain_text("Di Park")
    expect(reply).to_contain_text("As of 10 March 2024")
    expect(reply).to_contain_text("“current”: newest articles first")


def test_what_was_read_can_be_taken_off_and_the_question_is_asked_again(page: Visit) -> None:
    reply = answered(page, AS_OF)
    expect(reply).to_contain_text("only articles until 31 May 2001")
    expect(reply.get_by_label("Warnings")).to_contain_text("As of May 2001")
    reply.get_by_role("button", name="Ask again without it").click()
    again = complete(page, 1)
    expect(again).not_to_contain_text("only articles until")
    expect(page.page.locator(".dl-question").last).to_have_text(AS_OF)


def test_what_was_read_can_be_edited_in_the_panel(page: Visit) -> None:
    answered(page, AS_OF).get_by_role("button", name="Edit dates").click()
    until = page.page.get_by_label("Published to")
    expect(until).to_have_value("2001-05-31")
    expect(page.question).to_have_value(AS_OF)
    until.fill("2020-05-31")
    page.page.get_by_role("button", name="Done").click()
    page.question.press("Enter")
    expect(complete(page, 1)).to_contain_text("Bo Kim")


def test_the_panel_works_by_keyboard_and_limits_the_articles(page: Visit) -> None:
    keyboard = page.page.keyboard
    page.question.focus()
    keyboard.press("Shift+Tab")
    keyboard.press("Enter")
    expect(page.page.get_by_label("Publisher")).to_be_focused()
    keyboard.type("wire")
    keyboard.press("Enter")
    chosen = page.page.get_by_role("list", name="Filters in use")
    expect(chosen).to_have_text("Publisher Wire×")
    keyboard.press("Enter")
    expect(page.question).to_be_focused()
    expect(answered(page, CURRENT)).to_contain_text("Bo Kim")

    page.page.get_by_role("button", name="Remove publisher Wire").click()
    expect(chosen).to_be_empty()
    expect(answered(page, CURRENT)).to_contain_text("Di Park")


def test_a_name_that_no_article_has_is_said_and_all_can_be_cleared(page: Visit) -> None:
    page.page.get_by_role("button", name="Filters").click()
    page.page.get_by_label("Author").fill("Zed")
    page.page.get_by_label("Author").press("Enter")
    note = page.page.locator(".dl-filters-note")
    expect(note).to_have_text("No article has the author “Zed”.")
    page.page.get_by_label("Published from").fill("2024-01-01")
    expect(page.page.get_by_text("From 1 January 2024")).to_be_visible()
    page.page.get_by_role("button", name="Clear all").click()
    expect(page.page.get_by_role("list", name="Filters in use")).to_be_empty()
    expect(page.page.get_by_label("Author")).to_have_value("")
    page.page.keyboard.press("Escape")
    expect(page.page.get_by_label("Author")).to_be_hidden()


def test_a_name_beyond_those_that_are_listed_is_taken(page: Visit) -> None:
    names = {"sources": [], "authors": [f"Author {n}" for n in range(2_500)]}
    page.page.route("**/filters", lambda route: route.fulfill(json=names))
    page.page.get_by_role("button", name="Filters").click()
    page.page.get_by_label("Author").fill("author 2499")
    page.page.get_by_label("Author").press("Enter")
    chosen = page.page.get_by_role("list", name="Filters in use")
    expect(chosen).to_have_text("Author Author 2499×")
    assert page.page.locator("#dl-authors option").count() == 2_000


def test_names_that_cannot_be_loaded_are_not_called_unknown(page: Visit) -> None:
    page.page.route("**/filters", lambda route: route.fulfill(status=503, json={"detail": "no"}))
    page.page.get_by_role("button", name="Filters").click()
    page.page.get_by_label("Author").fill("Ann Lee")
    page.page.get_by_label("Author").press("Enter")
    note = page.page.locator(".dl-filters-note")
    expect(note).to_have_text("The names cannot be loaded: the server does not answer.")


def test_dates_in_the_wrong_order_are_said_until_they_are_in_order(page: Visit) -> None:
    page.page.get_by_role("button", name="Filters").click()
    page.page.get_by_label("Published from").fill("2024-01-01")
    page.page.get_by_label("Published to").fill("2020-01-01")
    note = page.page.locator(".dl-filters-note")
    expect(note).to_have_text("“From” is after “To”: no article is of both.")
    page.page.get_by_label("Published to").fill("2025-01-01")
    expect(note).to_be_empty()


def test_a_source_says_what_last_november_was_and_when_its_date_is_unknown(page: Visit) -> None:
    reply = answered(page, "How many ships did the navy of Lotavia order?")
    expect(reply.get_by_role("list").last).to_contain_text("last November = November 2025")
    reply = answered(page, "Who is the chief of the port of Lotavia?")
    expect(reply.get_by_role("list").last).to_contain_text("date unknown")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_panel_and_chips_fit_any_width(visit: Open, dated: str, width: int, scheme: str) -> None:
    on = visit(dated, width=width, height=640, color_scheme=scheme)
    on.page.get_by_role("button", name="Filters").click()
    on.page.get_by_label("Published from").fill("2001-01-01")
    for name in ("Publisher", "Author", "Published from", "Published to"):
        expect(on.page.get_by_label(name)).to_be_in_viewport(ratio=1)
    on.page.keyboard.press("Escape")
    answered(on, AS_OF)
    assert on.page.evaluate("document.documentElement.scrollWidth") <= width
