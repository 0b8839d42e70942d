"""What a checker says of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Draft
from assistant.types import Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether quotes bear a sentence; ``reason`` tells users in a few words why they do not.

    ``prompts`` names those that were sent to a chat model for it.
    """

    verdict: Verdict
    reason: str = ""
    prompts: tuple[str, ...] = ()


class Checker(Protocol):
    """Judges drafted sentences; ``name`` says in the figures which one it was."""

    @property
    def name(self) -> str:
        """What the report calls it."""
        ...

    def judge(self, drafts: Sequence[Draft]) -> list[Judgement]:
        """Judge each draft by the spans that it cites."""
        ...
