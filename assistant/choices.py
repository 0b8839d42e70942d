"""One reply where a server streams several side by side: LangChain would mix their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any


class FirstChoice:
    """OpenAI's completions, of whose streamed choices only the one that comes first is told."""

    def __init__(self, completions: Any) -> None:
        self._completions = completions

    def __getattr__(self, name: str) -> Any:
        return getattr(self._completions, name)

    def create(self, **asked: Any) -> Any:
        """Ask as ``completions.create`` does."""
        reply = self._completions.create(**asked)
        return _streamed(reply) if asked.get("stream") else reply


@contextmanager
def _streamed(stream: AbstractContextManager[Iterable[Any]]) -> Iterator[Iterator[Any]]:
    with stream as chunks:
        yield _of_one(chunks)


def _of_one(chunks: Iterable[Any]) -> Iterator[Any]:
    """Leave out the chunks of other choices; what is no list of choices is passed on as it is."""
    told: list[Any] = []
    for chunk in chunks:
        choices = getattr(chunk, "choices", None)
        if isinstance(choices, list) and choices:
            told = told or [_number(choices[0])]
            chunk.choices = [choice for choice in choices if _number(choice) in told]
            if not chunk.choices:
                continue
        yield chunk


def _number(choice: Any) -> Any:
    return getattr(choice, "index", None)
