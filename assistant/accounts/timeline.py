"""Timelines: what happened, day by day, in the articles' own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.accounts.dispute import with_disputed
from assistant.accounts.event import Event, chosen, goes_on
from assistant.accounts.statement import Statement, names, scores
from assistant.answer import Answerer, Draft, Proposal
from assistant.language.alike import alike
from assistant.language.calendar import MONTHS, WEEKDAYS
from assistant.language.verbs import verbs
from assistant.times import times
from index.types import Passage

LONGEST = 8  # sentences
FEWEST = 3  # sentences, below which there is no timeline
TOO_LITTLE = "the articles tell too little of this day by day for a timeline"
RELEVANT = 8.0  # the most that a sentence may be less relevant than the best
ABOUT = 0.34  # of the matter's words that the most telling sentence has, in each other
_HALF = 0.5  # of the matter's words, in each sentence where the matter has no name

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
    """Tell what the passages say, by day, as relevant as they say it; undated sentences not at all.

    There is none of fewer than three sentences, of one article, or most of it of one day.
    """
    events = _about(matter(question), _events(passages))
    told = chosen(_from(_start(question, events), events), LONGEST)
    dated = Counter(event.days for event in told)
    of_one_day = max(dated.values(), default=0) > len(told) / 2 or len(dated) < 2
    if len(told) < FEWEST or len({e.article for e in told}) < 2 or of_one_day:
        return ()
    return tuple(event.draft for event in with_disputed(matter(question), told, passages))


def _events(passages: Sequence[Passage]) -> list[Event]:
    """Give the sentences of known days that are nearly as relevant as the best, the best first."""
    found = [
        (score, of.direct, Statement(passage, sentence))
        for passage in passages
        for sentence, of, score in zip(
            passage.sentences, passage.relevances, scores(passage), strict=True
        )
        if sentence.whole and not goes_on(sentence.text)
    ]
    least = max((score for score, *_ in found), default=0.0) - RELEVANT
    about = ABOUT * max((direct for _, direct, _ in found), default=0.0)
    found.sort(key=lambda one: -one[0])
    near = (one for score, direct, one in found if score >= least and direct >= about)
    return [*filter(None, map(Event.of, near))]


def _about(what: str, events: Sequence[Event]) -> list[Event]:
    """Leave out what has none of the matter's names; where it has none, half of its words."""
    rest = what.removeprefix("about ")
    named, words = alike(" ".join(names(rest))), alike(rest)
    least = 1 if named else _HALF * len(words)
    return [one for one in events if len((named or words) & one.statement.stems) >= least]


def _start(question: str, events: Sequence[Event]) -> date | None:
    """Give the first day of "since May", or the day named of "since the strike began"."""
    since = _SINCE.search(question)
    if since is None:
        return None
    if said := next(times(since["what"], None), None):
        return said.days.first
    told = [e.days for e in events if alike(since["what"]) <= e.statement.stems and e.is_named]
    return min((days.first for days in told), default=None)


def _from(start: date | None, events: Sequence[Event]) -> list[Event]:
    return [one for one in events if not (start and one.days.last < start)]
