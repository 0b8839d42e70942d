"""How the widget looks: in the page's colours, on any screen, for any eyes and hands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import BREAD, MARKS, TROOPS
from tests.browser.embedded import Chat, OtherSite, element
from tests.browser.test_widget import SPENDING

pytestmark = MARKS
Open = Callable[..., Chat]
# Of a palette that is dark, on a page that does not say so.
NIGHT = """for (const [name, colour] of Object.entries(
    {background: "#1b1f26", text: "#e8eaed", quiet: "#a0a5ad", tint: "#2a2f38", rule: "#3a3f48"}))
  document.querySelector("dateline-chat").style.setProperty(`--dateline-${name}`, colour)"""
# As WCAG 2.2 has it.
CONTRAST = r"""(element) => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const { color, backgroundColor } = getComputedStyle(element);
  const [dark, bright] = [light(color), light(backgroundColor)].sort((a, b) => a - b);
  return bright / dark;
}"""


def contrast(element: Locator) -> float:
    return element.evaluate(CONTRAST)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_takes_the_colours_of_the_page(open_page: Open, other: OtherSite, scheme: str) -> None:
    chat = open_page(other.page(element()))
    panel = chat.page.get_by_role("region", name="Ask the articles")
    style = "document.querySelector('dateline-chat').style"
    chat.page.evaluate(f"{style}.setProperty('color-scheme', '{scheme}')")
    expect(panel).to_have_css(
        "background-color", {"light": "rgb(253, 252, 250)", "dark": "rgb(26, 26, 23)"}[scheme]
    )
    chat.page.evaluate(f"{style}.setProperty('--dateline-background', 'rgb(1, 2, 3)')")
    expect(panel).to_have_css("background-color", "rgb(1, 2, 3)")


@pytest.mark.parametrize("palette", ["", NIGHT], ids=["its own", "of the page"])
def test_refusals_and_errors_can_be_read_in_any_colours(
    open_page: Open, other: OtherSite, palette: str
) -> None:
    chat = open_page(other.page(element()))
    chat.page.evaluate(palette)
    assert contrast(chat.answered(BREAD).locator(".box")) > 4.5
    chat.page.route("**/api/ask", lambda route: route.abort())
    assert contrast(chat.answered(TROOPS).get_by_role("alert")) > 4.5


@pytest.mark.parametrize("width", [320, 1100])
def test_nothing_is_wider_than_the_screen(open_page: Open, other: OtherSite, width: int) -> None:
    chat = open_page(other.page(element()), viewport={"width": width, "height": 700})
    chat.answered(SPENDING)
    chat.button("Source 1:").first.click()
    expect(chat.marked).to_be_in_viewport()
    wider = chat.page.evaluate(
        """() => [...document.querySelector("dateline-chat").shadowRoot.querySelectorAll("*")]
            .filter((one) => one.getBoundingClientRect().right > innerWidth).length"""
    )
    assert wider == 0
    assert chat.page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_moves_for_those_who_want_it_still(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element()), reduced_motion="reduce")
    chat.page.route("**/api/ask", lambda route: None)  # never answered
    chat.ask(TROOPS)
    expect(chat.log.get_by_text("One moment…")).to_be_visible()
    moving = "document.querySelector('dateline-chat').shadowRoot.getAnimations().length"
    assert chat.page.evaluate(moving) == 0
    chat.button("Stop").click()


@pytest.mark.parametrize("size", [(360, 700), (640, 400)], ids=["phone", "zoomed"])
def test_where_it_covers_the_page_it_gives_way_to_the_focus(
    open_page: Open, other: OtherSite, size: tuple[int, int]
) -> None:
    site = other.page('<a href="#x">A link of the page</a>' + element("floating"))
    chat = open_page(site, viewport={"width": size[0], "height": size[1]})
    launcher = chat.page.get_by_role("button", name="Ask the articles")
    launcher.click()
    expect(chat.question).to_be_focused()
    expect(launcher).to_be_hidden()
    link = chat.page.get_by_role("link", name="A link of the page")
    for _ in range(9):
        chat.page.keyboard.press("Shift+Tab")
    expect(chat.question).to_be_hidden()
    link.focus()
    expect(link).to_be_in_viewport()
    launcher.press("Enter")
    chat.page.keyboard.press("Escape")
    expect(launcher).to_be_focused()


def test_escape_closes_it_from_its_button_too(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element("floating")))
    launcher = chat.page.get_by_role("button", name="Ask the articles")
    launcher.press("Enter")
    launcher.focus()
    chat.page.keyboard.press("Escape")
    expect(chat.question).to_be_hidden()
    expect(launcher).to_be_focused()


def test_on_a_page_from_right_to_left_days_and_words_are_in_order(
    open_page: Open, other: OtherSite
) -> None:
    chat = open_page(other.page(element()))
    chat.page.evaluate("document.documentElement.dir = 'rtl'; document.documentElement.lang = 'ar'")
    day = chat.answered(TROOPS).locator(".sources time")
    expect(day).to_have_attribute("dir", "ltr")
    expect(day).to_have_attribute("lang", "en")
    expect(chat.button("Send")).to_have_attribute("lang", "en")


def test_with_forced_colours_all_that_is_pressed_has_an_edge(
    open_page: Open, other: OtherSite
) -> None:
    chat = open_page(other.page(element()), forced_colors="active")
    reply = chat.answered(TROOPS)
    for one in (chat.button("Send"), reply.get_by_role("button", name="Source 1:").first):
        expect(one).to_have_css("border-top-width", "1px")
    chat.question.focus()
    expect(chat.page.locator("form")).to_have_css("outline-style", "solid")
