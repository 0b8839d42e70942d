"""Replies in JSON, as text."""

from __future__ import annotations

import json
import re

from assistant.prompting import CANNOT_ANSWER, NOT_ANSWERED

_OF_SOURCES = re.compile(r"source|citation|reference|passage|article|^ids?$|^numbers?$", re.I)
_OF_REST = re.compile(r"unanswered|not_answered|missing", re.IGNORECASE)
_ASIDE = re.compile(r"reason|thought|thinking|question|title|url|status|confidence", re.IGNORECASE)
_NUMBER = re.compile(r"\D{0,12}(\d{1,2})\W*")
_LONGEST_BROKEN = 4_000  # characters of a reply that is no whole JSON which are read


def from_json(text: str) -> str:
    """Return what a JSON reply says as plain text; what cannot be read as JSON stays as it is."""
    try:
        return "\n".join(_told(_value(text))) or CANNOT_ANSWER
    except (ValueError, RecursionError):  # the latter of what is nested without end
        return text


def _value(text: str) -> object:
    from langchain_core.utils.json import parse_partial_json

    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text.lstrip())
    except ValueError:
        return parse_partial_json(text[:_LONGEST_BROKEN])  # which looks at each of its beginnings
    return value


def _told(value: object, key: str = "") -> list[str]:
    """List the texts in a JSON value, each object's with the sources that it names."""
    if isinstance(value, str):
        return [f"{NOT_ANSWERED}: {value}" if _OF_REST.search(key) else value] if value else []
    if isinstance(value, list):
        return [line for part in value for line in _told(part, key)]
    if not isinstance(value, dict):
        return []
    lines: list[str] = []
    for name, part in value.items():
        if _OF_SOURCES.search(name):
            if lines:
                lines[-1] += "".join(f" [{number}]" for number in _source_numbers(part))
        elif not _ASIDE.search(name):
            lines += _told(part, name)
    return lines


def _source_numbers(value: object) -> list[str]:
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [number for part in parts for number in _source_numbers(part)]
    found = _NUMBER.fullmatch(str(value))
    return [found[1]] if found else []
