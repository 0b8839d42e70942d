"""What a drafted sentence is held to: the quotes that it cites, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.answer import Draft, Span
from assistant.hostile import shown_to_model
from assistant.times import published_on, times
from assistant.times.ranges import Days
from assistant.verify.reading import Word, content, read, with_names
from index.sentences import split
from index.types import Passage


@dataclass(frozen=True)
class Source:
    """The spans of a draft, read; ``sentences`` are those of all quotes, a tuple of words each."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, draft: Draft) -> Source:
        """Take the spans of a draft in the order of their articles' text."""
        ordered = sorted(draft.spans, key=lambda span: (span.passage.article_id, span.start))
        return cls(tuple(ordered))

    def read(self, text: str) -> tuple[Word, ...]:
        """Take a text apart that is about the same as the quotes."""
        return with_names(read(text), self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(word.form for word in self.context if word.kind == "name")

    @cached_property
    def text(self) -> str:
        """All quotes, a paragraph each."""
        return "\n\n".join(_on_one_line(span.quote) for span in self.spans)

    @cached_property
    def sentences(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each sentence of the quotes."""
        return tuple(
            self.read(sentence.text)
            for span in self.spans
            for sentence in split(_on_one_line(span.quote))
        )

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of all quotes."""
        return tuple(word for sentence in self.sentences for word in sentence)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The normal forms of all of a quote's words."""
        return frozenset(word.form for word in self.words)

    def places(self, form: str) -> Iterator[tuple[tuple[Word, ...], int]]:
        """Yield where the quotes have a word: the sentence, and its place there."""
        for sentence in self.sentences if form in self.forms else ():
            for place, word in enumerate(sentence):
                if word.form == form:
                    yield sentence, place

    def nearest(self, said: Sequence[Word]) -> tuple[Word, ...]:
        """Give the quoted sentence that shares the most words with a text."""
        mine = content(said)
        return max(self.sentences, key=lambda words: len(mine & content(words)), default=())

    @cached_property
    def headers(self) -> str:
        """Who published and wrote the cited articles."""
        return "\n".join(
            f"{p.source} {re.sub(r'[-_.]', ' ', p.source)} {p.author}" for p in self.passages
        )

    @cached_property
    def titles(self) -> str:
        """The titles of the cited articles."""
        return "\n".join(shown_to_model(passage.title) for passage in self.passages)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that the quotes are from."""
        return tuple({id(span.passage): span.passage for span in self.spans}.values())

    @cached_property
    def before(self) -> frozenset[str]:
        """The names ahead of each quote that "he" or "the company" may mean there.

        Those back to the nearest sentence that names somebody, or, where none does, of the title
        and of the nearest sentence behind.
        """
        return frozenset(form for span in self.spans for form in self._meant(span))

    def _meant(self, span: Span) -> set[str]:
        meant: set[str] = set()
        for sentence in reversed(split(_ahead(span))):
            words = self.read(sentence.text)
            meant |= _capitals(words)
            if any(word.is_person for word in words):
                return meant
        behind = (_capitals(read(sentence.text)) for sentence in split(_behind(span)))
        nearest = next((names for names in behind if any("_" not in n for n in names)), set())
        return meant | _capitals(read(shown_to_model(span.passage.title))) | nearest

    @cached_property
    def context(self) -> tuple[Word, ...]:
        """The words of the titles and of what stands around the quotes."""
        around = "\n\n".join(_around(span) for span in self.spans)
        return read(f"{self.titles}\n\n{around}")

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which the cited articles were published, as far as known."""
        known = (published_on(passage.published_at) for passage in self.passages)
        return tuple(day for day in known if day)

    @cached_property
    def times(self) -> tuple[Days, ...]:
        """The times that the quotes name, resolved with their articles' days."""
        return tuple(
            said.days
            for span in self.spans
            for said in times(span.quote, published_on(span.passage.published_at))
        )


_NEAR = 400  # characters before a quote, or behind it, in which what it leans on is looked for
_AROUND = 1_500  # characters to both sides of a quote that may spell a name out


def _capitals(words: Sequence[Word]) -> set[str]:
    """Give the names among words, and what may be one since it begins a sentence."""
    return {
        word.form
        for word in words
        if word.kind == "name" or (word.opens and word.kind == "content")
    }


def _ahead(span: Span) -> str:
    begin = span.start - span.passage.start
    return span.passage.text[max(0, begin - _NEAR) : begin]


def _behind(span: Span) -> str:
    end = span.end - span.passage.start
    return span.passage.text[end : end + _NEAR]


def _around(span: Span) -> str:
    begin = span.start - span.passage.start
    return span.passage.text[max(0, begin - _AROUND) : begin + _AROUND]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
