from __future__ import annotations

from playwright.sync_api import expect

from assistant import Turn
from tests.browser.conftest import BREAD, MARKS, TROOPS, Open, ScriptedAnswerer, Visit

pytestmark = MARKS


def test_an_answer_arrives_sentence_by_sentence(
    arriving: Visit, scripted: ScriptedAnswerer
) -> None:
    expect(arriving.replies).to_contain_text("Reading what was found…")
    expect(arriving.page.get_by_role("button", name="Source 2:")).to_have_count(0)

    scripted.go_on.set()

    expect(arriving.page.get_by_role("button", name="Source 2:")).to_be_visible()
    expect(arriving.replies).not_to_contain_text("Reading what was found…")
    expect(arriving.replies).to_contain_text("Sources")


def test_an_answer_can_be_stopped_and_what_had_arrived_stays(
    arriving: Visit, scripted: ScriptedAnswerer
) -> None:
    arriving.page.get_by_role("button", name="Stop").click()

    expect(arriving.page.get_by_role("button", name="Send")).to_be_visible()
    expect(arriving.replies).to_contain_text("Stopped.")
    expect(arriving.page.get_by_role("button", name="Source 1:")).to_be_visible()
    arriving.ask("missiles")
    expect(arriving.replies).to_have_count(2)
    scripted.go_on.set()
    expect(arriving.replies.last).to_contain_text("Sources")


def test_what_is_typed_while_an_answer_arrives_is_kept_and_not_sent(
    arriving: Visit, scripted: ScriptedAnswerer
) -> None:
    arriving.ask("and then?")
    scripted.go_on.set()

    expect(arriving.replies).to_contain_text("Sources")
    expect(arriving.question).to_have_value("and then?")
    expect(arriving.replies).to_have_count(1)


def test_a_new_chat_ends_the_answer_that_is_arriving(
    arriving: Visit, scripted: ScriptedAnswerer
) -> None:
    arriving.page.get_by_role("button", name="New chat").click()
    expect(arriving.question).to_be_focused()
    scripted.go_on.set()

    expect(arriving.replies).to_have_count(0)
    expect(arriving.page.get_by_role("heading", name="What do the articles say?")).to_be_visible()
    expect(arriving.page.get_by_role("button", name="Send")).to_be_visible()


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


def test_an_over_long_question_gets_a_message_and_is_not_lost(visit: Open) -> None:
    on = visit()
    question = "troops?\t" * 12_499 + "troops??"
    on.ask(question)

    expect(on.page.get_by_role("alert").filter(has_text="100,000 characters")).to_be_visible()
    expect(on.question).to_have_value(question)
    assert on.overflow() == 0
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
