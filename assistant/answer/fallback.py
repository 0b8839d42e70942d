"""Answers although a chat model fails: by the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Answerer, Draft, Ending, Proposal
from assistant.errors import ModelError
from index.types import Passage


class FallbackAnswerer:
    """Asks each of some answerers only if those before it failed.

    What one has said before it fails is whole sentences, and stays: nobody is asked then, the
    proposal is cut off. Every failure is a warning; without anybody left to ask it is raised.
    """

    def __init__(self, answerers: Sequence[Answerer]) -> None:
        self._answerers = answerers

    @property
    def name(self) -> str:
        """What ``Answer.model`` says, unless another one answers."""
        return self._answerers[0].name

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        """Propose an answer; reading its sentences raises ModelError if everybody failed."""
        ending = Ending()
        return Proposal(self._drafts(question, passages, ending), ending=ending)

    def _drafts(
        self, question: str, passages: Sequence[Passage], ending: Ending
    ) -> Iterator[Draft]:
        for place, answerer in enumerate(self._answerers, 1):
            proposal = answerer.propose(question, passages)
            told = False
            try:
                for draft in proposal.drafts:
                    told = True
                    yield draft
            except ModelError as error:
                if told:
                    ending.cut_off = True
                    ending.warnings.append(f"{error}; its answer ends too early")
                elif place == len(self._answerers):
                    raise
                else:
                    ending.warnings.append(f"{error}; asked {self._answerers[place].name} instead")
                    continue
            ending.answerer = "" if place == 1 else answerer.name
            ending.confidence = proposal.confidence
            ending.unanswered += proposal.ending.unanswered
            ending.prompts += proposal.ending.prompts
            return
