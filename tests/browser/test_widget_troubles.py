"""What the widget says where there is no plain answer, and where something fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Route, expect

from assistant import Assistant
from tests.browser.conftest import ARTICLES, MARKS, TROOPS, ScriptedAnswerer, indexed, served
from tests.browser.embedded import Chat, OtherSite, element, other_site

pytestmark = MARKS
Open = Callable[..., Chat]

CITATION: dict[str, Any] = {
    "n": 1,
    "article_id": "wire/one.md",
    "title": "The reefs",
    "source": "شبكة",
    "author": "",
    "url": "javascript:alert(1)",
    "published_at": "2026-03",
    "quote": "The reef grew last year.",
    "start": 2,
    "end": 26,
    "dates": [
        {"text": "last year", "start": 16, "end": 25, "first": "2025-01-01", "last": "2025-12-31"}
    ],
    "opening": "",
}
ARTICLE = {
    **{name: CITATION[name] for name in ("title", "source", "author", "url", "published_at")},
    "id": "wire/one.md",
    "text": "🪸 The reef grew last year. More is not known.",
}
ANSWER: dict[str, Any] = {
    "question": "reefs",
    "status": "partial",
    "text": "The reef grew. [1] It is blue.",
    "sentences": [
        {
            "text": "The reef grew.",
            "citations": [1],
            "verdict": "supported",
            "reason": "",
            "day": "2025",
        },
        {
            "text": "It is blue.",
            "citations": [],
            "verdict": "unsupported",
            "reason": "no colour",
            "day": "",
        },
    ],
    "citations": [CITATION],
    "model": "scripted",
    "warnings": [f"warning {n}" for n in range(6)],
    "timings_ms": {},
    "nearest": [],
    "confidence": None,
    "period": {
        "text": "in 2025",
        "published_from": "2025-01-01",
        "published_to": "2025-12-31",
        "use": "filter",
    },
    "as_of": "2026-03-01",
    "kind": "articles",
    "query": "reefs",
    "unanswered": ["why it grew"],
    "notes": [{"kind": "conflict", "text": "One says it shrank.", "citations": [1]}],
    "prompts": {},
}


def event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def answers_with(chat: Chat, site: OtherSite, body: str, article: dict[str, str]) -> None:
    """Let the server's answer, and the article that it cites, be these."""
    allowed = {"access-control-allow-origin": site.origin}

    def ask(route: Route) -> None:
        if route.request.method == "POST":
            kind = "text/event-stream"
            route.fulfill(body=body, headers={**allowed, "content-type": kind})
        else:
            route.continue_()

    chat.page.route("**/api/ask", ask)
    chat.page.route(
        "**/api/articles/wire/one.md", lambda to: to.fulfill(json=article, headers=allowed)
    )


def streamed(answer: dict[str, Any]) -> str:
    told = [event("stage", {"stage": "answering", "query": ""}), event("citation", CITATION)]
    told += [event("sentence", sentence) for sentence in answer["sentences"]]
    return "".join([*told, event("done", answer)])


def test_all_that_is_to_be_known_of_an_answer_is_told(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element()))
    answers_with(chat, other, streamed(ANSWER), ARTICLE)
    reply = chat.answered("reefs")
    expect(reply.locator(".sentence").first).to_have_text("2025 The reef grew.[1]")
    expect(reply).to_contain_text("It is blue.not found in the articles: no colour")
    expect(reply).to_contain_text("“in 2025”: only articles of 1 January 2025 to 31 December 2025")
    expect(reply).to_contain_text("As of 1 March 2026")
    notes = reply.get_by_role("list", name="Notes").get_by_role("listitem")
    expect(notes).to_have_text(
        [
            "The articles differOne says it shrank.[1]",
            "The articles do not answerwhy it grew",
        ]
    )
    expect(reply.get_by_text("Warning 2.")).to_be_visible()
    expect(reply.get_by_text("Warning 5.")).to_be_hidden()
    reply.get_by_text("3 more warnings").click()
    expect(reply.get_by_text("Warning 5.")).to_be_visible()


