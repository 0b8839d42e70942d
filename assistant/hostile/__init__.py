"""Hostile text: articles, questions, turns and replies are data from strangers.

``guarded`` takes planted sentences from passages before anything is answered from them, ``asked``
from a question; ``shown_to_model`` and ``shown`` are what a chat model sees of a text and of a
passage; ``harmless`` is what a sentence of an answer has to be. What is guarded against, and what
is not: docs/security.md.
"""

from __future__ import annotations

from assistant.hostile.instructions import instructs
from assistant.hostile.output import harmless
from assistant.hostile.planted import guarded
from assistant.hostile.showing import asked, plainly, shown, shown_to_model

__all__ = ["asked", "guarded", "harmless", "instructs", "plainly", "shown", "shown_to_model"]
