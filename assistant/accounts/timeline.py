"""Timelines: what happened, day by day, in the articles' own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.accounts.statement import Statement, names, scores
from assistant.answer import Answerer, Draft, Proposal
from assistant.language.alike import alike
from assistant.language.calendar import MONTHS, WEEKDAYS
from assistant.language.verbs import verbs
from assistant.times import times
from assistant.times.ranges import Days, day
from index.types import Passage

LONGEST = 8  # sentences
FEWEST = 3  # sentences, below which there is no timeline
TOO_LITTLE = "the articles tell too little of this day by day for a timeline"
PER_ARTICLE = 3  # sentences
RELEVANT = 5.0  # the most that a sentence may be less relevant than the best
ABOUT = 0.34  # of the matter's words that the most telling sentence has, in each other
_HALF = 0.5  # of the matter's words, in each sentence where the matter has no name
_REPEATS = 0.7  # of what the shorter of two sentences states, stated by the other

_PLEASE = r"""(?:(?:can|could|would)[ ]you[ ])?(?:please[ ])?
    (?:(?:give|show|tell|make|draw)[ ](?:up[ ])?(?:me[ ]|us[ ])?)?(?:what[ ](?:is|was|are)[ ])?
    (?:an?[ ]|the[ ])?(?:cited[ ]|short[ ]|brief[ ]|full[ ]|detailed[ ])?"""
_COURSE = r"""(?: (?:time-?line|chronology)(?:[ ]of[ ](?:the[ ])?events)?
    | (?:sequence|course|order)[ ]of[ ](?:the[ ])?events)"""
_DEVELOPS = r"""(?:develop(?:ed|ing)?|evolved?|evolving|unfold(?:ed|ing)?|progress(?:ed|ing)?
    |played?[ ]out|escalated?|escalating|come[ ]about|came[ ]about)"""
_HOW = r"(?:how|in[ ]what[ ]way)[ ](?:did|does|do|has|have|is|are|was|were)\b"
_ASKS = re.compile(
    rf"""\A{_PLEASE}{_COURSE}(?=[ ]?(?:of|for|on|in|:)\b|:|\W*\Z)
      | \bin[ ]chronological[ ]order\b | \bchronologically\b | \bas[ ]a[ ]time-?line\b
      | \b{_HOW}[^?]*?\b{_DEVELOPS}
        (?=\W*\Z|[ ](?:since|over|from|after|before|until|between|in|during|so[ ]far)\b)
      | \bwhat[ ](?:has|have)[ ]happened\b[^?]*?\b(?:since|so[ ]far|until[ ]now)
      | \bwhat[ ](?:all[ ])?happened[ ](?:with|in|during|at|around|to|after|before|since|between)
        [ ](?=(?:the|this)\b|(?-i:[A-Z]))""",
    re.IGNORECASE | re.VERBOSE,
)
_AT_A_TIME = re.compile(r"\bwhat happened (?:in|on|at|during|around) (?:the )?", re.IGNORECASE)
_A_MOMENT = re.compile(
    r"(?:end|beginning|start|bottom|top|middle|night|day|morning|evening|week|month|year)s?\b"
    rf"|(?:{'|'.join(MONTHS + WEEKDAYS)})\b(?! [A-Z])|\d",
    re.IGNORECASE,
)
_ASKING = re.compile(
    rf"""\A(?:{_PLEASE}(?:{_COURSE}|what[ ](?:all[ ])?(?:has[ ]|have[ ])?happened)
        (?:[ ]?:|[ ](?:of|for|in|to|with|on|about|around|during|at))?[ ] | {_HOW}[ ])""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDING = re.compile(
    rf"\s*\b(?:{_DEVELOPS}|so[ ]far|until[ ]now|in[ ]chronological[ ]order|chronologically"
    r"|as[ ]a[ ]time-?line)\b",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS_SO = re.compile(rf"{_COURSE}|\b{_DEVELOPS}\b|\bchronological", re.IGNORECASE | re.VERBOSE)
# What a question calls it that happened to what it names: "the Corvina disaster".
_CALLED = re.compile(
    r"(?<=[\w’'])[ ](?:accident|affair|case|controversy|crisis|debate|disaster|dispute|drama"
    r"|episode|incident|matter|row|saga|scandal|story|tragedy)\b"
)
_WAS = re.compile(r"\b(?:was|were|is|are|has|have|had)\b")
_SINCE = re.compile(r"\b(?:since|after)[ ](?P<what>.+)", re.IGNORECASE)
_LEANS_BACK = re.compile(
    r"[“\"‘']?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|But|And)\b"
    r"(?! (?:[\w-]+ ){0,2}(?:photo|photograph|picture|image)\b)"
)


def asks_for_timeline(question: str) -> bool:
    """Whether a question asks for a course of events, not for what happened at one moment."""
    if not _ASKS.search(question):
        return False
    moment = _AT_A_TIME.search(question)
    if moment is None:
        return True
    return not _A_MOMENT.match(question, moment.end())


def matter(question: str) -> str:
    """Give what a timeline is asked of: "about the strike" for "How did the strike unfold?"."""
    rest = _ENDING.sub("", _ASKING.sub("", question.strip())).strip(" ?.")
    since = _SINCE.match(rest)
    if since and not [*times(since["what"], None)]:
        rest = _before_verb(since["what"])
    for called in _CALLED.finditer(rest):
        if rest[: called.start()].split()[-1][:1].isupper():
            rest = rest[: called.start()] + rest[called.end() :]
            break
    return f"about {rest}" if rest else question


def _before_verb(clause: str) -> str:
    """Give who or what did something: "the ferry" of "the ferry has sunk"."""
    was = _WAS.search(clause)
    places = [at for at, _ in verbs(clause, frozenset())] + ([was.start()] if was else [])
    return clause[: min(places, default=0)].strip() or clause


def leans_back(sentence: str) -> bool:
    """Whether a sentence is not understood without the one before it; a picture's caption is."""
    return bool(_LEANS_BACK.match(sentence))


def propose_timeline(answerer: Answerer, question: str, passages: Sequence[Passage]) -> Proposal:
    """Propose a timeline where the answerer is sure that the passages tell of the matter.

    Where they tell too little for one, or the answerer cannot tell how sure it is, its own drafts
    are proposed, with a warning if the question asks for nothing but a timeline.
    """
    proposal = answerer.propose(matter(question), passages)
    if proposal.confidence is None:
        return answerer.propose(question, passages)
    drafts = list(proposal.drafts)
    told = timeline(question, passages) if drafts else ()
    if drafts and not told and _SAYS_SO.search(question):
        proposal.ending.warnings.append(TOO_LITTLE)
    return replace(proposal, drafts=iter(told or drafts))


def timeline(question: str, passages: Sequence[Passage]) -> tuple[Draft, ...]:
    """Tell what the passages say, by day, as relevant as they say it; undated sentences last.

    There is none of fewer than three sentences, of one article, or most of it of one day.
    """
    events = _about(matter(question), _events(passages))
    chosen: list[_Event] = []
    for event in _from(_start(question, events), events):
        if any(_repeats(event, one) for one in chosen):
            continue
        kept = [one for one in chosen if not _repeats(one, event)]
        if sum(one.article == event.article for one in kept) < PER_ARTICLE:
            chosen = [*kept, event]
        if len(chosen) == LONGEST:
            break
    dated = Counter(event.days for event in chosen if event.days)
    of_one_day = max(dated.values(), default=0) > len(chosen) / 2 or len(dated) < 2
    if len(chosen) < FEWEST or len({e.article for e in chosen}) < 2 or of_one_day:
        return ()
    return tuple(event.draft for event in sorted(chosen, key=_Event.place))


@dataclass(frozen=True)
class _Event:
    statement: Statement
    days: Days | None

    @property
    def article(self) -> str:
        return self.statement.passage.article_id

    @property
    def is_named(self) -> bool:
        """Whether the day is in the sentence and not just that of its article."""
        return bool(self.statement.times)

    @property
    def draft(self) -> Draft:
        return replace(self.statement.draft, day=_written(self.days) if self.days else "")

    def place(self) -> tuple[bool, str, str, int]:
        """Order by day, then as it is published and told."""
        day_ = self.days.first.isoformat() if self.days else ""
        passage = self.statement.passage
        return not self.days, day_, passage.published_at, self.statement.sentence.start


def _events(passages: Sequence[Passage]) -> list[_Event]:
    """Give the sentences that are nearly as relevant as the best, the best first."""
    found = [
        (score, of.direct, Statement(passage, sentence))
        for passage in passages
        for sentence, of, score in zip(
            passage.sentences, passage.relevances, scores(passage), strict=True
        )
        if sentence.whole and not leans_back(sentence.text)
    ]
    least = max((score for score, *_ in found), default=0.0) - RELEVANT
    about = ABOUT * max((direct for _, direct, _ in found), default=0.0)
    found.sort(key=lambda one: -one[0])
    return [
        _Event(one, _days(one))
        for score, direct, one in found
        if score >= least and direct >= about
    ]


def _about(what: str, events: Sequence[_Event]) -> list[_Event]:
    """Leave out what has none of the matter's names; where it has none, half of its words."""
    rest = what.removeprefix("about ")
    named, words = alike(" ".join(names(rest))), alike(rest)
    least = 1 if named else _HALF * len(words)
    return [one for one in events if len((named or words) & one.statement.stems) >= least]


def _start(question: str, events: Sequence[_Event]) -> date | None:
    """Give the first day of "since May", or the day named of "since the strike began"."""
    since = _SINCE.search(question)
    if since is None:
        return None
    if said := next(times(since["what"], None), None):
        return said.days.first
    told = [e.days for e in events if alike(since["what"]) <= e.statement.stems and e.is_named]
    return min((days.first for days in told if days), default=None)


def _from(start: date | None, events: Sequence[_Event]) -> list[_Event]:
    return [one for one in events if not (start and one.days and one.days.last < start)]


def _days(statement: Statement) -> Days | None:
    """Give the days that a sentence tells of: the closest it names, else that of its article."""
    told = [(words, days) for words, days, _ in statement.times]
    owners = statement.text.replace("’", "'")
    named = [days for words, days in told if f"{words}'s" not in owners]
    if named:  # "Saturday's fire" is not told of as of Saturday
        return min(named, key=len)
    return day(statement.day) if statement.day else None


def _written(days: Days) -> str:
    """Write a day as ISO 8601, a month or a year as its first digits."""
    first, last = days.first, days.last
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}"
    whole_month = first.day == 1 and (last.year, last.month) == (first.year, first.month)
    return f"{first:%Y-%m}" if whole_month and len(days) >= 28 else first.isoformat()


def _repeats(one: _Event, other: _Event) -> bool:
    """Whether the other tells what this one does, with all of its figures."""
    apart = one.days and other.days and not one.days.meets(other.days)
    if apart and one.is_named and other.is_named:
        return False
    first, second = one.statement.content, other.statement.content
    if len(first & second) < _REPEATS * min(len(first), len(second)):
        return False
    return all(any(f.same(g) for g in other.statement.figures) for f in one.statement.figures)
