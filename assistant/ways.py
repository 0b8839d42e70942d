"""The ways in which a question is answered: plainly, as a timeline, or by what each side says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from assistant.accounts import (
    Sides,
    asks_for_timeline,
    compared,
    matter,
    propose_period,
    propose_sides,
    propose_timeline,
    topic,
)
from assistant.answer import Answerer, Ending, Proposal
from assistant.premise import mismatch
from assistant.question import subject
from assistant.recency import propose_newest, with_successor
from assistant.scope import Found
from assistant.times import asks_for_newest, asks_only_for_time
from index.relevance import Rarity
from index.retrieve import Retriever

FOR_TIMELINE, FOR_SIDES = 24, 16
"""Passages that are looked at, at least, for several days or sides."""

Propose = Callable[[Answerer, Found], Proposal]


@dataclass(frozen=True, slots=True)
class Way:
    """What is searched for, in how many passages at least, and how an answer is proposed.

    ``of_a_time`` tells that nothing but a time is asked for, of whose articles some are looked at.
    """

    searched: str
    passages: int
    propose: Propose
    of_a_time: bool = False


def way_to_answer(question: str, retriever: Retriever) -> Way:
    """Choose the way to answer a question of one part."""
    if asks_only_for_time(subject(question)):
        return Way(subject(question), FOR_TIMELINE, _of_period, of_a_time=True)
    if asks_for_timeline(question):
        return Way(matter(question), FOR_TIMELINE, _timeline_of(question))
    if sides := compared(question):
        about = topic(question, sides, retriever.values("source"))
        return Way(subject(about), FOR_SIDES, _sides_on(question, sides, about))
    return Way(subject(question), 0, _plainly(cache(retriever.rarity)))


def _plainly(rarity: Rarity) -> Propose:
    def propose(answerer: Answerer, found: Found) -> Proposal:
        if found.period and asks_for_newest(found.period):
            return propose_newest(answerer, found.asked, found.words, found.passages)
        proposal = answerer.propose(found.asked, found.passages)
        if proposal.confidence is None:
            return proposal  # a chat model is asked to correct a question itself
        drafts = with_successor(found.asked, list(proposal.drafts))
        told = [span for draft in drafts for span in draft.spans]
        wrong = mismatch(found.asked, found.passages, rarity, told)
        # What is told of somebody else corrects nothing where it does not as good as answer.
        if wrong is None or (wrong.kind == "name" and not drafts):
            return replace(proposal, drafts=iter(drafts))
        return Proposal(iter([wrong.draft]), proposal.confidence, Ending(premise=wrong.note))

    return propose


def _of_period(answerer: Answerer, found: Found) -> Proposal:
    if found.period is None:  # what the question says of time is not to be read
        return answerer.propose(found.asked, found.passages)
    return propose_period(answerer, found.asked, found.period, found.passages)


def _timeline_of(question: str) -> Propose:
    return lambda answerer, found: propose_timeline(answerer, question, found.passages)


def _sides_on(question: str, sides: Sides, about: str) -> Propose:
    return lambda answerer, found: propose_sides(answerer, question, sides, about, found.passages)
