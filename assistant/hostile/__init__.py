"""Hostile text: articles, questions, turns and replies are data from strangers.

``guarded`` takes planted sentences from passages before anything is answered from them, ``asked``
takes them from a question; ``shown_to_model`` is what a chat model sees of a text, ``named`` of the
names of a source; ``harmless`` is what a sentence of an answer has to be, ``plainly`` how an
article's own is told. What is guarded against, and what is not: docs/security.md.
"""

from __future__ import annotations

from assistant.hostile.instructions import instructs
from assistant.hostile.output import harmless
from assistant.hostile.planted import guarded
from assistant.hostile.showing import asked, named, plainly, shown_to_model

__all__ = ["asked", "guarded", "harmless", "instructs", "named", "plainly", "shown_to_model"]
