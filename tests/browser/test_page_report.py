from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from assistant import Assistant, Turn
from assistant.evaluation.reading import load_cases
from tests.browser.conftest import BREAD, MARKS, TROOPS, Open, served

pytestmark = MARKS
MISSILES = "When were the missile guidelines lifted?"
SAVED = "Saved as a test case. The file is reported.jsonl."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports") / "made"


@pytest.fixture(scope="module")
def address(assistant: Assistant, folder: Path) -> Iterator[str]:
    with served(assistant, cases=folder / "reported.jsonl") as address:
        yield address


@pytest.fixture
def cases(folder: Path) -> Path:
    """Where reports are saved; nobody has reported anything yet."""
    if folder.is_dir():
        shutil.rmtree(folder)
    return folder / "reported.jsonl"


def opened(reply: Locator) -> Locator:
    """Open the form below a reply."""
    reply.get_by_role("button", name="Wrong?").click()
    form = reply.get_by_role("form", name="Report what is wrong")
    expect(form).to_be_visible()
    return form


def test_an_answer_is_reported_with_what_was_said_before_it_and_what_would_be_right(
    visit: Open, address: str, cases: Path, assistant: Assistant
) -> None:
    on = visit(address)
    on.answered(TROOPS)
    on.answered(MISSILES)
    form = opened(on.replies.last)
    expect(form.get_by_label("The answer is wrong")).to_be_checked()
    form.get_by_label("What would be right?").fill('in <May> 2021 | "spring"')

    form.get_by_role("button", name="Save as test case").click()

    saved = on.page.get_by_text(SAVED)
    expect(saved).to_be_focused()
    expect(on.replies.last.get_by_role("button", name="Wrong?")).to_be_hidden()
    expect(on.replies.first.get_by_role("button", name="Wrong?")).to_be_visible()
    (case,) = load_cases(cases)
    assert case.question == MISSILES
    assert case.turns == (
        Turn("user", TROOPS),
        Turn("assistant", assistant.ask(TROOPS).text),
    )
    assert case.answers == ('in <May> 2021 | "spring"',)
    assert case.answerable
    assert case.tags == ("reported", "wrong-answer")


def test_a_refusal_is_reported_by_the_keyboard_alone(
    visit: Open, address: str, cases: Path
) -> None:
    on = visit(address)
    on.answered(BREAD)
    on.replies.get_by_role("button", name="Wrong?").focus()
    on.page.keyboard.press("Enter")
    form = on.replies.get_by_role("form")
    expect(form).to_contain_text("The articles do answer this.")
    expect(form.get_by_role("radio")).to_have_count(0)
    expect(form.get_by_label("What would be right?")).to_be_focused()
    on.page.keyboard.press("Enter")

    expect(on.page.get_by_text(SAVED)).to_be_visible()
    (case,) = load_cases(cases)
    assert (case.question, case.answerable, case.answers) == (BREAD, True, ())
    assert case.tags == ("reported", "wrongly-refused")


def test_an_answer_that_should_be_a_refusal_has_no_right_words(
    visit: Open, address: str, cases: Path
) -> None:
    on = visit(address)
    on.answered(TROOPS)
    form = opened(on.replies)
    form.get_by_label("What would be right?").fill("28,500")
    form.get_by_label("The articles do not answer this").check()
    expect(form.get_by_label("What would be right?")).to_be_hidden()

    form.get_by_role("button", name="Save as test case").click()

    expect(on.page.get_by_text(SAVED)).to_be_visible()
    (case,) = load_cases(cases)
    assert (case.answerable, case.answers) == (False, ())


@pytest.mark.parametrize("leave", ["Escape", "Cancel", "Wrong?"])
def test_a_form_is_left_without_a_trace(visit: Open, address: str, cases: Path, leave: str) -> None:
    on = visit(address)
    on.answered(TROOPS)
    on.page.get_by_role("button", name="Source 1:").first.click()
    expect(on.reader).to_be_visible()
    button = on.replies.get_by_role("button", name="Wrong?")
    form = opened(on.replies)
    expect(button).to_have_attribute("aria-expanded", "true")
    form.get_by_label("What would be right?").fill("nothing")

    if leave == "Escape":
        on.page.keyboard.press("Escape")
    else:
        on.replies.get_by_role("button", name=leave).click()

    expect(form).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(on.reader).to_be_visible()
    assert not cases.exists()


def test_what_was_typed_outlives_an_error_and_the_next_question(
    visit: Open, address: str, cases: Path
) -> None:
    cases.parent.write_text("a file where the folder would be")
    on = visit(address)
    on.answered(TROOPS)
    form = opened(on.replies)
    form.get_by_label("The source is wrong").check()
    form.get_by_label("What would be right?").fill("28,500")
    form.get_by_role("button", name="Save as test case").click()
    told = form.get_by_role("alert")
    expect(told).to_have_text("Not saved: reported.jsonl cannot be written (File exists)")

    on.answered(MISSILES)

    expect(form.get_by_label("The source is wrong")).to_be_checked()
    expect(form.get_by_label("What would be right?")).to_have_value("28,500")
    cases.parent.unlink()
    form.get_by_role("button", name="Save as test case").click()
    expect(on.page.get_by_text(SAVED)).to_be_visible()
    (case,) = load_cases(cases)
    assert (case.question, case.turns) == (TROOPS, ())
    on.answered(BREAD)
    expect(on.page.get_by_text(SAVED)).to_be_visible()
    expect(on.replies.first.get_by_role("button", name="Wrong?")).to_be_hidden()


def test_a_server_that_is_gone_is_one_line(visit: Open, address: str) -> None:
    on = visit(address)
    on.answered(TROOPS)
    form = opened(on.replies)
    on.page.route("**/api/feedback", lambda route: route.abort())
    form.get_by_role("button", name="Save as test case").click()

    expect(form.get_by_role("alert")).to_have_text("Not saved: the server cannot be reached")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_form_fits(visit: Open, address: str, cases: Path, width: int) -> None:
    cases.parent.write_text("a file where the folder would be")
    on = visit(address, width=width, height=800)

    def fits(state: str) -> None:
        on.shoot(f"report-{width}-{state}", settled=300)

    on.answered(TROOPS)
    form = opened(on.replies.last)
    fits("1-answer")
    form.get_by_role("button", name="Save as test case").click()
    expect(form.get_by_role("alert")).to_contain_text("Not saved")
    fits("2-error")
    on.answered(BREAD)
    fits("3-button")
    cases.parent.unlink()
    opened(on.replies.last)
    fits("4-refusal")
    on.page.keyboard.press("Enter")
    expect(on.page.get_by_text(SAVED)).to_be_visible()
    fits("5-saved")
