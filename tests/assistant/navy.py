"""A navy and a baker to ask of, and an answerer that says what a test tells it to."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import Passage
from assistant.answer import Draft, Proposal, Span

SHIPS = "The navy ordered twelve new ships on Monday. They will sail in spring."
BREAD = "The baker sold warm bread. “Bread is what I know,” said the baker Ann Lee."


class Scripted:
    """An answerer that says what it is told to, citing the first sentence of the best passage."""

    name = "scripted"

    def __init__(self, *drafts: tuple[str, bool]) -> None:
        self._drafts = drafts

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        spans = [
            Span(best, best.sentences[0].start, best.sentences[0].end) for best in passages[:1]
        ]
        return Proposal(
            Draft(text, tuple(spans) if is_cited else ())
            for text, is_cited in self._drafts
            if spans
        )
