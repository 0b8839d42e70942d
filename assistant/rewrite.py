"""A follow-up question and the conversation before it become a question that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from assistant.citations import strip_markers
from assistant.errors import ModelError
from assistant.hostile import shown_to_model
from assistant.model import ask, said_nothing
from assistant.reply import read_text
from assistant.types import Turn

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_TURNS = 6  # the last ones
_LONGEST_TURN = 1_000  # characters
_LONGEST_QUESTION = 400  # characters that are added to those of the question itself
_LABEL = re.compile(r"(?:\w+ ){0,2}question:\s*", re.IGNORECASE)
_QUOTED = re.compile(r"[\"'“‘«](.+)[\"'”’»]")
_ASKS = re.compile(r"[?？؟;]\s*\Z")
_ASKS_BACK = re.compile(
    r"\b(?:do you mean|clarify|specify|more context|conversation)\b", re.IGNORECASE
)
_TELLING = re.compile(r"[^\W_]+")
_PERIOD_OF_INITIAL = re.compile(r"(?<=\b[A-Za-z])\.")
_SAME, _ENDS = 4, 3  # letters in which two forms of a name begin alike, and may end: "Korean"


def rewrite(chat_model: BaseChatModel, question: str, history: Sequence[Turn]) -> str:
    """Return the question in words that need no history; without history, the question itself.

    Raises ModelError, also for a reply that is no such question: an answer to it, or one with
    numbers or names that nobody has said.
    """
    if not history:
        return question
    variables = rewrite_variables(question, history)
    reply = read_text(ask(chat_model, "rewrite", variables))
    label = _LABEL.match(reply)
    lines = reply[label.end() if label else 0 :].strip().splitlines()
    if not lines:
        raise said_nothing(chat_model)
    line = next((line for line in lines if _ASKS.search(_bare(line))), lines[0])
    rewritten = _bare(line)
    if not _is_of(rewritten, question, f"{variables['history']} {question}"):
        raise ModelError(
            f"the chat model {chat_model.get_name()} did not put the question in other words, but"
            " wrote something else: choose another model for better follow-ups"
        )
    return rewritten


def rewrite_variables(question: str, history: Sequence[Turn]) -> dict[str, str]:
    """Return what fills the prompt ``rewrite``: the last turns, one a line, and the question."""
    turns = (f"{turn.role}: {_shown(turn.text)}" for turn in history[-_TURNS:])
    return {"history": "\n".join(turns), "question": _line(question)}


def _bare(line: str) -> str:
    line = line.strip()
    label = _LABEL.match(line)
    line = line[label.end() if label else 0 :]
    quoted = _QUOTED.fullmatch(line)
    return _line(quoted[1] if quoted else line)


def _is_of(rewritten: str, question: str, conversation: str) -> bool:
    """Tell whether a text can be a question in other words, all of whose names were said."""
    if not rewritten or len(rewritten) > len(question) + _LONGEST_QUESTION:
        return False
    if _ASKS.search(question) and not _ASKS.search(rewritten):
        return False
    if _ASKS_BACK.search(rewritten) and not _ASKS_BACK.search(question):
        return False
    said = {word.casefold() for word in _words(conversation)}
    first, *rest = _words(rewritten) or [""]
    telling = [word for word in rest if word[0].isupper() or word[0].isdigit()]
    telling += [first] if first[:1].isdigit() else []
    return all(_is_said(word.casefold(), said) for word in telling)


def _words(text: str) -> list[str]:
    return _TELLING.findall(_PERIOD_OF_INITIAL.sub("", text))


def _is_said(word: str, said: Set[str]) -> bool:
    """Tell whether a number is one of the words said, or a name one of them in another form."""
    if word in said or word[0].isdigit():
        return word in said
    begins = word[: max(_SAME, len(word) - _ENDS)]
    return len(word) >= _SAME and any(other.startswith(begins) for other in said)


def _shown(text: str) -> str:
    """Give a turn without markers, orders to the model and line breaks, which could fake a turn."""
    return _line(shown_to_model(strip_markers(text[: 4 * _LONGEST_TURN])))[:_LONGEST_TURN]


def _line(text: str) -> str:
    return " ".join(strip_markers(text).split())
