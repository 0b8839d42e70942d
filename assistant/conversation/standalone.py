"""A follow-up becomes a question that stands alone, by rules: no model is asked.

A question that leans on nothing is left as it is: a wrong word carried over does more harm than a
missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citations import strip_markers
from assistant.conversation.antecedents import Antecedents
from assistant.conversation.asked import is_meta
from assistant.conversation.ellipsis import completed
from assistant.conversation.exchange import Exchange
from assistant.conversation.names import names, recased
from assistant.conversation.pronouns import resolved
from assistant.language.openings import without_opening
from assistant.types import Turn

MOST_EXCHANGES = 8
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
        meant = _resolved(without_opening(asked), exchanges).text
        exchanges.append(Exchange(recased(meant, names(answer)), answer))
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
    return ((asked, answer) for asked, answer in pairs if asked and not is_meta(asked))


def _resolved(question: str, exchanges: Sequence[Exchange]) -> Meant:
    if not exchanges or len(question) > LONGEST:
        return Meant(question)
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
