"""What a collection of articles shows of itself: its sentences, its names, and which are rare."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.evaluation.cases import Evidence
from assistant.language.calendar import CALENDAR
from index.sentences import split
from index.types import Article
from index.words import STOP_WORDS, stems

MOST_COPIES = 3  # a sentence in more articles is boilerplate, not news
_QUOTED = re.compile(r'"([^"]*)"')
_WHOLE = re.compile(r"[“‘(]?[A-Z0-9$£€][^|\[\]{}<>]*[.!?][”’)]?")
_DATELINE = re.compile(r"[A-Z][A-Z .,•]{4,}.{0,50} [—–-] ")
_ADDRESS = re.compile(r"\w@\w|https?:|www\.|\.(?:com|org)\b")
_CAPITAL = r"(?:(?:[A-Z]\.)+|(?:[A-Z][a-z]{0,2}['’])?[A-Z][\w-]*|(?:al|el)-[A-Z]\w+)"
_PARTICLE = r"(?:al|bin|da|de|del|der|di|du|el|ibn|la|le|van|von|of)"
NAME = rf"{_CAPITAL}(?:(?:['’]s)? (?:{_PARTICLE} )?{_CAPITAL})*"
_NAME = re.compile(rf"(?<![\w'’-]){NAME}")
NO_NAMES = CALENDAR | frozenset("christmas easter mr mrs ms dr i".split())
BODIES = frozenset(
    """agency association bank church college commission committee company congress corp council
    court department division embassy force forces foundation government group house inc
    institute journal ltd ministry news office organization organisation parliament party police
    post reuters senate times union university foreign defense defence state
    democrats republicans americans""".split()
)
SAID = (
    r"(?:said|says|added|adds|argued|argues|asked|explained|explains|insisted|noted|notes|recalled"
    r"|tweeted|warned|warns|wrote|writes)"
)
_SAID_NEXT = re.compile(rf"(?:, [^,]{{1,60}},)? {SAID}\b")
_PLACE_BEFORE = re.compile(r"\b(?:in|near|across|outside) $")

NameKind = Literal["person", "place", ""]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article as it stands there, and with plain spaces and quotes."""

    article_id: str
    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a plain text."""

    start: int
    end: int
    name: str


class Collection:
    """Some articles, and in how many of them each word, name and sentence stands."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = {article.id: article for article in articles}
        self.lines = {key: tuple(_lines(article)) for key, article in self.articles.items()}
        self.stems = {key: frozenset(stems(a.text)) for key, a in self.articles.items()}
        self._spread = Counter(stem for each in self.stems.values() for stem in each)
        self._most = max(3, len(self.articles) // 10)
        plains = [line.plain for lines in self.lines.values() for line in lines]
        self._capital = Counter(w for p in plains for w in re.findall(r"(?<=[\w,] )[A-Z][\w-]*", p))
        self._lower = Counter(w for p in plains for w in re.findall(r"\b[a-z][\w-]*", p))

    @cached_property
    def _copies(self) -> dict[str, list[Line]]:
        copies: dict[str, list[Line]] = defaultdict(list)
        for lines in self.lines.values():
            for line in {line.plain: line for line in lines}.values():
                copies[line.plain].append(line)
        return copies

    @cached_property
    def named(self) -> dict[str, frozenset[str]]:
        """Return each name with the ids of the articles that hold it."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, lines in self.lines.items():
            for line in lines:
                for named in self.names(line.plain):
                    found[named.name].add(key)
        return {name: frozenset(keys) for name, keys in found.items()}

    @cached_property
    def kinds(self) -> dict[str, NameKind]:
        """Return for each name what it names, as far as the words beside it show."""
        shown: dict[str, Counter[str]] = defaultdict(Counter)
        for lines in self.lines.values():
            for line in lines:
                for named in self.names(line.plain):
                    shown[named.name][_shown(line.plain, named)] += 1
        return {
            name: "" if BODIES & set(name.lower().split()) else _kind(counts)
            for name, counts in shown.items()
        }

    def evidence(self, line: Line) -> tuple[Evidence, ...]:
        """Return every article that has a sentence, its own first, with its words there."""
        copies = self._copies.get(line.plain, [])
        others = [copy for copy in copies if copy.article_id != line.article_id]
        return tuple(Evidence(each.article_id, each.text) for each in (line, *others))

    def is_news(self, line: Line) -> bool:
        """Tell whether a line is a whole sentence, and no boilerplate, dateline or address."""
        whole = _WHOLE.fullmatch(line.plain) and _balanced(line.plain)
        common = len(self._copies.get(line.plain, ())) > MOST_COPIES
        odd = _ADDRESS.search(line.plain) or _DATELINE.match(line.plain)
        return bool(whole) and not common and not odd

    def rare(self, text: str) -> frozenset[str]:
        """Return the stems of a text that few articles hold."""
        return frozenset(stem for stem in stems(text) if self._spread[stem] <= self._most)

    def is_proper(self, word: str) -> bool:
        """Tell whether a word with a capital letter has it wherever it stands."""
        lower = word.lower()
        seen = self._capital[word]
        return lower not in STOP_WORDS and seen > 0 and seen > self._lower[lower]

    def names(self, plain: str) -> Iterator[Named]:
        """Yield the names in a text; a word that begins a sentence has to be one elsewhere too."""
        for match in _NAME.finditer(plain):
            start, end = match.span()
            if start == 0 or plain[start - 1] in "“‘(" or plain[start - 2 : start - 1] in ":.?!":
                start = self._without_first(plain, start, end)
            name = plain[start:end]
            shouted = " " in name and name.isupper() and "." not in name
            if len(name) > 1 and not shouted and name.lower().strip(".") not in NO_NAMES:
                yield Named(start, end, name)

    def in_sentence(self, text: str) -> str:
        """Return what began a sentence as it stands inside one."""
        first = re.match(r"\w[\w-]*", text)
        if first is None or self.is_proper(first.group()) or first.group()[1:2].isupper():
            return text
        return text[:1].lower() + text[1:]

    def _without_first(self, plain: str, start: int, end: int) -> int:
        first = re.match(r"[\w.-]+", plain[start:end])
        word = first.group() if first else ""
        alone = start + len(word) >= end
        known = self.is_proper(word) if alone else word.lower() not in STOP_WORDS
        if known or (not alone and self._capital[word] > self._lower[word.lower()]):
            return start
        return min(end, start + len(word) + 1)


def _lines(article: Article) -> Iterator[Line]:
    for sentence in split(article.text):
        plain = " ".join(sentence.text.split())
        yield Line(article.id, sentence.text, _QUOTED.sub(r"“\1”", plain))


def _balanced(plain: str) -> bool:
    return (
        '"' not in plain
        and plain.count("“") == plain.count("”")
        and plain.count("(") == plain.count(")")
    )


def _shown(plain: str, named: Named) -> str:
    if _SAID_NEXT.match(plain, named.end) or re.search(rf"\b{SAID} $", plain[: named.start]):
        return "person"
    return "place" if _PLACE_BEFORE.search(plain[: named.start]) else ""


def _kind(counts: Counter[str]) -> NameKind:
    if counts["person"]:
        return "person"
    return "place" if counts["place"] * 2 >= counts.total() else ""
