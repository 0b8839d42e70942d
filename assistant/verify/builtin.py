"""The checks that need no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.answer import Draft, Span
from assistant.answer.bearing import Encode
from assistant.citations import bracketless
from assistant.language.irregular import BE
from assistant.language.verbs import has_verb
from assistant.verify.binding import exchanged
from assistant.verify.bounds import meant_otherwise
from assistant.verify.dates import unknown_date
from assistant.verify.deeds import turned_round
from assistant.verify.edits import changed
from assistant.verify.ending import breaks_off
from assistant.verify.genders import other_gender
from assistant.verify.judgement import Judgement
from assistant.verify.likeness import LEAST, SURELY, likeness
from assistant.verify.meaning import too_little
from assistant.verify.names import unknown_name, unknown_speaker
from assistant.verify.numbers import unknown_number
from assistant.verify.opposites import opposite
from assistant.verify.overstated import overstated
from assistant.verify.plans import only_asked, planned_or_done
from assistant.verify.polarity import denied_or_not
from assistant.verify.quotations import made_up_quotation
from assistant.verify.roles import another_holder, lesser_role
from assistant.verify.sides import one_side_unknown, sides_changed
from assistant.verify.source import Source
from assistant.verify.speakers import made_up_opinion, other_speaker, unattributed

_FIGURE = re.compile(r"\W*\d")
_END = re.compile(r"[.!?…][\"”’)\]]*\s*\Z")
Check = Callable[[str, Source], str]
"""Says what is wrong with a text that has a source, in a few words; "" if nothing is."""

FACTS: tuple[Check, ...] = (
    breaks_off,
    unknown_number,
    meant_otherwise,
    unknown_date,
    made_up_quotation,
    unknown_name,
    unknown_speaker,
    lesser_role,
    another_holder,
    other_speaker,
    unattributed,
    denied_or_not,
    opposite,
    overstated,
    planned_or_done,
    only_asked,
    turned_round,
    sides_changed,
    other_gender,
    exchanged,
    changed,
)
"""What a sentence must not get wrong, in the order of asking; the first to object decides."""

WORDS: tuple[Check, ...] = (one_side_unknown, made_up_opinion, too_little)
"""Whether the quotes have its words, in the place of understanding it."""

CHECKS: tuple[Check, ...] = (*FACTS, *WORDS)
"""All of them."""


class BuiltInChecker:
    """Holds a sentence to its quotes word by word, without a chat model.

    With ``encode`` it also has to be like them in meaning; if it is very much, in other words too.
    """

    name = "built-in"

    def __init__(self, encode: Encode | None = None) -> None:
        self._encode = encode

    def judge(self, drafts: Sequence[Draft]) -> list[Judgement]:
        """Judge each draft: supported or not."""
        return [self._judge(draft) for draft in drafts]

    def _judge(self, draft: Draft) -> Judgement:
        if self._encode is None:
            return judge(draft)
        judged = judge(draft, FACTS)
        if judged.verdict != "supported" or is_quoted(draft):
            return judged
        like = likeness(draft, self._encode)
        if like < LEAST and not _is_phrase(draft.text):
            return Judgement("unsupported", "the cited sentences are about something else")
        return judged if like >= SURELY else judge(draft, WORDS)


def judge(draft: Draft, checks: Sequence[Check] = CHECKS) -> Judgement:
    """Judge one drafted sentence.

    "supported" is one of the quoted sentences, or several in a row: whole, since a part of one may
    say the opposite; and whatever no check objects to.
    """
    if not draft.spans:
        return Judgement("unsupported", "it cites nothing")
    if is_quoted(draft):
        return Judgement("supported")
    source = Source.of(draft)
    text = " ".join(draft.text.split())
    for check in checks:
        if reason := check(text, source):
            return Judgement("unsupported", reason)
    return Judgement("supported")


def is_quoted(draft: Draft) -> bool:
    """Tell whether a draft is word for word what it cites: whole sentences, alone or in a row."""
    return _plain(draft.text) in map(_plain, _quoted(draft.spans))


def _is_phrase(text: str) -> bool:
    """Tell whether a text is a few words and no sentence, "$14 billion.": it is like none."""
    short = _FIGURE.match(text) or not _END.search(text)
    return bool(short) and not has_verb(text) and BE.isdisjoint(text.lower().split())


def _quoted(spans: Iterable[Span]) -> Iterator[str]:
    """Yield each quote, alone and together with those that follow it in the article."""
    ordered = sorted(spans, key=lambda span: (span.passage.article_id, span.start))
    for position, first in enumerate(ordered):
        run = first.quote
        yield run
        for before, after in pairwise(ordered[position:]):
            if not _touch(before, after):
                break
            run += f" {after.quote}"
            yield run


def _touch(before: Span, after: Span) -> bool:
    begin = after.passage.start
    between = after.passage.text[before.end - begin : after.start - begin]
    return before.passage == after.passage and not between.strip()


def _plain(text: str) -> str:
    """Return a text on one line without its full stop; brackets as a chat model is shown them."""
    return bracketless(" ".join(text.split())).removesuffix(".")
