from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from assistant import Assistant
from tests.browser.conftest import BREAD, EXAMPLES, MARKS, TROOPS, Open

pytestmark = MARKS


def test_what_the_articles_do_not_say_is_refused_with_what_came_closest(visit: Open) -> None:
    on = visit()
    on.answered(BREAD)

    expect(on.replies.locator(".dl-refusal")).to_contain_text("do not answer")
    expect(on.replies).to_contain_text("These came closest, but do not answer it")
    expect(on.page.locator(".dl-chip")).to_have_count(0)
    on.replies.get_by_role("listitem").get_by_role("button").first.click()
    expect(on.reader.locator("mark").first).to_be_in_viewport()


def test_an_example_is_asked_by_a_click(visit: Open) -> None:
    on = visit()
    on.page.get_by_role("button", name=EXAMPLES[0]).click()

    expect(on.page.locator(".dl-question")).to_have_text(EXAMPLES[0])
    expect(on.replies).to_contain_text("28,500")


def test_a_copied_answer_brings_its_sources(visit: Open) -> None:
    on = visit(permissions=["clipboard-read", "clipboard-write"])
    on.answered(TROOPS)
    on.page.get_by_role("button", name="Copy with sources").click()

    expect(on.page.get_by_role("button", name="Copied")).to_be_visible()
    copied = on.page.evaluate("navigator.clipboard.readText()")
    assert "28,500. [1]" in copied
    assert "Sources\n[1] " in copied


def test_nothing_of_gradio_shows(visit: Open) -> None:
    on = visit()
    on.answered(TROOPS)

    for name in ("Clear", "Share", "Copy message", "Retry", "Undo", "Flag", "Use via API"):
        expect(on.page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    expect(on.page.locator("footer")).to_be_hidden()
    expect(on.page.locator("body")).not_to_contain_text("Gradio")
    icon = on.page.locator("link[rel=icon]").last
    expect(icon).to_have_attribute("href", re.compile("^data:image/svg"))


def test_the_browser_may_ask_no_other_host(visit: Open) -> None:
    on = visit()
    blocked = on.page.evaluate(
        """() => new Promise((resolve) => {
            document.addEventListener("securitypolicyviolation", (event) =>
                resolve(event.blockedURI));
            new Image().src = "http://127.0.0.1:9/pixel.png";
        })"""
    )

    assert blocked.startswith("http://127.0.0.1:9")
    on.asked.clear()


def test_the_page_has_one_endpoint_for_programs(
    visit: Open, site: str, assistant: Assistant
) -> None:
    api = visit().page.request
    described = api.get(f"{site}gradio_api/info").json()
    assert list(described["named_endpoints"]) == ["/ask"]
    assert described["unnamed_endpoints"] == {}

    call = api.post(f"{site}gradio_api/call/ask", data={"data": [TROOPS]}).json()
    stream = api.get(f"{site}gradio_api/call/ask/{call['event_id']}").text()

    (answer,) = json.loads(stream.split("data: ", 1)[1].strip())
    expected = json.loads(json.dumps(assistant.ask(TROOPS).to_dict()))
    assert {**answer, "timings_ms": {}} == {**expected, "timings_ms": {}}


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desktop", "phone"])
def test_screenshots(visit: Open, size: tuple[int, int]) -> None:
    on = visit(width=size[0], height=size[1])

    def take(state: str) -> None:
        on.shoot(f"{'phone' if size[0] < 800 else 'desktop'}-{state}", settled=600)

    take("1-empty")
    on.answered(TROOPS)
    take("2-answer")
    on.page.get_by_role("button", name="Source 1:").first.click()
    expect(on.reader.locator("mark")).to_be_in_viewport()
    take("3-source")
    on.page.keyboard.press("Escape")
    on.answered(BREAD)
    take("4-refusal")
