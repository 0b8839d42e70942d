"""Markers: the ``[n]`` in a text that name what bears it; pure functions.

A marker holds numbers of one or two digits: ``[1]``, ``[1, 2]``, ``[1-3]``, ``[Source 1]`` or
``【1】``. A longer one, such as a year that an editor put in brackets, is part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_GAP = r"\s{0,2}"
_LABEL = rf"(?:(?:source|passage|article)s?{_GAP})?"
_NUMBERS = rf"{_LABEL}\d{{1,2}}(?:{_GAP}[-–]{_GAP}\d{{1,2}})?"
_INSIDE = rf"{_GAP}\^?{_NUMBERS}(?:{_GAP}[,;]{_GAP}{_NUMBERS})*{_GAP}"
_MARKER = re.compile(rf"\[{_INSIDE}\]|【{_INSIDE}】", re.IGNORECASE)
_SPACED_MARKER = re.compile(rf"(?:(?<!\s)\s+)?(?:{_MARKER.pattern})", re.IGNORECASE)
_ONE_OR_RANGE = re.compile(rf"(\d+)(?:{_GAP}[-–]{_GAP}(\d+))?")


def parse_markers(text: str) -> tuple[int, ...]:
    """Return the numbers that the text's markers name, each once, in order of appearance."""
    return tuple(dict.fromkeys(_numbers(text)))


def strip_markers(text: str) -> str:
    """Return the text without its markers and the white space before them.

    What only becomes a marker because one inside it went is left in parentheses.
    """
    return bracketless(_SPACED_MARKER.sub("", text))


def blank_markers(text: str) -> str:
    """Return the text with spaces in place of its markers, so that offsets stay."""
    return _MARKER.sub(lambda marker: " " * len(marker.group()), text)


def bracketless(text: str) -> str:
    """Return the text with its markers in parentheses, where they mark nothing."""
    return _MARKER.sub(lambda marker: f"({marker.group()[1:-1]})", text)


def with_markers(text: str, numbers: Iterable[int]) -> str:
    """Return a sentence followed by a marker for each number."""
    markers = "".join(f"[{number}]" for number in numbers)
    return f"{text} {markers}" if markers else text


def _numbers(text: str) -> Iterator[int]:
    for marker in _MARKER.finditer(text):
        for first, last in _ONE_OR_RANGE.findall(marker.group()):
            low, high = sorted((int(first), int(last or first)))
            yield from range(low, high + 1)
