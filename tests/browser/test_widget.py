from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Error, expect

from assistant import Assistant
from assistant.interfaces.access.keys import Keys
from tests.browser.conftest import ARTICLES, MARKS, TROOPS, ScriptedAnswerer, indexed, served
from tests.browser.embedded import Chat, OtherSite, element, other_site

pytestmark = MARKS
Open = Callable[..., Chat]
LARGEST = 30_000  # bytes, packed
DOCUMENT = Path(__file__).parents[2] / "docs" / "widget.md"
SPENDING = "How many U.S. troops are stationed there, and what does Seoul spend on defense?"
STRANGE = """---
title: "<img src=x onerror=alert(1)> 🦀 crabs"
source: "</bdi><script>alert(2)</script>"
---

🦀🦀 The “kraken” 𝒻ell asleep. Zanzibar exported 4,000 tons of cloves 🌿 last year. 🦀 Nothing else.
"""


def test_a_strict_page_of_another_origin_gets_answers_that_open_their_sources(
    open_page: Open, other: OtherSite
) -> None:
    chat = open_page(other.page(element()))
    reply = chat.answered(TROOPS)
    said = "The number of U.S. troops stationed on the Korean Peninsula is 28,500."
    expect(reply.locator(".sentence").first).to_have_text(f"{said}[1]")
    chip = reply.get_by_role("button", name="Source 1: Talk of fewer U.S. troops")
    chip.click()
    expect(chat.marked).to_have_text(said)
    expect(chat.source.get_by_role("heading")).to_have_text(
        "Talk of fewer U.S. troops feeds doubts in Seoul"
    )
    expect(chat.source.get_by_text("Dateline samples")).to_be_visible()
    expect(chat.source.get_by_text("22 November 2026")).to_be_visible()
    link = chat.source.get_by_role("link", name="Read the original at example.org")
    expect(link).to_have_attribute("href", "https://example.org/dateline/troop-numbers")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    chat.page.keyboard.press("Escape")
    expect(chat.source).to_be_hidden()
    expect(chip).to_be_focused()


def test_every_number_marks_the_characters_that_the_answer_cites(
    open_page: Open, other: OtherSite, assistant: Assistant
) -> None:
    chat = open_page(other.page(element()))
    reply = chat.answered(SPENDING)
    answer = assistant.ask(SPENDING)
    assert len(answer.citations) >= 3
    for sentence, shown in zip(answer.sentences, reply.locator(".sentence").all(), strict=True):
        numbers = "".join(f"[{n}]" for n in sentence.citations)
        expect(shown).to_have_text(sentence.text + numbers)
    for citation in answer.citations:
        reply.get_by_role("button", name=f"Source {citation.n}:").click()
        expect(chat.marked).to_have_text(citation.quote)
        before = chat.marked.evaluate(
            "mark => { const range = new Range(); range.selectNodeContents(mark.parentNode);"
            " range.setEndBefore(mark); return range.toString(); }"
        )
        article = assistant.article(citation.article_id)
        assert article.text[: citation.start].endswith(before)
        chat.page.keyboard.press("Escape")


def test_offsets_are_characters_and_what_strangers_wrote_is_text(
    open_page: Open, tmp_path: Path
) -> None:
    strange = tmp_path / "strange.md"
    strange.write_text(STRANGE, encoding="utf-8")
    assistant = Assistant.open(index=indexed(tmp_path / "index", strange).directory)
    with other_site() as site, served(assistant, cors=(site.origin,)) as address:
        site.host = address.rstrip("/")
        chat = open_page(site.page(element()))
        reply = chat.answered("How many tons of cloves did Zanzibar export?")
        reply.get_by_role("button", name="Source 1:").first.click()
        expect(chat.marked).to_have_text("Zanzibar exported 4,000 tons of cloves 🌿 last year.")
        expect(chat.source.get_by_role("heading")).to_have_text(
            "<img src=x onerror=alert(1)> 🦀 crabs"
        )
        expect(chat.source.get_by_text("</bdi><script>alert(2)</script>")).to_be_visible()
        expect(chat.source.get_by_role("link")).to_have_count(0)


