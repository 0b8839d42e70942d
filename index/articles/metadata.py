"""An article's metadata from whatever a file gives: front matter, or JSON, of schema.org too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime

from index.days import written_day

FIELDS = ("title", "source", "author", "url", "published_at")
SCHEMA_ORG = {
    "title": "headline",
    "source": "publisher",
    "published_at": "datePublished",
    "text": "articleBody",
}
"""What a NewsArticle of schema.org calls our fields, where it has names of its own."""

LONGEST = 2_000  # characters of one field
_WEB = re.compile(r"https?://", re.IGNORECASE)


def of_schema_org(given: Mapping[str, object]) -> dict[str, object]:
    """Give an object's fields under our names; a name of ours goes before one of schema.org."""
    ours = {name: given[theirs] for name, theirs in SCHEMA_ORG.items() if given.get(theirs)}
    return ours | {name: value for name, value in given.items() if value or name not in ours}


def clean(given: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """Turn the known fields into plain strings; also give what is wrong with those left empty."""
    fields, faults = {}, []
    for name in FIELDS:
        value = given.get(name)
        try:
            fields[name] = _READ.get(name, plain)(value)
        except ValueError as fault:
            fields[name] = ""
            faults.append(f"{name} not taken: {fault}")
    return fields, faults


def plain(value: object) -> str:
    """Make one line of text of a string, a number, a date, an object's "name" or a list of these.

    Raises ValueError for anything else.
    """
    if value is None:
        return ""
    parts = [_name(part) for part in (value if isinstance(value, list) else [value])]
    odd = [type(part).__name__ for part in parts if not isinstance(part, str | int | float | date)]
    if odd:
        raise ValueError(f"a {odd[0]} is not a text")
    text = " ".join(", ".join(map(str, parts)).split())
    if len(text) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} characters")
    text.encode()  # UnicodeEncodeError, a ValueError, for half a surrogate pair
    return text


def iso_date(value: object) -> str:
    """Give a date or date-time in ISO 8601's extended form; raises ValueError for anything else.

    A full date in words, "December 24, 2025", is one too; 3/4/2021 is not, being two.
    """
    text = plain(value)
    if not text:
        return ""
    for kind in (date, datetime):
        with suppress(ValueError):
            return kind.fromisoformat(text).isoformat()
    if day := written_day(text):
        return day
    raise ValueError(f"{text!r} is not an ISO date such as 2025-12-24")


def address(value: object) -> str:
    """Give a web address; raises ValueError for anything else, a script for one."""
    text = plain(value)
    if text and not _WEB.match(text):
        raise ValueError(f"{text!r} does not begin with http:// or https://")
    return text


def _name(part: object) -> object:
    """Give what an object of schema.org is called: {"@type": "Person", "name": "Ann Lee"}."""
    return part.get("name", part) if isinstance(part, dict) else part


_READ = {"published_at": iso_date, "url": address}
