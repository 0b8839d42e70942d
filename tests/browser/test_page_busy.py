"""The page where the server has as much to do as it takes on: it waits in the same line as all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from gradio_client import Client  # type: ignore[import-untyped]
from gradio_client.exceptions import AppError  # type: ignore[import-untyped]
from playwright.sync_api import expect

from assistant import Assistant
from tests.browser.conftest import (
    ARTICLES,
    MARKS,
    TROOPS,
    Open,
    ScriptedAnswerer,
    indexed,
    served,
)

pytestmark = MARKS
LATER = "come back in a few seconds"


@pytest.fixture
def scripted() -> ScriptedAnswerer:
    return ScriptedAnswerer()


@pytest.fixture
def busy(tmp_path: Path, scripted: ScriptedAnswerer) -> Iterator[str]:
    """A server that answers one question at a time, and has none wait."""
    assistant = Assistant(indexed(tmp_path / "index", ARTICLES), scripted)
    with served(assistant, at_once=1, waiting=0) as address:
        yield address
        scripted.go_on.set()


def test_one_too_many_is_told_and_may_ask_again(
    visit: Open, busy: str, scripted: ScriptedAnswerer
) -> None:
    first, second = visit(busy), visit(busy)
    first.ask(TROOPS)
    expect(first.page.get_by_role("button", name="Source 1:")).to_be_visible()

    second.ask("missiles")
    expect(second.page.get_by_role("alert")).to_contain_text(LATER)
    expect(second.question).to_have_value("missiles")
    with pytest.raises(AppError, match=LATER):
        Client(busy, verbose=False).predict(TROOPS, api_name="/ask")
    assert httpx.post(f"{busy}api/ask", json={"question": TROOPS}).status_code == 503

    scripted.go_on.set()
    expect(first.replies).to_contain_text("Sources")
    second.answered("missiles")


def test_what_the_page_answers_is_counted_and_who_stops_makes_room(visit: Open, busy: str) -> None:
    on = visit(busy)
    on.ask(TROOPS)
    expect(on.page.get_by_role("button", name="Source 1:")).to_be_visible()
    assert "dateline_questions_here 1.0" in httpx.get(f"{busy}metrics").text

    on.page.get_by_role("button", name="Stop").click()
    expect(on.replies).to_contain_text("Stopped.")
    assert "dateline_questions_here 0.0" in httpx.get(f"{busy}metrics").text


def test_an_answer_of_the_page_that_takes_too_long_is_given_up(
    visit: Open, tmp_path: Path, scripted: ScriptedAnswerer
) -> None:
    assistant = Assistant(indexed(tmp_path / "index", ARTICLES), scripted)
    with served(assistant, answer_timeout=1) as address:
        on = visit(address)
        on.ask(TROOPS)
        expect(on.page.get_by_role("alert")).to_contain_text("took too long")
        scripted.go_on.set()
