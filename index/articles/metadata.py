"""An article's metadata from whatever a file gives: front matter or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime

FIELDS = ("title", "source", "author", "url", "published_at")
LONGEST = 2_000  # characters of one field


def clean(given: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """Turn the known fields into plain strings; also give what is wrong with those left empty."""
    fields, faults = {}, []
    for name in FIELDS:
        value = given.get(name)
        try:
            fields[name] = iso_date(value) if name == "published_at" else plain(value)
        except ValueError as fault:
            fields[name] = ""
            faults.append(f"{name} left empty: {fault}")
    return fields, faults


def plain(value: object) -> str:
    """Make one line of text of a string, a number, a date or a list of these.

    Raises ValueError for anything else.
    """
    if value is None:
        return ""
    parts = value if isinstance(value, list) else [value]
    odd = [type(part).__name__ for part in parts if not isinstance(part, str | int | float | date)]
    if odd:
        raise ValueError(f"a {odd[0]} is not a text")
    text = " ".join(", ".join(map(str, parts)).split())
    if len(text) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} characters")
    text.encode()  # UnicodeEncodeError, a ValueError, for half a surrogate pair
    return text


def iso_date(value: object) -> str:
    """Give a date or date-time in ISO 8601's extended form; raises ValueError for anything else."""
    text = plain(value)
    if not text:
        return ""
    for kind in (date, datetime):
        with suppress(ValueError):
            return kind.fromisoformat(text).isoformat()
    raise ValueError(f"{text!r} is not an ISO date such as 2025-12-24")
