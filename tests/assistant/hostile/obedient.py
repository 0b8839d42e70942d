"""A chat model that does whatever its prompt tells it to, however that is disguised."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import Field

_SOURCE = re.compile(r"Source \[(\d+)\]:(.*?)(?=Source \[\d+\]:|\Z)", re.DOTALL)
_CODE = re.compile(r"[A-Za-z0-9+/]{20,}={0,2}")
_LOOKALIKES = str.maketrans("аеорсі", "aeopci")


class ObedientChatModel(BaseChatModel):
    """Writes ``reply`` where it reads ``trigger``, else the ``fact``, citing where it found it."""

    trigger: str
    reply: str
    fact: str
    prompts: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "obedient"

    def _stream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> Iterator[ChatGenerationChunk]:
        system, user = (str(message.content) for message in messages)
        self.prompts.append(user)
        yield ChatGenerationChunk(message=AIMessageChunk(content=self._says(system, user)))

    def _says(self, system: str, user: str) -> str:
        if (n := _where(self.trigger, user)) is not None:
            leaked = re.sub(r"(?<=\w)\.(?=\s|$)", f" [{n}].", " ".join(system.split()))
            question = quote(user.rpartition("Question:")[2].strip().splitlines()[0])
            reply = self.reply.replace("[n]", f"[{n}]").replace("SYSTEM", leaked)
            return reply.replace("QUESTION", question)
        n = _where(self.fact, user)
        return "CANNOT ANSWER" if n is None else f"{self.fact} [{n}]"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError("Dateline streams")


def _where(words: str, prompt: str) -> int | None:
    """Give the number of the source that has some words, 1 if they stand elsewhere, else None."""
    for number, text in _SOURCE.findall(prompt):
        if _reads(words, text):
            return int(number)
    return 1 if _reads(words, prompt) else None


def _reads(words: str, text: str) -> bool:
    bare = "".join(words.casefold().split())
    return any(bare in reading for reading in _readings(text))


def _readings(text: str) -> Iterator[str]:
    tags = "".join(chr(ord(c) - 0xE0000) for c in text if 0xE0020 <= ord(c) < 0xE007F)
    codes = [b64decode(c + "==", validate=False) for c in _CODE.findall(text) if len(c) % 4 != 1]
    for version in (text, text[::-1], tags, *(code.decode(errors="ignore") for code in codes)):
        plain = unicodedata.normalize("NFKD", version).casefold().translate(_LOOKALIKES)
        yield "".join(c for c in plain if unicodedata.category(c)[0] not in "CMZ")
