"""Logging in to the page, with the keyboard alone and as a screen reader hears it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant import Assistant
from tests.browser.conftest import MARKS, TROOPS, served

pytestmark = MARKS


@pytest.fixture(scope="module")
def closed_site(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with the password "sesame"."""
    folder = tmp_path_factory.mktemp("state")
    with served(assistant, password="sesame", state=folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser, closed_site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 700})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "olicy" in said.text else None)
    page.goto(closed_site)
    yield page
    context.close()
    assert complaints == []


def test_a_password_leads_to_the_page_and_out_again(page: Page, closed_site: str) -> None:
    expect(page).to_have_title("Log in · Dateline")
    expect(page.get_by_role("heading", name="Dateline")).to_be_visible()
    field = page.get_by_label("Password")
    expect(field).to_be_focused()

    page.keyboard.type("a guess")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_have_text("That is wrong: check it and try again.")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("That is wrong: check it and try again.")

    page.keyboard.type("sesame")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Log in")).to_be_focused()
    page.keyboard.press("Enter")
    question = page.get_by_role("textbox", name="Your question")
    expect(question).to_be_visible(timeout=20_000)
    question.fill(TROOPS)
    question.press("Enter")
    expect(page.locator(".dl-reply")).to_contain_text("28,500", timeout=20_000)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    page.goto(closed_site)
    expect(page).to_have_url(f"{closed_site}login")


def test_the_form_goes_on_to_where_one_wanted(page: Page, closed_site: str) -> None:
    wanted = f"{closed_site}reader?article=alliance-history.md"
    page.goto(wanted)
    page.get_by_label("Password").fill("sesame")
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(wanted)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_has_the_pages_colours_and_fits(
    page: Page, scheme: Literal["light", "dark"], closed_site: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{closed_site}login")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    paper = {"light": "rgb(253, 252, 250)", "dark": "rgb(22, 22, 20)"}[scheme]
    expect(page.locator("body")).to_have_css("background-color", paper)


def test_who_is_logged_in_sees_so_at_the_login_and_can_leave(page: Page, closed_site: str) -> None:
    page.get_by_label("Password").fill("sesame")
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(closed_site)
    page.goto(f"{closed_site}login")
    expect(page.get_by_text("You are logged in.")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_label("Password")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_what_is_in_the_header_does_not_overlap(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.get_by_label("Password").fill("sesame")
    page.get_by_role("button", name="Log in").click()
    question = page.get_by_role("textbox", name="Your question")
    question.fill(TROOPS)
    question.press("Enter")
    fresh = page.get_by_role("button", name="New chat")
    expect(fresh).to_be_visible()
    leave, begin = page.get_by_role("button", name="Log out").bounding_box(), fresh.bounding_box()
    assert leave
    assert begin
    assert leave["x"] + leave["width"] <= begin["x"]
    assert begin["x"] + begin["width"] <= width


def test_who_was_logged_out_meanwhile_is_told_what_to_do(page: Page) -> None:
    page.get_by_label("Password").fill("sesame")
    page.get_by_role("button", name="Log in").click()
    question = page.get_by_role("textbox", name="Your question")
    expect(question).to_be_visible(timeout=20_000)
    page.context.clear_cookies()
    question.fill(TROOPS)
    question.press("Enter")
    told = "your login has ended; reload the page to log in again"
    expect(page.get_by_text(told).first).to_be_visible()
