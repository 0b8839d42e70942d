"""What a news text says of itself."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"""^[^\S\n]*(?P<place>[^\W\d_][^\n(),]{1,60}?)
        (?:,[ ][^\n()]{1,40}?)?[ ]              # a date
        \((?P<source>[^\n()]{2,60})\)[ ]?[–—-]""",
    re.MULTILINE | re.VERBOSE,
)


def publisher(text: str) -> str:
    """Give the publisher that a dateline names, as in "SEOUL, Dec. 24 (Wire) –", or ""."""
    for match in _DATELINE.finditer(text):
        if match["place"].split()[0].isupper():
            return match["source"].strip()
    return ""
