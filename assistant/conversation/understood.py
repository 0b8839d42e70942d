"""A question as it is meant, by a chat model where there is one, else by rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.conversation.standalone import Meant, standalone
from assistant.conversation.topic import asked_of_articles
from assistant.errors import ModelError
from assistant.types import Turn

Rewriter = Callable[[str, Sequence[Turn]], str]
"""Puts a question in words that need no history; raises ModelError."""


def understood(question: str, history: Sequence[Turn], rewriter: Rewriter | None = None) -> Meant:
    """Give a question in words that need no history.

    Rules read it where no model does, or where that fails; then a warning says so.
    """
    if rewriter is None or not history:
        return standalone(question, history)
    try:
        text = asked_of_articles(rewriter(question, history))
    except ModelError as error:
        by_rules = standalone(question, history)
        warning = f"The question was read by rules, not by the chat model: {error}"
        return Meant(by_rules.text, by_rules.carried, by_rules.leans, (warning,))
    changed = text != question
    return Meant(text, (text,) if changed else (), leans=changed)