def test_all_of_it_is_done_with_the_keyboard(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element('examples="Which missile guidelines were lifted?"')))
    press = chat.page.keyboard.press
    expect(chat.question).to_be_visible()
    press("Tab")
    assert chat.focused() == "Conversation"
    press("Tab")
    press("Enter")
    assert chat.focused() == "Conversation"
    expect(chat.log.get_by_role("heading", name="Sources")).to_be_visible()
    press("Tab")
    assert chat.focused().startswith("Source 1: Limits on South Korean missiles")
    press("Enter")
    expect(chat.marked.first).to_be_visible()
    assert chat.focused() == "Article text"
    for _ in range(6):  # there is no way out of it but to close it
        press("Tab")
        assert chat.page.evaluate("document.activeElement.localName") in ("dateline-chat", "body")
        assert chat.focused() in (
            "Close source",
            "Article text",
            "Read the original at example.org",
        ) or chat.page.evaluate("document.activeElement.localName == 'body'")
    press("Escape")
    assert chat.focused().startswith("Source 1:")
    chat.button("New chat").focus()
    press("Enter")
    assert chat.focused() == "Your question"
    expect(chat.log.get_by_role("list", name="Examples")).to_be_visible()


def test_screen_readers_are_told_what_comes(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element('heading="Ask our archive"')))
    expect(chat.page.get_by_role("region", name="Ask our archive")).to_be_visible()
    expect(chat.log).to_have_attribute("aria-live", "polite")
    reply = chat.answered(TROOPS)
    expect(chat.log).to_contain_text(f"You asked:{TROOPS}Answer:")
    # What was read aloud as it came must not come again.
    expect(reply.locator(".sentence")).to_have_count(1)


def test_a_refusal_says_so_and_shows_what_came_closest(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element()))
    reply = chat.answered("Who bakes the best bread in Lyon?")
    expect(reply).to_contain_text("The articles do not answer this.")
    expect(reply).to_contain_text("These came closest, but do not answer it")
    nearest = reply.get_by_role("listitem").first.get_by_role("button")
    nearest.click()
    expect(chat.marked.first).to_be_visible()
    chat.button("Close source").click()
    expect(nearest).to_be_focused()


def test_a_follow_up_is_understood_and_a_new_chat_forgets(
    open_page: Open, other: OtherSite
) -> None:
    chat = open_page(other.page(element()))
    chat.answered("Who is James Kim?")
    reply = chat.answered("Where does he work?")
    expect(reply).to_contain_text("Understood as “Where does James Kim work?”")
    chat.button("New chat").click()
    with chat.page.expect_request("**/api/ask") as asked:
        chat.answered("Where does he work?")
    assert '"history":[]' in (asked.value.post_data or "")


def test_sentences_come_one_by_one_and_can_be_stopped(open_page: Open, tmp_path: Path) -> None:
    scripted = ScriptedAnswerer()
    slow = Assistant(indexed(tmp_path, ARTICLES), scripted)
    with other_site() as site, served(slow, cors=(site.origin,)) as address:
        site.host = address.rstrip("/")
        chat = open_page(site.page(element()))
        chat.ask("troops")
        expect(chat.log.locator(".sentence")).to_have_count(1)
        chat.button("Source 1:").click()
        expect(chat.marked).to_be_visible()
        chat.page.keyboard.press("Escape")
        chat.button("Stop").click()
        expect(chat.log).to_contain_text("Stopped. What had arrived is above, the rest is missing.")
        expect(chat.button("Send")).to_be_visible()
        scripted.go_on.set()
        chat.answered("troops in Korea")
        expect(chat.log.locator(".reply").last.locator(".sentence")).to_have_count(2)


def test_two_on_a_page_know_nothing_of_each_other(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element() + element('heading="Another one"')))
    first, second = chat.log.first, chat.log.last
    chat.question.first.fill(TROOPS)
    chat.question.first.press("Enter")
    expect(first.get_by_role("heading", name="Sources")).to_be_visible()
    expect(second).not_to_contain_text(TROOPS)


