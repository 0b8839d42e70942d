"""The messages of a request: what they hold, and the question and conversation that they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from assistant.interfaces.http.models import LONGEST_TURN, MOST_TURNS, Exact, Within
from assistant.interfaces.openai.errors import NotHonoured
from assistant.types import Turn

MOST_MESSAGES = 1_000
MOST_PARTS = 100  # of one message
_MOST_CITED = 500  # citations of one message
_MOST_ARTICLES = 50  # of one turn
_TEXTS = ("text", "input_text", "output_text")

# A JSON string may hold half a surrogate pair, which is no character: the pattern keeps it out.
_Text = Annotated[str, Field(pattern="")]
_Id = Annotated[str, Field(max_length=2_000, pattern=r"^[^\x00]*$")]
Role = Literal["system", "developer", "user", "assistant", "tool", "function"]


class Cited(BaseModel):
    """A citation that comes back with an earlier answer, as far as it is read."""

    article_id: _Id = ""


class Annotation(Cited):
    """An annotation that comes back: flat, or as chat completions have it."""

    url_citation: Cited = Cited()


class Answered(BaseModel):
    """The extension field ``dateline`` of an earlier answer, as far as it is read."""

    citations: Annotated[list[Cited], Field(max_length=_MOST_CITED)] = []


class Part(BaseModel):
    """A part of a message."""

    type: str = "text"
    text: _Text = ""
    annotations: Annotated[list[Annotation], Field(max_length=_MOST_CITED)] | None = None


def _parts(content: Any) -> Any:
    """Give a message's content, which may be one text, as parts."""
    if content is None:
        return []
    return [{"text": content}] if isinstance(content, str) else content


class Message(BaseModel):
    """A message, of chat completions or of the input of responses."""

    type: str = "message"
    role: Role = "user"
    content: Annotated[list[Part], Field(max_length=MOST_PARTS), BeforeValidator(_parts)] = []
    annotations: Annotated[list[Annotation], Field(max_length=_MOST_CITED)] | None = None
    dateline: Answered | None = None

    def article_ids(self) -> tuple[str, ...]:
        """Give the ids of the articles that it cited, in order."""
        of_parts = (note for part in self.content for note in part.annotations or [])
        notes = [*(self.annotations or []), *of_parts]
        cited = [
            *(self.dateline.citations if self.dateline else []),
            *(each for note in notes for each in (note, note.url_citation)),
        ]
        ids = dict.fromkeys(each.article_id for each in cited if each.article_id)
        return tuple(ids)[:_MOST_ARTICLES]


class Where(Exact):
    """The extension field ``dateline`` of a request: where to look for the answer."""

    filters: Within = Within()
    read_time: bool = True


def asked(messages: Sequence[Message], param: str) -> tuple[str, list[Turn]]:
    """Give the question, which is the last message, and the turns before it that are read.

    What a system, a developer or a tool says takes no part. ``param`` names the messages in errors.
    Raises NotHonoured.
    """
    turns = list(_turns(messages, param))
    if not turns or turns[-1].role != "user":
        raise NotHonoured("the last message must be the user's: it is the question", param)
    *before, question = turns
    return question.text, [turn for turn in before if turn.text.strip()][-MOST_TURNS:]


def _turns(messages: Sequence[Message], param: str) -> Iterator[Turn]:
    for number, message in enumerate(messages):
        where = f"{param}.{number}"
        if message.type != "message":
            raise NotHonoured(f"{where} is a {message.type!r:.60}; only messages are read", where)
        if message.role not in ("user", "assistant"):
            continue
        text = _text(message, where)
        if len(text) > LONGEST_TURN:
            raise NotHonoured(f"{where} has more than {LONGEST_TURN:,} characters", where)
        yield Turn(message.role, text, message.article_ids())


def _text(message: Message, where: str) -> str:
    for part in message.content:
        if part.type not in _TEXTS:
            raise NotHonoured(
                f"{where} holds a part of the type {part.type!r:.60}; only text is read", where
            )
    return "\n".join(part.text for part in message.content)
