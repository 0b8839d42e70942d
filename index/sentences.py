"""Sentences of a news text, as spans with exact offsets.

A paragraph ends at a line break, unless the text was wrapped to a column by its writer.
Splitting inside a paragraph is sentencex's; a credit in parentheses belongs to what it credits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from sentencex import get_sentence_boundaries

from index.comments import comments
from index.types import Sentence

_WIDEST_WRAP = 120  # characters; longer lines were not wrapped by hand or by an editor
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]*\S[^\n]*)*")
_STOP = re.compile(r"[.!?:;)\]\"'”’]\s*$")
_CALLED_OUT = re.compile(r"[?!][\"”’']$")
_NAME = r"(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w.’'-]*"
_WHO_SAID_IT = re.compile(
    rf"{_NAME}(?:,[^,.]{{1,60}},)?\s(?:said|says|asked|tweeted|wrote|added|told|replied|shouted)\b"
)
_CREDIT = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)+")


def split(text: str) -> list[Sentence]:
    """Split a text into its sentences, in order; spans hold no outer white space and never overlap.

    Every character that is not white space is in exactly one span. A comment of HTML before a
    sentence is none of it.
    """
    unseen = comments(text)
    return [
        Sentence(start, end, text[start:end])
        for paragraph in _paragraphs(text)
        for sentence in _sentences(text, *paragraph)
        for start, end in _behind_comment(text, unseen, *sentence)
    ]


def _behind_comment(
    text: str, unseen: list[tuple[int, int]], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Cut a sentence where a comment ends that it begins in."""
    before = bisect_right(unseen, start, key=lambda span: span[0])
    last = unseen[before - 1][1] if before else 0
    cut = last if start < last < end else start
    yield from filter(None, (_trim(text, start, cut), _trim(text, cut, end)))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for block in _BLOCK.finditer(text):
        if _is_wrapped(block.group().split("\n")):
            yield block.span()
            continue
        start = block.start()
        for line in block.group().split("\n"):
            yield start, start + len(line)
            start += len(line) + 1


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether each line ends where the next word would have passed the widest line."""
    width = max(map(len, lines))
    return (
        width <= _WIDEST_WRAP
        and any(not _STOP.search(line) for line in lines[:-1])
        and all(
            len(line.rstrip()) + 1 + len(following.split()[0]) > width
            for line, following in pairwise(lines)
        )
    )


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    paragraph = text[start:end]
    # To the splitter, a line break inside a wrapped paragraph is a space, and "May." not the
    # abbreviation that it would take it for; offsets stay.
    plain = re.sub(r"\s", " ", paragraph).replace("May.", "Mey.")
    boundaries = get_sentence_boundaries("en", plain)
    held: tuple[int, int] | None = None
    for boundary in boundaries:
        span = _trim(text, start + boundary["start_index"], start + boundary["end_index"])
        if span is None:
            continue
        if held and _goes_with(text[slice(*held)], text[slice(*span)]):
            held = (held[0], span[1])
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _goes_with(before: str, piece: str) -> bool:
    """Tell whether a piece is a credit, or says whose words were called out before it."""
    said = _CALLED_OUT.search(before) and _WHO_SAID_IT.match(piece)
    return bool(said or _CREDIT.fullmatch(piece))


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if left < right else None
