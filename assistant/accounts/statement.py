"""A statement: one sentence of one article, with what two of them are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from assistant.accounts.figures import Figure, figures
from assistant.answer import Draft, Span
from assistant.times import published_on, times
from assistant.times.ranges import Days
from index.types import Passage, Sentence
from index.words import STOP_WORDS, stems

# Words of one event that news texts use for one another; a stem, then those that mean the same.
_ALIKE = {
    alike: stem
    for stem, others in {
        "die": "dead death deaths killed kills fatalities toll lives",
        "hurt": "injured injures injuries injuring wounded wounding",
        "buy": "bought buys purchase purchased acquire acquired acquires",
        "begin": "began begun start started starts",
        "build": "built",
        "pay": "paid",
        "win": "won winner winners",
        "sell": "sold",
        "leave": "left",
        "lead": "led",
    }.items()
    for alike in stems(others)
}
_ATTRIBUTION = re.compile(
    r"\b(?:according to|citing|as reported by|told)\b[^,;.]*"
    r"|,(?! (?:which|who|whose|when|where|that|and|but|as)\b)[^,;]{0,80}"
    r"\b(?:said|says|told|announced|reported|shows?)\b[^,;]{0,60}\Z"
    r"|\A[^,;]{0,80}?\b(?:said|says|announced|reported)\b(?: (?:on|in) \w+)? that\b"
)
_CALENDAR = frozenset(
    stems(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May"
        " June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept"
        " Oct Nov Dec"
    )
)
_NAME = re.compile(r"[^\W\d_a-z][\w'’&.-]*(?:\s+[^\W\d_a-z][\w'’&.-]*)*")
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_AHEAD = re.compile(
    r"\b(?:will|would|shall|could|may|might|if|plans?|planned|pledge[sd]?|aims?|aimed|targets?|goal"
    r"|promise[sd]?|propose[sd]?|expect(?:s|ed)?|hopes?|hoped|wants?|wanted|should|must|set to"
    r"|due to|supposed|likely|forecasts?|predict(?:s|ed)?|call(?:s|ed) for|demand(?:s|ed)?)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:no|not|none|nor|neither|never|nobody|nothing|without|cannot|\w+n['’]t|den(?:y|ies|ied)"
    r"|reject(?:s|ed)?|refuse[sd]?|fail(?:s|ed)?|false|wrong)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Statement:
    """A sentence of a passage; what is compared is read once, when it is first asked for."""

    passage: Passage
    sentence: Sentence

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.passage, self.sentence.start, self.sentence.end)

    @property
    def draft(self) -> Draft:
        """The sentence as an answer tells it, word for word."""
        return Draft(self.text, (self.span,))

    @cached_property
    def text(self) -> str:
        """The sentence on one line."""
        return " ".join(self.sentence.text.split())

    @cached_property
    def matter(self) -> str:
        """What is stated, without who is said to have said it."""
        return _ATTRIBUTION.sub(" ", self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return alike(self.text)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of what is stated, without figures and days."""
        return frozenset(
            stem
            for stem in alike(self.matter)
            if not stem[0].isdigit() and stem not in _CALENDAR and stem not in _SPELLED
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names in what is stated, as they are written, without days."""
        return tuple(names(self.matter))

    @cached_property
    def named(self) -> frozenset[str]:
        """The stems of the names that are surely such: a sentence may open with any word."""
        opening = self.names[:1] if self.names and self.matter.startswith(self.names[0]) else ()
        sure = self.names[1:] if opening and " " not in opening[0] else self.names
        return alike(" ".join(sure))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """What is counted."""
        return figures(self.matter)

    @cached_property
    def times(self) -> tuple[tuple[str, Days, bool], ...]:
        """The times that it names: words, days, and whether they depend on the article's day."""
        return tuple(
            (self.text[said.start : said.end], said.days, said.relative)
            for said in times(self.text, self.day)
        )

    @property
    def day(self) -> date | None:
        """The day of the article, if it is known."""
        return published_on(self.passage.published_at)

    @cached_property
    def ordinals(self) -> frozenset[str]:
        """The small ordinal numbers that it has, "third"."""
        return frozenset(self.text.lower().split()) & _ORDINALS

    @cached_property
    def mood(self) -> tuple[bool, bool]:
        """Whether it speaks of what may come, and whether it denies."""
        return bool(_AHEAD.search(self.matter)), bool(_DENIES.search(self.matter))


@lru_cache(maxsize=4_096)
def alike(text: str) -> frozenset[str]:
    """Give the stems of a text, one for words that news texts use for one another."""
    return frozenset(_ALIKE.get(stem, stem) for stem in stems(text))


def names(text: str) -> Iterator[str]:
    """Give the runs of words with capitals, but for stop words and days."""
    for match in _NAME.finditer(text):
        words = match.group().split()
        while words and (words[0].lower() in STOP_WORDS or set(stems(words[0])) & _CALENDAR):
            del words[0]
        while words and set(stems(words[-1])) & _CALENDAR:
            del words[-1]
        if words:
            yield " ".join(words).strip(".'’-")


def statements(passages: Sequence[Passage]) -> list[Statement]:
    """Give the whole sentences of passages."""
    return [
        Statement(passage, sentence)
        for passage in passages
        for sentence in passage.sentences
        if sentence.whole
    ]


def stated_in(drafts: Sequence[Draft]) -> list[Statement]:
    """Give the sentences that drafts cite, in their order, each once."""
    found: dict[tuple[str, int], Statement] = {}
    for span in (span for draft in drafts for span in draft.spans):
        for sentence in span.passage.sentences:
            inside = sentence.start < span.end and span.start < sentence.end
            if inside and sentence.whole:
                key = (span.passage.article_id, sentence.start)
                found.setdefault(key, Statement(span.passage, sentence))
    return list(found.values())


_SPELLED = frozenset(
    stems(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
        " hundred thousand million billion trillion percent cent"
    )
)
