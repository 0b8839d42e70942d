"""How many tokens were read and written, by the measure of the index's embedder.

A chat model that is asked for an answer reads other texts, and counts by its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi.concurrency import run_in_threadpool

from index.embed import Embedder


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, special ones left out."""

    read: int
    written: int = 0

    def of_chat(self) -> dict[str, int]:
        """Write it as chat completions and embeddings have it."""
        return {
            "prompt_tokens": self.read,
            "completion_tokens": self.written,
            "total_tokens": self.read + self.written,
        }

    def of_response(self) -> dict[str, object]:
        """Write it as responses have it; nothing is cached, and no reasoning is paid for."""
        return {
            "input_tokens": self.read,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": self.written,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": self.read + self.written,
        }


async def usage_of(embedder: Embedder, texts: Sequence[str], reply: str) -> Usage:
    """Count the tokens of the texts that were read, and of the reply."""
    *read, written = await run_in_threadpool(embedder.count_tokens, [*texts, reply])
    return Usage(sum(read), written)
