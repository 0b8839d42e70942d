"""Near-duplicates: of passages that say the same, as copies of a wire's text do, the best is kept.

A passage is a copy of one ranked above it that has its every sentence, word for word: whatever is
folded away can be read in what is kept. By-lines, the agency in a dateline, closing credits,
spacing and punctuation do not count. A version with a paragraph more, below one without, stays for
that paragraph, and one with a figure or a name changed stays for that. No share of words in common
tells these apart: most texts that share four fifths of their runs of four words differ in the very
name or number that matters. Passages of a few words, "He declined to comment.", are never copies:
who says them, about what, stands elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from index.types import Copy, Passage

FEWEST = 12  # words of a copy
_WORD = re.compile(r"\w+(?:[.,:']\w+)*|[$€£¥₩₹%+−]|-(?=\d)")
_RUN = re.compile(r"\w+")
_BYLINE = re.compile(r"(?:By|BY)\s[^.!?\d]{1,100}")
_PLACE, _DASH = r"[A-Z]{2}[^\n()—–]{0,60}?", r"\s*(?:[—–]|--?\s)"
_AGENCY = re.compile(rf"\A({_PLACE})\s*\([A-Z][^()\d]{{1,40}}\)(?={_DASH})")
_DATELINE = re.compile(rf"\A{_PLACE}{_DASH}")
_CREDIT = re.compile(r"\((?:Additional reporting|Reporting|Writing|Editing)\b[^()]{1,200}\)")


def collapse(passages: Sequence[Passage]) -> list[Passage]:
    """Drop each passage that a better-ranked one repeats, and name it in that one's ``copies``.

    ``passages`` are ranked, best first; what is kept stays in its order. Done twice is done once.
    """
    kept: list[_Read] = []
    for passage in passages:
        read = _Read(passage)
        word = read.longest_words[0]  # few texts have it: the others are not looked at
        may_be = (other for other in kept if word in other.passage.text)
        original = next((other for other in may_be if other.says_all_of(read)), None)
        if original:
            original.fold(passage)
        else:
            kept.append(read)
    return [read.with_copies() for read in kept]


class _Read:
    """A passage with the copies found of it; its words are looked at when they are needed."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._copies = dict.fromkeys(passage.copies)

    def says_all_of(self, other: _Read) -> bool:
        """Tell whether every sentence of another passage is one of this."""
        text = self.passage.text
        return (
            all(word in text for word in other.longest_words)
            and other._sentences <= self._understood
            and sum(len(sentence.split()) for sentence in other._sentences) >= FEWEST
        )

    def fold(self, passage: Passage) -> None:
        """Note the article of a copy, and those that it was a copy for, unless it is this one."""
        for copy in (Copy(passage.article_id, passage.source), *passage.copies):
            if copy.article_id != self.passage.article_id:
                self._copies[copy] = None

    def with_copies(self) -> Passage:
        """Give the passage with all copies noted."""
        copies = tuple(self._copies)
        return (
            self.passage if copies == self.passage.copies else replace(self.passage, copies=copies)
        )

    @cached_property
    def _texts(self) -> list[str]:
        texts = [sentence.text for sentence in self.passage.sentences] or [self.passage.text]
        if len(texts) > 1 and _BYLINE.fullmatch(texts[0]):
            del texts[0]
        texts[0] = _AGENCY.sub(r"\1", texts[0])
        return texts

    @cached_property
    def longest_words(self) -> list[str]:
        """The last sentence's words, the longest first; never empty."""
        words = _RUN.findall(_CREDIT.sub("", self._texts[-1]))
        return sorted(words, key=len, reverse=True) or [""]

    @cached_property
    def _sentences(self) -> frozenset[str]:
        return frozenset(map(_plain, self._texts))

    @cached_property
    def _understood(self) -> frozenset[str]:
        """The sentences, the first one without its dateline too, and that which says nothing."""
        return self._sentences | {_plain(_DATELINE.sub("", self._texts[0])), ""}


def _plain(text: str) -> str:
    """Give a text's words with one space between; where it has none, what it has."""
    text = _CREDIT.sub("", text).replace("’", "'")
    return " ".join(_WORD.findall(text)) or text.strip()
