"""A time: what the articles tell of it where a question asks for nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.accounts.dispute import with_disputed
from assistant.accounts.event import Event, chosen, goes_on, named_days
from assistant.accounts.statement import Statement, scores
from assistant.answer import Answerer, Draft, Proposal
from assistant.answer.answerable import least
from assistant.times import published_on
from assistant.times.ranges import Days, day
from assistant.types import Period
from index.types import Passage

LONGEST = 8  # sentences


def propose_period(
    answerer: Answerer, question: str, period: Period, passages: Sequence[Passage]
) -> Proposal:
    """Propose what is told of a time, by day; the answerer's own where nothing is.

    An answerer that cannot tell how sure it is has its own say. A sentence of the time answers:
    the proposal is as sure as it has to be.
    """
    proposal = answerer.propose(question, passages)
    told = _happened(period, passages) if proposal.confidence is not None else ()
    if not told:
        return proposal
    return replace(proposal, drafts=iter(told), confidence=max(proposal.confidence or 0.0, least()))


def _happened(period: Period, passages: Sequence[Passage]) -> tuple[Draft, ...]:
    """Tell what happened in a time, by day: first the sentences that name a day of it.

    Of a time longer than a day also the opening sentences of articles published in it that name no
    day. What lies ahead of its own article has not happened.
    """
    first, last = published_on(period.published_from), published_on(period.published_to)
    within = Days(first or date.min, last or date.max)
    found = sorted(_events(within, passages), key=lambda one: (not one[1].is_named, -one[0]))
    events = with_disputed("", chosen((event for _, event in found), LONGEST), passages)
    told = [event for event in events if event.days.within(within)]
    if len({event.days for event in told}) == 1:
        return tuple(event.statement.draft for event in told)
    return tuple(event.draft for event in told)


def _events(within: Days, passages: Sequence[Passage]) -> Iterator[tuple[float, Event]]:
    for passage in passages:
        for sentence, score in zip(passage.sentences, scores(passage), strict=True):
            one = Statement(passage, sentence)
            if not sentence.whole or goes_on(sentence.text):
                continue
            if days := _days(one, within):
                yield score, Event(one, days)


def _days(one: Statement, within: Days) -> Days | None:
    """Give the closest days of a time that a sentence tells of, if it does."""
    named = [days for days in named_days(one) if days.within(within) and _is_past(one, days)]
    if named:
        return min(named, key=len)
    opens = one.sentence.start == 0 and not one.times and len(within) > 1
    return day(one.day) if opens and one.day and day(one.day).within(within) else None


def _is_past(one: Statement, days: Days) -> bool:
    """Whether days are no plan to who wrote of them, as far as that can be told."""
    ahead, _ = one.mood(frozenset())
    return days.first <= one.day if one.day else not ahead