def test_a_floating_one_opens_from_the_corner(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element("floating")))
    expect(chat.question).to_be_hidden()
    launcher = chat.page.get_by_role("button", name="Ask the articles")
    expect(launcher).to_have_attribute("aria-expanded", "false")
    launcher.press("Enter")
    expect(chat.question).to_be_focused()
    chat.answered(TROOPS)
    chat.button("Source 1:").click()
    expect(chat.marked).to_be_visible()
    chat.page.keyboard.press("Escape")  # closes the source alone
    expect(chat.question).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(chat.question).to_be_hidden()
    expect(launcher).to_be_focused()


def test_the_frame_is_for_the_sites_that_are_named(
    open_page: Open, browser: Browser, other: OtherSite
) -> None:
    frame = '<iframe src="https://HOST/widget/frame?heading=Archive" title="Chat"></iframe>'
    chat = open_page(other.page(frame))
    within = chat.page.frame_locator("iframe")
    within.get_by_role("textbox", name="Your question").fill(TROOPS)
    within.get_by_role("button", name="Send").click()
    within.get_by_role("button", name="Source 1:").click()
    expect(within.locator("mark")).to_contain_text("28,500")
    expect(within.get_by_role("region", name="Archive")).to_be_attached()
    with other_site() as stranger:
        stranger.host = other.host
        address = stranger.page(frame)
        turned_away = Chat(browser, address)
        with pytest.raises(Error):
            turned_away.page.frames[1].wait_for_selector("dateline-chat", timeout=1_000)
        turned_away.context.close()


def test_a_key_that_may_read_is_all_it_needs_where_people_log_in(
    open_page: Open, assistant: Assistant, tmp_path: Path
) -> None:
    key = Keys(tmp_path).add("widget", ["read"])
    with (
        other_site() as site,
        served(assistant, cors=(site.origin,), state=tmp_path, password="open sesame") as address,
    ):
        site.host = address.rstrip("/")
        chat = open_page(site.page(element(f'key="{key}"')))
        chat.answered(TROOPS)
        chat.button("Source 1:").click()
        expect(chat.marked).to_contain_text("28,500")
        framed = open_page(f"{address}widget/frame#key={key}")
        framed.answered(TROOPS)
        framed.button("Source 1:").click()
        expect(framed.marked).to_contain_text("28,500")
        keyless = open_page(site.page(element(), "/keyless"))
        expect(keyless.answered(TROOPS)).to_contain_text(
            "This page may not ask here: its key is missing, wrong or revoked."
        )


def test_the_demo_shows_it(open_page: Open, other: OtherSite) -> None:
    chat = open_page(f"{other.host}/widget/demo")
    expect(chat.page.locator("pre")).to_contain_text(f'server="{other.host}"')
    chat.page.get_by_role("button", name=TROOPS).click()
    expect(chat.log.first.get_by_role("heading", name="Sources")).to_be_visible()


def test_the_script_is_small_and_kept_by_browsers(other: OtherSite) -> None:
    response = httpx.get(f"{other.host}/widget/dateline.js", headers={"accept-encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert int(response.headers["content-length"]) <= LARGEST
    assert len(gzip.compress(response.content)) <= LARGEST
    again = httpx.get(response.url, headers={"if-none-match": response.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "shown", re.findall(r"^```html\n(.*?)^```", DOCUMENT.read_text("utf-8"), re.M | re.S)
)
def test_what_the_document_shows_works(open_page: Open, other: OtherSite, shown: str) -> None:
    chat = open_page(other.page(shown))
    within = chat.page.frame_locator("iframe") if "<iframe" in shown else chat.page
    if "floating" in shown:
        within.get_by_role("button", name="Ask").click()
    within.get_by_role("textbox", name="Your question").fill(TROOPS)
    within.get_by_role("button", name="Send").click()
    expect(within.get_by_role("button", name="Source 1:")).to_be_visible()
