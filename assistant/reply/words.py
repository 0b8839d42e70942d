"""The words of a reply, without what is not said: thinking, Markdown, repeated sources, JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.reply.objects import from_json

THOUGHT = "</think>"  # where the thinking of a reasoning model ends
LONGEST_WORD = 1_000  # characters; what goes on for longer is cut
_SPACE = re.compile(r"(\s)")
_FENCE = re.compile(r"`{3,}\w*")
_EMPHASIS = re.compile(r"\*+|`+|(?<![^\W_])_+|_+(?![^\W_])")
_LINE_MARK = re.compile(r"[-–*•+>]|-{3,}|#{1,6}|\d{1,2}[.)]|`{3,}\w*|[|:-]{3,}")


def words_of(deltas: Iterable[str]) -> Iterator[str]:
    """Cut a stream into words, each with a space before it where one was, and line breaks."""
    word = ""
    for delta in deltas:
        for piece in _SPACE.split(delta):
            if not piece.isspace():
                word += piece
                while len(word) > LONGEST_WORD:
                    end = _end_of_part(word)
                    yield word[:end]
                    word = word[end:]
                continue
            if word.strip():
                yield word
            if piece == "\n":
                yield piece
            word = "" if piece == "\n" else " "
    if word.strip():
        yield word


def _end_of_part(word: str) -> int:
    """Give where a long word is cut: never inside the tag that ends thinking."""
    tag = word.rfind("<", LONGEST_WORD - len(THOUGHT), LONGEST_WORD)
    return tag if tag > 0 else LONGEST_WORD


def spoken(words: Iterable[str]) -> Iterator[str]:
    """Leave out the ``<think>`` part of a reply, and all tags but the first that ends thinking."""
    begun = thinking = thought = False
    for word in words:
        if not begun and word.strip():
            begun, thinking = True, word.lstrip().startswith("<think>")
        before, *after = word.split(THOUGHT)
        if before and not thinking:
            yield before
        if after and not thought:
            thinking, thought = False, True
            yield THOUGHT
        yield from filter(None, after)


def unwrapped(words: Iterable[str]) -> Iterator[str]:
    """Leave out sources that are repeated whole; turn what is JSON from some line on into text."""
    line_begins, in_source, held = True, False, ""
    for word in words:
        if held and word != THOUGHT:
            held += word
        elif in_source or (line_begins and word.lstrip().startswith("<source")):
            in_source = "</source>" not in word
        elif line_begins and word.lstrip().startswith(("{", "[{", '["')):
            held = word
        else:
            if word == THOUGHT:
                held = ""
            line_begins = word in ("\n", THOUGHT) or bool(line_begins and _FENCE.fullmatch(word))
            yield word
    if held:
        yield from words_of([from_json(held)])


def prose(words: Iterable[str]) -> Iterator[str]:
    """Leave out Markdown: emphasis, code, rows of tables, marks that begin an item or heading."""
    line_begins, in_row = True, False
    for word in words:
        plain = _EMPHASIS.sub("", word)
        if word in ("\n", THOUGHT):
            line_begins, in_row = True, False
            yield word
        elif line_begins and any(_LINE_MARK.fullmatch(form.strip()) for form in (word, plain)):
            yield "\n"
        elif line_begins and word.lstrip().startswith("|"):
            line_begins, in_row = False, True
            yield plain.replace("|", " ")
        else:
            line_begins = False
            plain = plain if plain.strip() else word
            yield plain.replace(" |", ";").replace("|", ";") if in_row else plain
