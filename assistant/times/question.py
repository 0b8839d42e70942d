"""What a question says of time, read once.

What speaks of publication ("articles from March 2024") limits the articles; what speaks of an
event ("in March 2024") only prefers some, because an event of 2021 may be told in 2022.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.times.expressions import ANY_DAY, Said, times
from assistant.times.ranges import Days
from assistant.types import Period, Use

_HOW = re.compile(
    r"\b(as of|up to|prior to|since|after|before|until|till|between|from|in|on|of|during|dated"
    r"|over|within|for)\s+"
    r"(?:the\s+|early\s+|late\s+|mid[\s-])?$",
    re.IGNORECASE,
)
_UNTIL_NOW = re.compile(r"past\s|last\s+\S+\s+\S", re.IGNORECASE)
_STARTS, _AFTER = ("since",), ("after",)
_ENDS, _BEFORE = ("as of", "up to", "until", "till"), ("before", "prior to")
_BOUNDS = ("since", "after", "before", "prior to", "until", "till", "up to")
_PIECES = r"(?:articles?|coverage|headlines?|reporting|news|stor(?:y|ies)|(?:press|media) reports?)"
_PUBLISHED = r"(?:published|reported|written|posted|printed)"
# What stands before the time where a question speaks of publication.
_OF_ARTICLES = re.compile(
    rf"\b{_PIECES}\s+(?:(?:that\s+)?(?:were|was|are|is|have been)\s+)?(?:{_PUBLISHED}\s+)?$"
    rf"|\b{_PIECES}\b[^.?!;]{{1,60}}\b{_PUBLISHED}\s+$",
    re.IGNORECASE,
)
# "The news in 2021" and "the story of 2021" may be what happened then.
_OF_EVENTS = re.compile(r"\b(?:news|story|stories)\s+$", re.IGNORECASE)
_WHAT_IS_NEW = re.compile(
    r"\b(?:what(?:['’]s|\s+(?:is|has|have|was|were|else))?\s+(?:\w+\s+){0,3}?"
    r"(?:happened|changed|new|reported|published)|any\s+(?:news|updates?)"
    r"|anything\s+(?:\w+\s+)?(?:happened|changed|new|reported|published)"
    r"|updates|developments)\b[^.?!;]{0,60}$",
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"\b(?:(?<!at the )latest|newest|most\s+recent(?:ly)?"
    r"|(?:current|incumbent|(?<=\bthe )present)(?=\s+(?!(?:in|of|is|was)\b)[a-z])"
    r"|currently|(?:right\s+)?now(?!-)|nowadays|today(?!['’]s)|at\s+present"
    r"|at\s+the\s+moment|these\s+days|to\s+date|so\s+far)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"as\s+of\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"latest|newest|recent", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?P<how>since|after|before|until)\s+"
    r"(?P<event>(?:(?:the|his|her|its|their|an?)\s+|(?=(?-i:[A-Z])))[^.?!,;]{6,120})",
    re.IGNORECASE,
)
# What "is transferred" has not happened, or not once.
_CLAUSE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeing )\b\w+ed\b"
    r"|\b(?:was|were|began|took|became|came|went|left|won|lost|died|fell|broke|quit|rose|sank)\b"
)


_HAPPENED = re.compile(
    r"""(?:about[ ]|(?:give|show)[ ]me[ ])?(?:(?:what(?:['’]s)?|which[ ]events)[ ](?:all[ ])?
        (?:(?:has[ ]|have[ ])?happened|(?:has[ ]|have[ ])?occurred|took[ ]place|went[ ]on
          |was[ ](?:there|going[ ]on|in[ ]the[ ]news))
      | (?:an?[ ]|the[ ])?(?:time-?line|chronology|(?:main[ ]|key[ ])?events)(?:[ ]of[ ]events)?)
      [ ?.!,:]*""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event that a question counts from, whose day the articles may tell."""

    text: str
    how: str
    event: str
    use: Use

    def at(self, days: Days) -> Period:
        """Give the period that begins or ends with the event."""
        return _period(self.text, self.how, days, self.use)


def asks_for_now(period: Period) -> bool:
    """Tell whether a period's words say no more than "now", so that a question does without."""
    return period.use == "newest" and _SUPERLATIVE.search(period.text) is None


def asks_for_newest(period: Period) -> bool:
    """Whether the newest of its articles is to answer: "latest", "current", "as of May"."""
    return period.use == "newest" or _AS_OF.match(period.text) is not None


def asks_only_for_time(question: str) -> bool:
    """Tell whether a question names a time and nothing else: "What happened in May 2026?"."""
    read = read_question(question, ANY_DAY)
    if not isinstance(read, Period) or read.use == "newest":
        return False
    return _HAPPENED.fullmatch(question.replace(read.text, "", 1).strip(" ,")) is not None


def read_question(question: str, today: date) -> Period | Anchor | None:
    """Read what a question asked on some day says of time, or None if it says nothing."""
    said = list(times(question, today, looking_back=True))
    told = [one for one in _phrases(question, said) if not _NEWEST.fullmatch(one.time)]
    for phrase in told:
        if _speaks_of_publication(question[: phrase.start], phrase.how):
            return _period(phrase.text, phrase.how, phrase.days, "filter")
    if told:
        return _period(told[0].text, told[0].how, told[0].days, "preference")
    if newest := _NEWEST.search(question):
        return Period(newest.group(), use="newest")
    return _anchor(question)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A time with the word before it that says how it is meant, "since"."""

    start: int
    text: str
    time: str
    how: str
    days: Days


def _phrases(question: str, said: list[Said]) -> list[_Phrase]:
    """Give each time with the word before it; two that are joined are one."""
    found: list[_Phrase] = []
    start_of_next = 0
    for position, one in enumerate(said):
        if one.start < start_of_next:
            continue
        how = _HOW.search(question[: one.start])
        start, end, days = how.start() if how else one.start, one.end, one.days
        word = re.sub(r"\s+", " ", how[1].lower()) if how else ""
        if _UNTIL_NOW.match(question, one.start, one.end):
            word = "since"
        other = said[position + 1] if position + 1 < len(said) else None
        if other and word in ("between", "from") and _joins(question[one.end : other.start]):
            days, end, word = _joined(one, other), other.end, "between"
            start_of_next = end
        found.append(_Phrase(start, question[start:end], question[one.start : end], word, days))
    return found


def _joins(between: str) -> bool:
    return between.strip().lower() in ("and", "to", "until", "till", "through", "-", "–")


def _joined(one: Said, other: Said) -> Days:
    """Give the days from one time to another; two whose years are said may stand in any order."""
    first, last = one.days.first, other.days.last
    if first <= last:
        return Days(first, last)
    if not one.relative:
        return Days(other.days.first, one.days.last)
    first += relativedelta(years=last.year - first.year)  # "between March and 2024"
    if first > last:  # "between November and March", "between Friday and Tuesday"
        week = timedelta(weeks=1)
        first -= week if first - last < week else relativedelta(years=1)
    return Days(first, last)


def _speaks_of_publication(before: str, how: str) -> bool:
    if how == "as of":
        return True
    about = before.rstrip() + " "
    if _OF_ARTICLES.search(about):
        return bool(how) and not (how in ("in", "on", "of", "during") and _OF_EVENTS.search(about))
    return how in _BOUNDS and _WHAT_IS_NEW.search(before) is not None


def _period(text: str, how: str, days: Days, use: Use) -> Period:
    first: date | None = days.first
    last: date | None = days.last
    if how in _STARTS:
        last = None
    elif how in _AFTER:
        first, last = _next(days.last), None
    elif how in _ENDS:
        first = None
    elif how in _BEFORE:
        first, last = None, days.first - timedelta(days=1)
    return Period(text, _iso(first), _iso(last), use)


def _next(last: date) -> date:
    return last + timedelta(days=1)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _anchor(question: str) -> Anchor | None:
    found = _EVENT.search(question)
    if found is None or not _CLAUSE.search(found["event"]):
        return None
    asks_for_news = _WHAT_IS_NEW.search(question[: found.start()])
    use: Use = "filter" if asks_for_news else "preference"
    return Anchor(found.group(), found["how"].lower(), found["event"].strip(), use)
