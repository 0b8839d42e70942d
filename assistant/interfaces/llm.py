"""Dateline as a model of the command ``llm``: ``llm -m dateline "When was …?"``."""

from __future__ import annotations

from collections.abc import Iterator

import llm
from pydantic import Field

from assistant.langchain.tool import as_text
from assistant.service import Assistant
from assistant.telling import Telling
from assistant.types import Turn
from index.errors import DatelineError


@llm.hookimpl
def register_models(register) -> None:  # type: ignore[no-untyped-def]
    """Add the model."""
    register(Dateline())


class Dateline(llm.Model):
    """Answers from the index of ``-o index DIR``, else of the settings, and then its quotes."""

    model_id = "dateline"
    can_stream = True

    class Options(llm.Options):
        """What ``-o`` takes."""

        index: str | None = Field(None, description="folder of the index")

    def execute(
        self,
        prompt: llm.Prompt,
        stream: bool,
        response: llm.Response,
        conversation: llm.Conversation | None,
    ) -> Iterator[str]:
        """Give the answer as it comes; raises ModelError of llm for what a user can mend."""
        history: list[Turn] = []
        for earlier in conversation.responses if conversation else ():
            said = str((earlier.response_json or {}).get("text", ""))
            history += [Turn("user", str(earlier.prompt.prompt)), Turn("assistant", said)]
        telling = Telling()
        index = getattr(prompt.options, "index", None)
        try:
            with Assistant.open(index=index) as assistant:
                for event in assistant.stream(str(prompt.prompt), history):
                    yield telling.piece(event)
                    if event.answer:
                        response.response_json = event.answer.to_dict()
                        yield as_text(event.answer)[len(event.answer.text) :]
        except DatelineError as error:
            raise llm.ModelError(str(error)) from error
