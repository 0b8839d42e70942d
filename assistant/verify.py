"""Whether the quotes that a sentence cites bear it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assistant.answer import Draft, Span
from assistant.citations import bracketless
from assistant.types import Verdict
from index.types import Passage
from index.words import stems

LEAST_SHARED = 0.3  # of a sentence's stems, to be found in its quotes
_NOT = r"no|not|none|nor|neither|never|nobody|nothing|without|cannot|\w+n['’]t"
_DENIES = re.compile(rf"\b(?:{_NOT})\b", re.IGNORECASE)
# How a text may say no in other words.
_MAY_DENY = re.compile(
    rf"\b(?:(?:{_NOT}|hardly|rarely|few|only|until|instead|against|yet to|ban(?:s|ned)?"
    r"|end(?:s|ed)?|stop(?:s|ped)?|rule[ds]? out)\b"
    r"|den[iy]|refus|reject|fail|lack|un(?:able|likely)|halt|ceas|lift|drop|cancel|oppos|exclud)",
    re.IGNORECASE,
)


def verdict(draft: Draft) -> Verdict:
    """Judge a drafted sentence by the quotes that it cites.

    "supported" is one of the quoted sentences, or several in a row: whole, since a part of one may
    say the opposite. "unsupported" cites none, gives a number that neither its quotes nor the
    headers of their articles have, says no where they do not, or shares next to no word with them.
    Anything else is "unchecked".
    """
    if _plain(draft.text) in map(_plain, _quoted(draft.spans)):
        return "supported"
    said = set(stems(draft.text))
    quoted = {stem for span in draft.spans for stem in stems(span.quote)}
    headers = {stem for span in draft.spans for stem in stems(_header(span.passage))}
    numbers_known = _numbers(said) <= _numbers(quoted | headers)
    if not said or not numbers_known or len(said & quoted) < LEAST_SHARED * len(said):
        return "unsupported"
    if _DENIES.search(draft.text) and not any(_MAY_DENY.search(s.quote) for s in draft.spans):
        return "unsupported"
    return "unchecked"


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


def _header(passage: Passage) -> str:
    """Return what a chat model is told of an article, with the day of its publication alone."""
    return f"{passage.title}, {passage.source}, {passage.published_at[:10]}"


def _numbers(found: Iterable[str]) -> set[str]:
    """Return the numbers among stems, "02" as "2"."""
    return {stem.lstrip("0") for stem in found if stem[0].isdigit()}
