"""A statement: one sentence of one article, with what two of them are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property

from assistant.accounts.figures import Figure, figures
from assistant.answer import Draft, Span
from assistant.language.alike import alike
from assistant.language.calendar import CALENDAR
from assistant.language.numbers import ORDINALS, SPELLED
from assistant.times import published_on, times
from assistant.times.ranges import Days
from index.relevance import relevance
from index.types import Passage, Sentence
from index.words import STOP_WORDS, stems, words

_ATTRIBUTION = re.compile(
    r"\b(?:[Aa]ccording to|citing|as reported by|told)\b[^,;.]*"
    r"|,(?! (?:which|who|whose|when|where|that|and|but|as)\b)[^,;]{0,80}"
    r"\b(?:said|says|told|announced|reported|shows?)\b[^,;]{0,60}\Z"
    r"|\A[^,;]{0,80}?\b(?:said|says|announced|reported)\b(?: (?:on|in) \w+)? that\b"
)
_DATELINE = re.compile(r"\A[A-Z]{2}[^\n()—–]{0,60}?(?:\s*\([^()\d]{1,40}\))?\s*(?:[—–]|--?\s)\s*")
_CLAUSE_END = re.compile(r"[,;—–]\s| (?:and|but|while|although|though|because) ")
_MONTH_AND_NUMBER = re.compile(r"\b([A-Z][a-z]+) (?=\d{1,3},\d{3})")
_ADJUNCT = re.compile(
    r"\b(in|at|for|among|against|between)\s+(?:the |an? |its |their )?((?:[\w’'-]+\s?){1,2})"
)
_CALENDAR = frozenset(stems(" ".join(CALENDAR)))
_NO_NAMES = STOP_WORDS | CALENDAR
_RUN = 4  # words
_NAME = re.compile(r"[^\W\d_a-z][\w'’&.-]*(?:\s+[^\W\d_a-z][\w'’&.-]*)*")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|could|may|might|if|plans?|planned|pledge[sd]?|aims?|aimed|targets?|goal"
    r"|promise[sd]?|propose[sd]?|expect(?:s|ed)?|hopes?|hoped|wants?|wanted|should|must|set to"
    r"|due to|supposed|likely|forecasts?|predict(?:s|ed)?|call(?:s|ed) for|demands|demanded)\b"
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
        return Draft.quoting(self.span)

    @cached_property
    def text(self) -> str:
        """The sentence on one line."""
        return " ".join(self.sentence.text.split())

    @cached_property
    def matter(self) -> str:
        """What is stated, without who is said to have said it."""
        return _ATTRIBUTION.sub(" ", _DATELINE.sub("", self.text))

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
        """The stems of the names that are surely such."""
        return alike(" ".join(self.sure_names(self.matter)))

    def sure_names(self, text: str) -> list[str]:
        """Give the names in a part of what is stated.

        Any word may open a sentence: one is a name if it has its capital within one, too.
        """
        found = list(names(text))
        opens = found and " " not in found[0] and text.lstrip().startswith(found[0])
        inside = opens and re.search(rf"[a-z,] {re.escape(found[0])}\b", self.passage.text)
        return found[1:] if opens and not inside else found

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """What is counted."""
        return figures(self.matter)

    @cached_property
    def times(self) -> tuple[tuple[str, Days, bool], ...]:
        """The times that it names: words, days, and whether they depend on the article's day."""
        return tuple(
            (self.text[said.start : said.end], said.days, said.relative)
            for said in times(_MONTH_AND_NUMBER.sub(r"\1,", self.text), self.day)
        )

    @property
    def day(self) -> date | None:
        """The day of the article, if it is known."""
        return published_on(self.passage.published_at)

    @cached_property
    def ordinals(self) -> frozenset[str]:
        """The small ordinal numbers that it has, "third"."""
        return frozenset(self.text.lower().split()) & ORDINALS.keys()

    @cached_property
    def adjuncts(self) -> dict[str, frozenset[str]]:
        """What follows each of its prepositions: "in history", but for days."""
        found: dict[str, frozenset[str]] = {}
        for word, after in _ADJUNCT.findall(self.matter):
            stems_after = frozenset(s for s in alike(after) if not s[0].isdigit()) - _CALENDAR
            found[word] = found.get(word, frozenset()) | stems_after
        return found

    def telling(self, about: frozenset[str]) -> str:
        """Give the clauses that have some stems, all of them if none has."""
        told = [clause for clause, has in self._clauses if has & about]
        return " , ".join(told) or self.matter

    @cached_property
    def _clauses(self) -> list[tuple[str, frozenset[str]]]:
        return [(clause, alike(clause)) for clause in _CLAUSE_END.split(self.matter)]

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Each four words in a row of what is stated."""
        told = words(self.matter)
        return frozenset(zip(*(told[start:] for start in range(_RUN)), strict=False))

    def mood(self, about: frozenset[str]) -> tuple[bool, bool]:
        """Whether what it says of some stems is of what may come, and whether it denies."""
        told = self.telling(about)
        return bool(_AHEAD.search(told)), bool(_DENIES.search(told))


def names(text: str) -> Iterator[str]:
    """Give the runs of words with capitals, but for stop words and days."""
    for match in _NAME.finditer(text):
        found = match.group().split()
        while found and found[0].rstrip(".").lower() in _NO_NAMES:
            del found[0]
        while found and found[-1].rstrip(".").lower() in CALENDAR:
            del found[-1]
        if found:
            yield " ".join(found).strip(".'’-")


def statements(passages: Sequence[Passage]) -> list[Statement]:
    """Give the whole sentences of passages."""
    return [
        Statement(passage, sentence)
        for passage in passages
        for sentence in passage.sentences
        if sentence.whole
    ]


def scores(passage: Passage) -> list[float]:
    """Sum up what speaks for each of a passage's sentences: higher is more relevant."""
    summed: list[float] = relevance([*map(astuple, passage.relevances)]).tolist()
    return summed


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
    stems(" ".join([*SPELLED, "hundred thousand million billion trillion percent cent"]))
)
