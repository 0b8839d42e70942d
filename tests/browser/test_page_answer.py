"""What stands beside an answer's sentences on the page: notes, days, lists, warnings, doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import expect

from assistant import Assistant
from assistant.answer import Draft, Ending, Proposal, Span
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.types import NOT_FOUND
from index.retrieve import Retriever
from index.types import Passage
from tests.browser.conftest import MARKS, Open, indexed, served

pytestmark = MARKS
PHONE = {"width": 390, "height": 844}
ARTICLES = {
    "ferry-1": ("Harbour Post", "2025-05-03", "Twelve people died in the ferry accident."),
    "ferry-2": ("Lake Radio", "2025-05-05", "Now 14 people died in the ferry accident."),
    "fire-1": ("Harbour Post", "2025-03-08", "A fire at the Dorn refinery killed four people."),
    "fire-2": ("Lake Radio", "2025-03-10", "The toll of the Dorn refinery fire rose to nine."),
    "fire-3": ("Daily Ledger", "2025-06-03", "A valve caused the fire at the Dorn refinery."),
}
LONG_WORD = "a" * 200


class DoubtfulAnswerer:
    """Tells the first sentence found, one that no article bears, and warns of a lot."""

    name = "doubtful"

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        first = passages[0].sentences[0]
        span = Span(passages[0], first.start, first.end)
        drafts = [Draft(first.text, (span,)), Draft(f"It cost $9 billion, {LONG_WORD}.", (span,))]
        warnings = [*(f"fault {number}" for number in range(1, 9)), LONG_WORD]
        return Proposal(iter(drafts), ending=Ending(warnings=warnings))


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("several")
    for name, (source, day, text) in ARTICLES.items():
        head = f'---\ntitle: "About {name}"\nsource: "{source}"\npublished_at: {day}\n---\n\n'
        (folder / f"{name}.md").write_text(head + text, encoding="utf-8")
    return indexed(folder / "index", *folder.glob("*.md"))


@pytest.fixture(scope="module")
def several_site(retriever: Retriever) -> Iterator[str]:
    with served(Assistant(retriever, ExtractiveAnswerer(retriever.rarity))) as address:
        yield address


@pytest.fixture(scope="module")
def doubtful_site(retriever: Retriever) -> Iterator[str]:
    with served(Assistant(retriever, DoubtfulAnswerer(), keep=True)) as address:
        yield address


def test_where_articles_differ_a_note_says_so_and_opens_both(
    visit: Open, several_site: str
) -> None:
    on = visit(several_site)
    on.answered("How many people died in the ferry accident?")
    note = on.page.get_by_role("list", name="Notes").get_by_role("listitem")

    expect(note).to_contain_text("The articles differ")
    expect(note).to_contain_text("Harbour Post, on 3 May 2025, says 12; Lake Radio")
    note.get_by_role("button", name="About ferry-2").press("Enter")
    expect(on.reader.locator("mark")).to_have_text(ARTICLES["ferry-2"][2])


def test_a_timeline_is_a_list_of_days_that_fits_a_phone(visit: Open, several_site: str) -> None:
    on = visit(several_site, **PHONE)
    on.answered("What happened in the Dorn refinery fire affair?")
    items = on.page.get_by_role("list", name="Timeline").get_by_role("listitem")

    expect(items.locator("time")).to_have_text(["8 March 2025", "10 March 2025", "3 June 2025"])
    expect(items.get_by_role("button", name="Source")).to_have_count(3)
    assert on.overflow() == 0


def test_the_articles_of_a_list_are_opened_by_their_rows(visit: Open, several_site: str) -> None:
    on = visit(several_site)
    on.answered("Which articles do you have?")
    rows = on.page.get_by_role("list", name="Articles").get_by_role("button")

    expect(on.replies).to_contain_text("There are 5 articles:")
    expect(rows).to_have_count(5)
    rows.filter(has_text="About fire-3").press("Enter")
    expect(on.reader).to_contain_text(ARTICLES["fire-3"][2])
    on.page.keyboard.press("Escape")
    expect(rows.filter(has_text="About fire-3")).to_be_focused()


def test_a_doubtful_sentence_is_marked_and_many_warnings_unfold_by_key(
    visit: Open, doubtful_site: str
) -> None:
    on = visit(doubtful_site, **PHONE)
    on.answered("How many people died in the ferry accident?")

    expect(on.replies.get_by_text(NOT_FOUND)).to_have_count(1)
    warnings = on.page.get_by_role("list", name="Warnings", exact=True)
    expect(warnings.get_by_text("fault 3")).to_be_visible()
    expect(warnings.get_by_text("fault 8")).to_be_hidden()
    warnings.get_by_text("6 more warnings").press("Enter")
    expect(warnings.get_by_text("fault 8")).to_be_visible()
    assert on.overflow() == 0
