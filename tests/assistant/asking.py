"""Asking a chat model at an address, and what comes of it."""

from __future__ import annotations

from assistant.answer.generative import GenerativeAnswerer
from assistant.errors import ModelError
from assistant.model import open_chat_model
from tests.assistant.openai_server import OpenAIServer, serving
from tests.assistant.sources import passage

RAIN = passage("rain", "Rain fell on Monday. It was wet for hours.")


def told(base_url: str, *, timeout: float = 20.0) -> tuple[list[str], str]:
    """Return the sentences that were told, and the error after them."""
    model = open_chat_model("openai:tiny", base_url=base_url, timeout=timeout)
    texts = []
    try:
        for draft in GenerativeAnswerer(model).propose("When did rain fall?", [RAIN]).drafts:
            texts.append(draft.text)  # noqa: PERF401 - those before an error stay
    except ModelError as error:
        return texts, str(error)
    return texts, ""


def fault_of(server: OpenAIServer, **how: float) -> str:
    with serving(server):
        texts, fault = told(server.url, **how)
    assert texts == []
    return fault
