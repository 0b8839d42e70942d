from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant import Assistant, Turn
from tests.browser.conftest import EXAMPLES, HOSTILE, Open, ScriptedAnswerer, Visit

pytestmark = [
    pytest.mark.browser,
    # Gradio counts its events with pandas, in the middle of whatever test runs then.
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]

TROOPS = "How many U.S. troops are stationed on the peninsula?"
BREAD = "Who bakes the best bread in Lyon?"
ARTIFACTS = Path(__file__).parents[2] / "test-artifacts"


def overflow(visit: Visit) -> int:
    """Return how many pixels of the page lie beyond its right edge."""
    return visit.page.evaluate(
        """() => Math.max(0, ...[...document.querySelectorAll('body, body *')]
            .filter((element) => !element.closest('.dl-unseen, .sr-only'))
            .map((element) => element.getBoundingClientRect().right - innerWidth))"""
    )


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


def test_an_answer_arrives_sentence_by_sentence(
    visit: Open, scripted_site: str, scripted: ScriptedAnswerer
) -> None:
    scripted.go_on.clear()
    on = visit(scripted_site)
    on.ask("troops")
    expect(on.page.get_by_role("button", name="Source 1:")).to_be_visible()
    expect(on.replies).to_contain_text("Reading what was found…")
    expect(on.page.get_by_role("button", name="Source 2:")).to_have_count(0)

    scripted.go_on.set()

    expect(on.page.get_by_role("button", name="Source 2:")).to_be_visible()
    expect(on.replies).not_to_contain_text("Reading what was found…")
    expect(on.replies).to_contain_text("Sources")


def test_an_answer_can_be_stopped_and_what_had_arrived_stays(
    visit: Open, scripted_site: str, scripted: ScriptedAnswerer
) -> None:
    scripted.go_on.clear()
    on = visit(scripted_site)
    on.ask("troops")
    expect(on.page.get_by_role("button", name="Source 1:")).to_be_visible()

    on.page.get_by_role("button", name="Stop").click()

    expect(on.page.get_by_role("button", name="Send")).to_be_visible()
    expect(on.replies).to_contain_text("Stopped.")
    expect(on.page.get_by_role("button", name="Source 1:")).to_be_visible()
    on.ask("missiles")
    expect(on.replies).to_have_count(2)
    scripted.go_on.set()
    expect(on.replies.last).to_contain_text("Sources")


def test_what_is_typed_while_an_answer_arrives_is_kept_and_not_sent(
    visit: Open, scripted_site: str, scripted: ScriptedAnswerer
) -> None:
    scripted.go_on.clear()
    on = visit(scripted_site)
    on.ask("troops")
    expect(on.page.get_by_role("button", name="Source 1:")).to_be_visible()
    on.ask("and then?")
    scripted.go_on.set()

    expect(on.replies).to_contain_text("Sources")
    expect(on.question).to_have_value("and then?")
    expect(on.replies).to_have_count(1)


def test_a_new_chat_ends_the_answer_that_is_arriving(
    visit: Open, scripted_site: str, scripted: ScriptedAnswerer
) -> None:
    scripted.go_on.clear()
    on = visit(scripted_site)
    on.ask("troops")
    expect(on.page.get_by_role("button", name="Source 1:")).to_be_visible()

    on.page.get_by_role("button", name="New chat").click()
    scripted.go_on.set()

    expect(on.replies).to_have_count(0)
    expect(on.page.get_by_role("heading", name="What do the articles say?")).to_be_visible()
    expect(on.page.get_by_role("button", name="Send")).to_be_visible()


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


def test_a_copied_answer_brings_its_sources(visit: Open) -> None:
    on = visit(permissions=["clipboard-read", "clipboard-write"])
    on.answered(TROOPS)
    on.page.get_by_role("button", name="Copy with sources").click()

    expect(on.page.get_by_role("button", name="Copied")).to_be_visible()
    copied = on.page.evaluate("navigator.clipboard.readText()")
    assert "28,500. [1]" in copied
    assert "Sources\n[1] " in copied


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_scrolls_in_one_direction_and_reads_over_the_whole_width(
    visit: Open, width: int
) -> None:
    on = visit(width=width, height=700)
    assert overflow(on) == 0
    on.answered(TROOPS)
    assert overflow(on) == 0
    on.page.get_by_role("button", name="Source 1:").first.click()
    expect(on.reader).to_be_visible()
    assert overflow(on) == 0
    assert on.reader.bounding_box() == {"x": 0, "y": 0, "width": width, "height": 700}

    on.page.get_by_role("button", name="Close source").click()

    expect(on.reader).to_be_hidden()
    on.answered(BREAD)
    assert overflow(on) == 0


