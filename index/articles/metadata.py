"""An article's metadata from whatever a file gives: front matter or JSON."""

from __future__ import annotations

from collections.abc import Mapping
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
    if isinstance(value, list):
        return ", ".join(filter(None, map(plain, value)))
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str | int | float):
        text = " ".join(str(value).split())
        if len(text) > LONGEST:
            raise ValueError(f"it is longer than {LONGEST} characters")
        text.encode()  # UnicodeEncodeError, a ValueError, for half a surrogate pair
        return text
    raise ValueError(f"a {type(value).__name__} is not a text")


def iso_date(value: object) -> str:
    """Give an ISO 8601 date or date-time as it stands; raises ValueError for anything else."""
    text = plain(value)
    if text:
        try:
            datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{text!r} is not an ISO date such as 2025-12-24") from None
    return text
