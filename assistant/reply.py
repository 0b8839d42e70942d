"""Reading what a chat model writes, while it writes it.

What is read depends on the characters of the reply alone, not on how the stream was cut: the
deltas are cut again into words, and every decision is made where a word ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.citations import blank_markers, parse_markers, strip_markers
from assistant.prompting import cannot_answer
from index.sentences import split

_THOUGHT = "</think>"  # where the thinking of a reasoning model ends
_LONGEST_SENTENCE = 1_000  # characters; what goes on for longer is cut at a word
_SPACE = re.compile(r"(\s)")
_EMPHASIS = re.compile(r"\*+|`+|(?<![^\W_])_+|_+(?![^\W_])")
_LINE_MARK = re.compile(r"[-–*•+>]|-{3,}|#{1,6}|\d{1,2}[.)]|`{3,}\w*")
_LEFT_BEHIND = re.compile(r" ?\( ?\)|(?<![ ,;])[ ,;]+(?=[.!?]?$)")  # by a marker that was taken out
_OPEN_MARKER = re.compile(r"[\[【][^\]】]{0,30}$")


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of a reply, free of markers and Markdown, and the numbers that it cites."""

    text: str
    numbers: tuple[int, ...]


class ThoughtAloud(Exception):
    """What was read as the answer turns out to be the thinking before it."""


def read_sentences(deltas: Iterable[str]) -> Iterator[CitedSentence]:
    """Yield each sentence as soon as the next one begins or the reply ends.

    A marker belongs to the sentence before it, on whichever side of the full stop it stands;
    one that begins a line belongs to the sentence that follows on that line.

    What comes before a ``</think>`` is left out, also where the template of the model has written
    the ``<think>``. A reply that begins with neither a cited sentence nor a refusal may be thinking
    of that kind, and is held back until the tag or its end. Raises ThoughtAloud for a tag that
    follows what was not held back.
    """
    held: list[CitedSentence] = []
    telling = False
    for sentence in _sentences(_prose(deltas)):
        if sentence is None:
            if telling:
                raise ThoughtAloud
            held, telling = [], True
            continue
        if not held and (sentence.numbers or cannot_answer(sentence.text)):
            telling = True
        if telling:
            yield sentence
        else:
            held.append(sentence)
    yield from held


def read_text(deltas: Iterable[str]) -> str:
    """Return the whole reply without Markdown and without the thinking of a reasoning model."""
    return "".join(_prose(deltas)).rpartition(_THOUGHT)[2].strip()


def _sentences(words: Iterable[str]) -> Iterator[CitedSentence | None]:
    """Cut a reply into its sentences; None stands where thinking ends."""
    rest = ""
    for word in words:
        if word == _THOUGHT:
            rest = ""
            yield None
            continue
        rest += word
        if len(rest) < _LONGEST_SENTENCE and _may_go_on(rest):
            continue
        *complete, rest = _cut(rest)
        if len(rest) >= _LONGEST_SENTENCE:
            complete, rest = [*complete, rest], ""
        yield from _cited(complete)
    yield from _cited(_cut(rest))


def _words(deltas: Iterable[str]) -> Iterator[str]:
    """Cut a stream into words, each with a space before it where one was, and line breaks."""
    word = ""
    for delta in deltas:
        for piece in _SPACE.split(delta):
            if not piece.isspace():
                word += piece
                continue
            if word.strip():
                yield word
            if piece == "\n":
                yield piece
            word = "" if piece == "\n" else " "
    if word.strip():
        yield word


def _spoken(words: Iterable[str]) -> Iterator[str]:
    """Leave out the ``<think>`` part of a reply, and all tags but the first that ends thinking."""
    begun = thinking = thought = False
    for word in words:
        if not begun and word.strip():
            begun, thinking = True, word.lstrip().startswith("<think>")
        before, *after = word.split(_THOUGHT)
        if before and not thinking:
            yield before
        if after and not thought:
            thinking, thought = False, True
            yield _THOUGHT
        yield from filter(None, after)


def _prose(deltas: Iterable[str]) -> Iterator[str]:
    """Leave out Markdown: emphasis, code marks, and the marks that begin a list item or heading."""
    line_begins = True
    for word in _spoken(_words(deltas)):
        plain = _EMPHASIS.sub("", word)
        if word in ("\n", _THOUGHT):
            line_begins = True
            yield word
        elif line_begins and any(_LINE_MARK.fullmatch(form.strip()) for form in (word, plain)):
            yield "\n"
        else:
            line_begins = False
            yield plain if plain.strip() else word


def _may_go_on(text: str) -> bool:
    """Tell whether the text ends inside a marker or a quotation."""
    in_quotation = text.count('"') % 2 == 1 or text.count("“") > text.count("”")
    return in_quotation or _OPEN_MARKER.search(text) is not None


def _cut(text: str) -> list[str]:
    """Cut a text where its sentences begin; markers stay in it, and it is never cut to nothing."""
    begins = [_with_markers_before(text, sentence.start) for sentence in split(blank_markers(text))]
    return [text[start:end] for start, end in pairwise([0, *begins[1:], len(text)])]


def _with_markers_before(text: str, begin: int) -> int:
    """Move the beginning of a sentence to that of its line if only markers stand between."""
    line = text.rfind("\n", 0, begin) + 1
    return begin if blank_markers(text[line:begin]).strip() else line


def _cited(pieces: Iterable[str]) -> Iterator[CitedSentence]:
    for piece in pieces:
        text = _LEFT_BEHIND.sub("", " ".join(strip_markers(piece).split()))
        if any(map(str.isalnum, text)):
            yield CitedSentence(text, parse_markers(piece))
