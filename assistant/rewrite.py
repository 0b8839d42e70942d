"""A follow-up question and the conversation before it become a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.citations import strip_markers
from assistant.model import ask, said_nothing
from assistant.reply import read_text
from assistant.types import Turn

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_TURNS = 6  # the last ones
_LONGEST_TURN = 1_000  # characters
_LONGEST_QUESTION = 1_000  # characters
_LABEL = re.compile(r"(?:\w+ )?question:\s*", re.IGNORECASE)
_QUOTED = re.compile(r"[\"'“‘](.+)[\"'”’]")


def rewrite(chat_model: BaseChatModel, question: str, history: Sequence[Turn]) -> str:
    """Return the question in words that need no history; without history, the question itself.

    Raises ModelError.
    """
    if not history:
        return question
    reply = read_text(ask(chat_model, "rewrite", rewrite_variables(question, history)))
    label = _LABEL.match(reply)
    lines = reply[label.end() if label else 0 :].strip().splitlines()
    if not lines:
        raise said_nothing(chat_model)
    quoted = _QUOTED.fullmatch(lines[0])
    return (quoted[1] if quoted else lines[0])[:_LONGEST_QUESTION].strip()


def rewrite_variables(question: str, history: Sequence[Turn]) -> dict[str, str]:
    """Return what fills the prompt ``rewrite``: the last turns, one a line, and the question."""
    turns = (f"{turn.role}: {_line(turn.text)[:_LONGEST_TURN]}" for turn in history[-_TURNS:])
    return {"history": "\n".join(turns), "question": _line(question)}


def _line(text: str) -> str:
    return " ".join(strip_markers(text).split())
