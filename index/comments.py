"""Comments of HTML, which no reader sees."""

from __future__ import annotations


def comments(text: str) -> list[tuple[int, int]]:
    """Give the spans of a text's comments, in order; one that never ends is none."""
    spans = []
    start = text.find("<!--")
    while start >= 0 and (last := text.find("-->", start + len("<!--"))) >= 0:
        spans.append((start, last + len("-->")))
        start = text.find("<!--", spans[-1][1])
    return spans


def without_comments(text: str) -> str:
    """Return a text with spaces for its comments; offsets and line breaks stay."""
    pieces, end = [], 0
    for first, last in comments(text):
        pieces.append(text[end:first])
        pieces += ["\n" if letter == "\n" else " " for letter in text[first:last]]
        end = last
    return "".join([*pieces, text[end:]])
