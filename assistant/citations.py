"""Markers: the ``[n]`` in a text that name what bears it; pure functions.

A marker holds numbers of one or two digits: ``[1]``, ``[1, 2]``, ``[1-3]``, ``[Source 1]`` or
``【1】``. A longer one, such as a year that an editor put in brackets, is part of the text.
What else a chat model may write for a marker is only read as one by ``plain_markers``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_GAP = r"\s{0,2}"
_LABEL = rf"(?:(?:source|passage|article)s?{_GAP})?"
_NUMBERS = rf"{_LABEL}\d{{1,2}}(?:{_GAP}[-–]{_GAP}\d{{1,2}})?"
_INSIDE = rf"{_GAP}\^?{_NUMBERS}(?:{_GAP}[,;]{_GAP}{_NUMBERS})*{_GAP}"
_MARKER = re.compile(rf"\[{_INSIDE}\]|【{_INSIDE}】", re.IGNORECASE)
_SPACED_MARKER = re.compile(rf"(?:(?<!\s)\s+)?(?:{_MARKER.pattern})", re.IGNORECASE)
_ONE_OR_RANGE = re.compile(rf"(\d+)(?:{_GAP}[-–]{_GAP}(\d+))?")

# What models write for a marker. "(Article 5)" is of a treaty, not a marker.
_NAMED = r"(?:the\s)?(?:sources?|passages?|references?|refs?\.?|citations?)"
_LIST = rf"\[?\d{{1,2}}\]?(?:(?:{_GAP}(?:[-–,;&]|and){_GAP}){{1,2}}(?:{_NAMED}\s)?\[?\d{{1,2}}\]?)*"
_FORMS = re.compile(
    rf"""
    [\[(]{_GAP}(?:(?:see|from|via)\ )?{_NAMED}{_GAP}[:\#]?{_GAP}(?P<named>{_LIST})
        (?:[:,]\ [^()\[\]]{{1,150}})?{_GAP}[\])]                  # (see source 2: its title)
    | \bSources?\ (?P<said>{_LIST})(?![\w%]|[.,]\d)               # Source 2 says
    | (?<=to\ )sources?\ (?P<told>{_LIST})(?![\w%]|[.,]\d)        # according to source 2
    | 【\s*(?P<tool>\d{{1,2}})(?::\d+)?†[^】]{{0,60}}】           # 【2†source】
    | \[{{1,2}}\^?(?P<link>{_LIST})\]{{1,2}}\(\S*?\)              # [2](https://…)
    | \[\^?(?P<joined>{_LIST})\]                               # [1 and 2]
    | <(?P<tag>sup|cite|ref)\b[^<>]*>\W{{0,3}}(?P<tagged>{_LIST})\W{{0,3}}</(?P=tag)>
    | [\[【]\^?(?P<opened>{_INSIDE})(?=[\s.,;:!?]|$)(?![^\[\]【】\n]{{0,30}}[\]】])  # [2
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BRACKET = re.compile(r"\\[\[\]]|[［］]")
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = re.compile(
    rf"(?P<word>\w{{0,30}}?)(?P<numbers>[{_SUPERSCRIPT}]{{1,2}}(?:[,˒ ][{_SUPERSCRIPT}]+)*)"
)
_UNIT = re.compile(r"(?:.*\d|[kcdm]?m|ft|in|mi|yd|CO)", re.IGNORECASE)  # what has a power
_CLOSED = re.compile(rf"(?<=[\s.!?,;”\"])(?P<numbers>{_INSIDE})[\]】]", re.IGNORECASE)
_FAR = 40  # characters back in which a bracket may have been opened


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


def plain_markers(text: str) -> str:
    r"""Return a chat model's text with whatever it wrote for a marker as ``[n]``.

    Such are ``(source 2)``, ``Source 2``, ``【2†source】``, ``[2](https://…)``, ``\[2\]``, ``²``,
    and a marker of which one bracket is missing.
    """
    text = _BRACKET.sub(lambda bracket: "[" if bracket[0][-1] in "[［" else "]", text)
    text = _RAISED.sub(_lowered, text)
    text = _FORMS.sub(lambda form: _plain(next(filter(None, form.group(*_GROUPS)))), text)
    return _CLOSED.sub(_unless_opened, text)


_GROUPS = ("named", "said", "told", "tool", "link", "joined", "tagged", "opened")


def _plain(numbers: str) -> str:
    return f"[{', '.join(m.group() for m in _ONE_OR_RANGE.finditer(numbers))}]"


def _lowered(raised: re.Match[str]) -> str:
    """Return raised numbers as a marker, unless they are the power of a number or unit."""
    if _UNIT.fullmatch(raised["word"]):
        return raised.group()
    return raised["word"] + _plain(unicodedata.normalize("NFKC", raised["numbers"]))


def _unless_opened(closed: re.Match[str]) -> str:
    """Return numbers before a closing bracket as a marker, unless one opened further back."""
    before = closed.string[max(0, closed.start() - _FAR) : closed.start()]
    if max(map(before.rfind, "[【")) > max(map(before.rfind, "]】")):
        return closed.group()
    return _plain(closed["numbers"])


def _numbers(text: str) -> Iterator[int]:
    for marker in _MARKER.finditer(text):
        for first, last in _ONE_OR_RANGE.findall(marker.group()):
            low, high = sorted((int(first), int(last or first)))
            yield from range(low, high + 1)
