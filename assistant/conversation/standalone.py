"""A follow-up becomes a question that stands alone, by rules: no model is asked.

A question that leans on nothing is left as it is: a wrong word carried over does more harm than a
missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.citations import strip_markers
from assistant.conversation.antecedents import Antecedents
from assistant.conversation.asked import is_meta
from assistant.conversation.ellipsis import completed
from assistant.conversation.exchange import Exchange
from assistant.conversation.leaning import leanings
from assistant.conversation.names import names, recased
from assistant.conversation.pronouns import put_before, resolved
from assistant.conversation.topic import asked_of_articles, introduced, without_change
from assistant.language.openings import without_opening
from assistant.types import Turn

MOST_EXCHANGES = 16
"""How many of the last questions are looked at."""

LONGEST_TURN = 1_200
"""How many characters of a turn are read."""

LONGEST = 400
"""How many characters a question may come to by what it takes from others."""

REFUSED = re.compile(r"The articles do not answer|CANNOT ANSWER", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meant:
    """A question in the words that it is to be searched for in.

    ``carried`` is what it takes from the turns before; ``leans`` tells whether it leans on any,
    which it may do on what is not found there.
    """

    text: str
    carried: tuple[str, ...] = ()
    leans: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def lost(self) -> bool:
        """Whether it leans on what was not found."""
        return self.leans and not self.carried


def standalone(question: str, history: Sequence[Turn] = ()) -> Meant:
    """Give a question in words that need no history.

    The follow-ups of the history are resolved in their order, so that one may lean on another.
    """
    exchanges: list[Exchange] = []
    for asked, answer in _exchanges(history):
        meant = _resolved(without_opening(asked), exchanges)
        text = recased(meant.text, names(answer))
        exchanges.append(Exchange(text, answer, asked, meant.carried))
    return _resolved(question, exchanges)


def _exchanges(history: Sequence[Turn]) -> Iterator[tuple[str, str]]:
    """Give the last questions about the articles, each with its answer; a refusal answers ""."""
    pairs: list[tuple[str, str]] = []
    for turn in history[-2 * MOST_EXCHANGES :]:
        text = " ".join(strip_markers(turn.text[:LONGEST_TURN]).split())
        if turn.role == "user":
            pairs.append((text, ""))
        elif pairs and not REFUSED.match(text):
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {text}".strip())
    said = [asked for asked, _ in pairs]
    for place, (asked, answer) in enumerate(pairs):
        if asked and not is_meta(asked, said[max(0, place - 3) : place]):
            yield asked, answer


def _resolved(question: str, exchanges: Sequence[Exchange]) -> Meant:
    if len(question) > LONGEST:
        return Meant(question)
    said = without_change(question)
    begun = introduced(said)
    if begun and not leanings(begun[0]):
        return _of_topic(*begun, exchanges)
    meant = _leaning_on(said, exchanges) if exchanges else Meant(said)
    return replace(meant, text=asked_of_articles(meant.text))


def _of_topic(topic: str, asked: str, exchanges: Sequence[Exchange]) -> Meant:
    """Give a question with the topic that its message begins with."""
    meant = _leaning_on(asked, [*exchanges, Exchange(f"What about {topic}?")])
    if meant.carried or topic.lower() in asked.lower():
        return meant
    text = put_before(asked, topic)
    return Meant(text, (topic,), leans=True) if len(text) <= LONGEST else meant


def _leaning_on(question: str, exchanges: Sequence[Exchange]) -> Meant:
    asked = recased(
        without_opening(question), [name for one in exchanges for name in (*one.asked, *one.told)]
    )
    last = Antecedents(exchanges[-4:])
    for step in (completed, resolved):
        found = step(asked, exchanges[-1], last)
        if found is None:
            continue
        text, carried = found
        if carried and len(text) <= LONGEST:
            return Meant(text, tuple(carried), leans=True)
        return Meant(question, leans=True)
    return Meant(question)
