from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.server.app import create_app
from tests.browser.conftest import MARKS
from tests.browser.embedded import Chat, element, other_site
from tests.parity import THIRTY, said
from tests.served import serving

pytestmark = [*MARKS, pytest.mark.slow]
KEEP = """() => {
  window.answers = [];
  addEventListener("dateline-answer", (event) => window.answers.push(event.detail));
}"""


def test_the_widget_says_what_python_says(browser: Browser, assistant: Assistant) -> None:
    with other_site() as site:
        settings = ServerSettings(cors=(site.origin,))
        with serving(create_app(assistant, settings)) as address:
            site.host = address.rstrip("/")
            chat = Chat(browser, site.page(element()))
            chat.page.evaluate(KEEP)
            for question in THIRTY:
                chat.button("New chat").click() if chat.log.locator(".reply").count() else None
                shown = chat.answered(question).locator(".sentence").all_inner_texts()
                answer: dict[str, Any] = chat.page.evaluate("() => window.answers.at(-1)")
                expected = assistant.ask(question).to_dict()
                assert said(answer) == said(expected)
                for text, sentence in zip(shown, expected["sentences"], strict=True):
                    assert text.startswith(sentence["text"])
            chat.context.close()