def test_each_question_moves_to_the_top_and_its_reply_is_read_from_the_beginning(
    visit: Open,
) -> None:
    on = visit(width=390, height=600)
    on.answered(TROOPS)
    on.answered(BREAD)
    on.page.wait_for_timeout(500)

    expect(on.page.locator(".dl-question").last).to_be_in_viewport(ratio=1)
    expect(on.page.locator(".dl-refusal")).to_be_in_viewport(ratio=1)
    box = on.page.locator(".dl-question").last.bounding_box()
    assert box
    assert box["y"] < 150


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


def test_strangers_words_are_shown_as_words(
    visit: Open, scripted_site: str, scripted: ScriptedAnswerer
) -> None:
    scripted.go_on.set()
    on = visit(scripted_site)
    on.ask(f"zanzibar clove {HOSTILE}")
    expect(on.replies).to_contain_text("Sources")

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


def test_an_over_long_question_gets_a_message_and_is_not_lost(visit: Open) -> None:
    on = visit()
    question = "troops?\t" * 12_499 + "troops??"
    on.ask(question)

    expect(on.page.get_by_role("alert").filter(has_text="100,000 characters")).to_be_visible()
    expect(on.question).to_have_value(question)
    assert overflow(on) == 0
    on.answered(TROOPS)
    expect(on.replies.last).to_contain_text("28,500")


def test_a_fault_of_ours_is_told_and_the_question_is_not_lost(
    visit: Open, scripted_site: str, scripted: ScriptedAnswerer
) -> None:
    scripted.go_on.set()
    on = visit(scripted_site)
    on.ask("break")

    expect(on.page.get_by_role("alert")).to_contain_text("Something went wrong on the server")
    expect(on.question).to_have_value("break")
    on.answered("troops")


def test_an_empty_question_is_not_sent(visit: Open) -> None:
    on = visit()
    on.ask("   ")
    on.page.wait_for_timeout(500)

    expect(on.page.locator(".dl-question")).to_have_count(0)
    expect(on.page.get_by_role("heading", name="What do the articles say?")).to_be_visible()


def test_two_people_do_not_see_each_others_chats(visit: Open) -> None:
    one, other = visit(), visit()
    one.answered(TROOPS)
    other.answered(BREAD)
    one.answered("Which missile guidelines were lifted?")

    expect(one.page.locator(".dl-question")).to_have_count(2)
    expect(other.page.locator(".dl-question")).to_have_text([BREAD])
    expect(visit().page.locator(".dl-question")).to_have_count(0)


def test_a_question_comes_with_its_own_conversation(
    visit: Open, scripted_site: str, scripted: ScriptedAnswerer
) -> None:
    scripted.go_on.set()
    other, on = visit(scripted_site), visit(scripted_site)
    other.answered("submarines")
    on.answered("troops")
    on.answered("missiles")

    asked, replied = scripted.history
    assert asked == Turn("user", "troops")
    assert replied.role == "assistant"
    assert replied.text.startswith("troops ")
    assert "[1]" in replied.text


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


def test_the_api_has_the_one_endpoint_ask(visit: Open, site: str, assistant: Assistant) -> None:
    api = visit().page.request
    described = api.get(f"{site}gradio_api/info").json()
    assert list(described["named_endpoints"]) == ["/ask"]
    assert described["unnamed_endpoints"] == {}

    call = api.post(f"{site}gradio_api/call/ask", data={"data": [TROOPS]}).json()
    stream = api.get(f"{site}gradio_api/call/ask/{call['event_id']}").text()

    (answer,) = json.loads(stream.split("data: ", 1)[1].strip())
    expected = json.loads(json.dumps(assistant.ask(TROOPS).to_dict()))
    assert {**answer, "timings_ms": {}} == {**expected, "timings_ms": {}}


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ("article=no/such.txt", 404, "no/such.txt"),
        ("article=troop-numbers.md&start=5&end=4", 422, "5 to 4"),
        ("article=troop-numbers.md&start=0&end=1000000", 422, "1000000"),
        ("article=troop-numbers.md&start=-1&end=4", 422, "start"),
        ("start=0", 422, "article"),
    ],
)
def test_the_reader_says_what_is_wrong_with_a_request(
    visit: Open, site: str, query: str, status: int, message: str
) -> None:
    response = visit().page.request.get(f"{site}reader?{query}")

    assert response.status == status
    assert message in response.text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desktop", "phone"])
def test_screenshots(visit: Open, size: tuple[int, int], scheme: str) -> None:
    on = visit(width=size[0], height=size[1], color_scheme=scheme)
    ARTIFACTS.mkdir(exist_ok=True)

    def take(state: str) -> None:
        on.page.wait_for_timeout(600)
        name = f"{'phone' if size[0] < 800 else 'desktop'}-{scheme}-{state}.png"
        assert on.page.screenshot(path=ARTIFACTS / name)

    take("1-empty")
    on.answered(TROOPS)
    take("2-answer")
    on.page.get_by_role("button", name="Source 1:").first.click()
    expect(on.reader.locator("mark")).to_be_in_viewport()
    take("3-source")
    on.page.keyboard.press("Escape")
    on.answered(BREAD)
    take("4-refusal")
