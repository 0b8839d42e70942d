"""Answers although a chat model fails: by the next one, at last in the articles' own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Answerer, Draft, Ending, Proposal
from assistant.errors import ModelError
from index.types import Passage


class FallbackAnswerer:
    """Asks each of the ``models`` only if those before it failed, and ``word_for_word`` at last.

    What a model has said before it fails is whole sentences, and stays: nobody is asked then, the
    proposal is cut off. Every failure is a warning; without anybody left to ask it is raised.
    """

    def __init__(self, models: Sequence[Answerer], word_for_word: Answerer | None = None) -> None:
        self._answerers = [*models, *filter(None, [word_for_word])]
        self._word_for_word = word_for_word

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
                ending.cut_off = told
                if not told and place == len(self._answerers):
                    raise
                ending.warnings.append(f"{error}; {self._instead(place, told=told)}")
                if not told:
                    continue
            ending.answerer = "" if place == 1 else answerer.name
            ending.confidence = proposal.confidence
            ending.unanswered += proposal.ending.unanswered
            ending.prompts += proposal.ending.prompts
            return

    def _instead(self, failed: int, *, told: bool) -> str:
        """Say what follows from the failure of the answerer at a place, counted from one."""
        if told:
            return "its answer ends too early"
        following = self._answerers[failed]
        if following is self._word_for_word:
            return "answered word for word from the articles instead"
        return f"asked {following.name} instead"
