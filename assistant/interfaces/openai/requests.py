"""What requests hold, and which of their wishes are turned down.

Whatever else clients send, such as a temperature, is ignored: it changes nothing of an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from assistant.interfaces.http.models import LONGEST_TURN
from assistant.interfaces.openai.errors import NotHonoured
from assistant.interfaces.openai.messages import MOST_MESSAGES, Message, Where
from assistant.types import Turn

MODEL = "dateline"
MOST_INPUTS = 256  # texts embedded in one request
LONGEST_INPUT = LONGEST_TURN  # characters of one of them
MOST_CHARACTERS = 200_000  # of all of them


def check_model(name: str) -> None:
    """Raise NotHonoured for the name of another model."""
    if name != MODEL:
        raise NotHonoured(
            f"there is no model {name!r:.80}; the one here is {MODEL!r}",
            "model",
            "model_not_found",
            404,
        )


class Format(BaseModel):
    """The form that a reply is wished in."""

    type: str = "text"


class _Asking(BaseModel):
    model: str
    stream: bool | None = None
    tools: Sequence[Any] | None = None
    tool_choice: Any = None
    dateline: Where = Where()
    filters: Any = None
    history: Any = None

    def check(self) -> None:
        """Raise NotHonoured for another model, and for what no answer would show was ignored."""
        check_model(self.model)
        for name, place in (("filters", "dateline.filters"), ("history", "the messages")):
            if getattr(self, name) is not None:
                raise NotHonoured(f"{name} is not read here; put it into {place}", name)
        idle = self.tool_choice in (None, "auto", "none")
        if (self.tools and self.tool_choice != "none") or not idle:
            raise NotHonoured("Dateline calls no tools; leave them out", "tools")

    def where(self) -> dict[str, Any]:
        """Give the arguments that say where to look; raises FilterError."""
        return {
            "filters": self.dateline.filters.filters(),
            "read_time": self.dateline.read_time,
        }


class StreamOptions(BaseModel):
    """What a stream of chunks holds beside the answer."""

    include_usage: bool | None = None


class ChatRequest(_Asking):
    """A request for a chat completion."""

    messages: Annotated[list[Message], Field(min_length=1, max_length=MOST_MESSAGES)]
    stream_options: StreamOptions | None = None
    n: int | None = None
    modalities: list[str] | None = None
    functions: Sequence[Any] | None = None
    response_format: Format | None = None

    def check(self) -> None:
        """Raise NotHonoured as for any request, and for more than one text as the reply."""
        super().check()
        if self.n not in (None, 1):
            raise NotHonoured("there is one answer; leave out n", "n")
        if self.functions:
            raise NotHonoured("Dateline calls no functions; leave them out", "functions")
        if "audio" in (self.modalities or ()):
            raise NotHonoured("answers are text only", "modalities")
        check_format(self.response_format, "response_format")


class TextWish(BaseModel):
    """How the text of a response is wished."""

    format: Format | None = None


def _messages(given: Any) -> Any:
    """Give an input, which may be one text of the user's, as messages."""
    return [{"content": given}] if isinstance(given, str) else given


class ResponsesRequest(_Asking):
    """A request for a response."""

    input: Annotated[
        list[Message], Field(min_length=1, max_length=MOST_MESSAGES), BeforeValidator(_messages)
    ]
    instructions: str | None = None
    metadata: Annotated[dict[str, str], Field(max_length=16)] | None = None
    text: TextWish | None = None
    background: bool | None = None
    previous_response_id: str | None = None
    conversation: Any = None
    prompt: Any = None

    def check(self) -> None:
        """Raise NotHonoured as for any request, and for what would have to be kept here."""
        super().check()
        for name in ("background", "previous_response_id", "conversation", "prompt"):
            if getattr(self, name):
                raise NotHonoured(
                    f"nothing is kept here that {name} could use; send the conversation as input",
                    name,
                )
        check_format(self.text.format if self.text else None, "text.format")


def check_format(wished: Format | None, param: str) -> None:
    """Raise NotHonoured for a form that is not text."""
    if wished and wished.type != "text":
        raise NotHonoured(
            f"answers are text, not {wished.type!r:.60}; the field 'dateline' has them as JSON",
            param,
        )


_Input = Annotated[str, Field(min_length=1, max_length=LONGEST_INPUT, pattern="")]


def _inputs(given: Any) -> Any:
    """Give what is to be embedded, which may be one text, as a list."""
    if isinstance(given, list) and given and isinstance(given[0], int | list):
        raise ValueError(
            "give texts, not the numbers of another model's tokens"
            " (in LangChain: check_embedding_ctx_length=False)"
        )
    return [given] if isinstance(given, str) else given


def _bounded(texts: list[str]) -> list[str]:
    if sum(map(len, texts)) > MOST_CHARACTERS:
        raise ValueError(f"over {MOST_CHARACTERS:,} characters in all; send fewer texts at a time")
    return texts


class EmbeddingsRequest(BaseModel):
    """Texts to embed; ``input_type`` is an extension for embedders that tell questions apart."""

    model: str
    input: Annotated[
        list[_Input],
        Field(min_length=1, max_length=MOST_INPUTS),
        BeforeValidator(_inputs),
        AfterValidator(_bounded),
    ]
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: int | None = None
    input_type: Literal["document", "query"] = "document"


def texts_of(question: str, history: Sequence[Turn]) -> list[str]:
    """Give the texts of a conversation that are read."""
    return [*(turn.text for turn in history), question]
