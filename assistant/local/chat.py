"""A chat model from a GGUF file, run by llama.cpp when it is first asked.

It is asked over HTTP, like any OpenAI-compatible server, by a process of its own that listens on
loopback: a model that is too much for the machine ends that process, not ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Self

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI
from pydantic import PrivateAttr, SecretStr

from assistant.deadline import client
from assistant.errors import ModelError
from assistant.local.gguf import check
from assistant.local.process import Process


class LocalChatModel(BaseChatModel):
    """A GGUF file as a chat model; its process is begun when first asked, and again if it died."""

    path: Path
    timeout: float
    _lock: Lock = PrivateAttr(default_factory=Lock)
    _served: _Served | None = PrivateAttr(default=None)

    @classmethod
    def open(cls, path: str, *, timeout: float, metadata: dict[str, Any]) -> Self:
        """Look at a file, ``~`` for the home in its path; raises ModelError if it cannot be run."""
        if not find_spec("xllamacpp"):
            raise ModelError(
                "a model file is run by xllamacpp, which is not installed: "
                "pip install 'dateline[local]'"
            )
        try:
            file = Path(path).expanduser()
        except RuntimeError as error:
            raise ModelError(f"the model file {path} cannot be found: {error}") from error
        check(file)
        return cls(path=file, timeout=timeout, name=file.name, metadata=metadata)

    def close(self) -> None:
        """End the model's process, if it has one; another question begins another."""
        with self._lock:
            if self._served:
                self._served.process.end()
            self._served = None

    @property
    def _llm_type(self) -> str:
        return "gguf"

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        return self._at_address()._stream(messages, stop, run_manager, **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return self._at_address()._generate(messages, stop, run_manager, **kwargs)

    def _at_address(self) -> ChatOpenAI:
        with self._lock:
            if self._served is None or not self._served.process.runs():
                self._served = _serve(self.path, self.timeout)
            return self._served.model


class _Served(NamedTuple):
    process: Process
    model: ChatOpenAI


def _serve(path: Path, timeout: float) -> _Served:
    process = Process(path)
    model = ChatOpenAI(
        model=path.name,
        base_url=process.url,
        api_key=SecretStr(process.key),
        temperature=0,
        timeout=timeout,
        max_retries=0,
        http_client=client(trust_env=False),  # no proxy stands before loopback
    )
    return _Served(process, model)