def test_a_source_is_marked_by_characters_and_leads_nowhere_unsafe(
    open_page: Open, other: OtherSite
) -> None:
    chat = open_page(other.page(element()))
    answers_with(chat, other, streamed(ANSWER), ARTICLE)
    chat.answered("reefs")
    chat.button("Source 1:").first.click()
    expect(chat.marked).to_have_text("The reef grew last year.")
    expect(chat.source).to_contain_text("last year = 1 January 2025 to 31 December 2025")
    expect(chat.source).to_contain_text("March 2026")
    expect(chat.source.get_by_role("link")).to_have_count(0)


def test_an_article_that_has_changed_is_not_marked_elsewhere(
    open_page: Open, other: OtherSite
) -> None:
    chat = open_page(other.page(element()))
    answers_with(chat, other, streamed(ANSWER), {**ARTICLE, "text": "Now it says something else."})
    chat.answered("reefs")
    chat.button("Source 1:").first.click()
    expect(chat.source).to_contain_text("This article has changed since the answer.")
    expect(chat.source.get_by_role("blockquote")).to_have_text("The reef grew last year.")
    expect(chat.marked).to_have_count(0)


def test_a_connection_that_is_lost_midway_is_told(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element()))
    body = event("citation", CITATION) + event("sentence", ANSWER["sentences"][0])
    answers_with(chat, other, body, ARTICLE)
    reply = chat.answered("reefs")
    expect(reply.get_by_role("alert")).to_contain_text(
        "The connection was lost in the middle of the answer."
        " What had arrived is above, the rest is missing."
    )
    chat.page.unroute("**/api/ask")
    chat.button("Ask again").click()
    expect(chat.log.locator(".reply")).to_have_count(2)


def test_what_fails_midway_is_told(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element()))
    told = {"title": "Gateway Timeout", "status": 504, "detail": "the answer took too long"}
    answers_with(chat, other, event("error", told), ARTICLE)
    expect(chat.answered("reefs").get_by_role("alert")).to_contain_text("The answer took too long.")


def test_who_is_offline_can_ask_again(open_page: Open, other: OtherSite) -> None:
    chat = open_page(other.page(element()))
    expect(chat.question).to_be_visible()
    chat.context.set_offline(True)
    expect(chat.answered(TROOPS).get_by_role("alert")).to_contain_text("You are offline.")
    chat.context.set_offline(False)
    chat.button("Ask again").click()
    expect(chat.log).to_contain_text("28,500")


def test_a_busy_server_says_when_to_come_back(open_page: Open, tmp_path: Path) -> None:
    scripted = ScriptedAnswerer()
    slow = Assistant(indexed(tmp_path, ARTICLES), scripted)
    with (
        other_site() as site,
        served(slow, cors=(site.origin,), at_once=1, waiting=0) as address,
    ):
        site.host = address.rstrip("/")
        first, second = (open_page(site.page(element())) for _ in range(2))
        first.ask("troops")
        expect(first.log.locator(".sentence")).to_have_count(1)
        expect(second.answered("troops").get_by_role("alert")).to_contain_text(
            "The server cannot answer at the moment. Ask again in 5 seconds."
        )
        scripted.go_on.set()
        expect(first.button("Send")).to_be_visible()
        second.button("Ask again").click()
        expect(second.log.locator(".sentence")).to_have_count(2)


def test_too_many_questions_are_told(open_page: Open, assistant: Assistant, tmp_path: Path) -> None:
    with (
        other_site() as site,
        served(assistant, cors=(site.origin,), rate="1/hour", state=tmp_path) as address,
    ):
        site.host = address.rstrip("/")
        chat = open_page(site.page(element()))
        chat.answered(TROOPS)
        expect(chat.answered(TROOPS).get_by_role("alert")).to_contain_text(
            "Too many questions. Ask again in"
        )


def test_a_site_that_may_not_ask_is_told(open_page: Open, assistant: Assistant) -> None:
    with other_site() as site, served(assistant) as address:
        site.host = address.rstrip("/")
        chat = open_page(site.page(element()))
        expect(chat.answered(TROOPS).get_by_role("alert")).to_contain_text(
            "The server cannot be reached, or does not let this page ask."
        )
