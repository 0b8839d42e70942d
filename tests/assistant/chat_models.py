"""Chat models that say what a test tells them to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import Field


class ScriptedChatModel(BaseChatModel):
    """Streams the given deltas, counts those that were taken, and keeps each prompt."""

    deltas: list[str]
    prompts: list[str] = Field(default_factory=list)
    taken: int = 0

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _stream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> Iterator[ChatGenerationChunk]:
        self.prompts.append("\n".join(str(message.content) for message in messages))
        for delta in self.deltas:
            self.taken += 1
            yield ChatGenerationChunk(message=AIMessageChunk(content=delta))

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError("Dateline streams")


def saying(reply: str) -> ScriptedChatModel:
    """Return a model that gives this reply in one piece."""
    return ScriptedChatModel(deltas=[reply])
