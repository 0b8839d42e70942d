"""What a news text says of itself."""

from __future__ import annotations

import re

from index.days import FULL_DATE

_DATELINE = re.compile(
    r"""^[^\S\n]*(?P<place>[^\W\d_][^\n(),]{1,60}?)
        (?:,[ ][^\n()]{1,40}?)?[ ]              # a date
        \((?P<source>[^\n()]{2,60})\)[ ]?[–—-]""",
    re.MULTILINE | re.VERBOSE,
)
# A first line that no full stop ends, with a blank line or a whole paragraph below it.
_HEADLINE = re.compile(
    r"""\s*(?!By[ ])(?P<headline>[^\s][^\n]{2,148}?[\w?!%"'”’])[^\S\n]*\n
        (?:[^\S\n]*\n\s*\S|[^\n]{150})""",
    re.VERBOSE,
)
# "May 18, 2025", "Sports Daily | May 18, 2025"
_DATE_ABOVE = re.compile(rf"\s*(?:[^\n|·•]{{2,60}}[ ][|·•][ ])?{FULL_DATE}[^\S\n]*\n")
_ENDS_A_SENTENCE = re.compile(r"[.…,][\"'”’]$")


def headline(text: str) -> str:
    """Give the headline that a plain text begins with, below a line of its date, or ""."""
    above = _DATE_ABOVE.match(text)
    found = _HEADLINE.match(text, above.end() if above else 0)
    if not found or _ENDS_A_SENTENCE.search(found["headline"]):
        return ""
    return found["headline"]


def publisher(text: str) -> str:
    """Give the publisher that a dateline names, as in "SEOUL, Dec. 24 (Wire) –", or ""."""
    for match in _DATELINE.finditer(text):
        if match["place"].split()[0].isupper():
            return match["source"].strip()
    return ""
