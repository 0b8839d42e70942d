"""Comparisons: what each of two sides says, or each publisher, so that neither is hidden."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.accounts.statement import Statement, scores
from assistant.answer import Answerer, Draft, Proposal
from assistant.language.alike import alike
from assistant.question import subject
from index.types import Passage

MOST_PUBLISHERS = 5
RELEVANT = 8.0  # the most that a side's best sentence may be less relevant than the other's
_ABOUT = 0.6  # of the question's other words, in the passage of a side's sentence

_SIDE = r"(?P<one>[^,?;:]{2,60}?)"
_OTHER = r"(?P<other>[^,?;:]{2,60}?)"
_SAY = (
    r"say|think|report|write|claim|argue|believe|want|demand|state|tell|see|propose|suggest|expect"
    r"|disagree|differ"
)
_BETWEEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:which|who|what|whose|where)\b[^?]*?[,:]\s*{_SIDE},?\s+or\s+{_OTHER}\s*\?*\s*\Z",
        rf"\b(?:what|how|why|where)\s+(?:do|did|have|are|were)\s+(?:both\s+)?{_SIDE}\s+and\s+{_OTHER}"
        rf"\s+(?:each\s+|both\s+)?(?:{_SAY})\b",
        rf"(?:\A|you\s+|please\s+)compare\s+{_SIDE}\s+(?:and|with|to)\s+{_OTHER}(?:\s+(?:on|about|over|in)\b|\s*[?.]*\Z)",
        rf"\bdifferences?\s+between\s+{_SIDE}\s+and\s+{_OTHER}(?:\s+(?:on|about|over|in)\b|\s*[?.]*\Z)",
    )
)
_ALL = (
    r"(?:(?:the|all|different|various|two|news|media)\s+)*"
    r"(?:publishers|newspapers|outlets|articles)"
)
_PUBLISHERS = re.compile(
    rf"\b(?:the|which|what|do|did|have|how|where)\s+{_ALL}\b(?:['’]\s+\w+)?(?:\s+\w+){{0,2}}?"
    r"\s+(?:differ|disagree|diverge|vary|conflict|compare|agree|contradict\s+(?:each|one))\b"
    rf"|\b(?:differences?|differ|disagree\w*|vary|conflicts?)\s+(?:between|among|across)\s+{_ALL}\b"
    rf"|\bcompare\s+(?:what\s+|how\s+)?{_ALL}\b"
    r"|\bwhat\s+(?:do|does|did)\s+(?:each|the\s+(?:different|various))\s+"
    r"(?:publisher|newspaper|outlet|article)s?\b",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\b(?:on|about|over|regarding|concerning|of|say to)\s+([^?]{3,}?)"
    r"(?:\s+(?:differ|disagree|diverge|vary|conflict|compare)\w*)?[\s?.]*\Z",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\b(?:which|who|what|whose)\b[^,:]*\b(more|most|less|fewer|first|last|\w+er|\w+est)\b",
    re.IGNORECASE,
)
_THE = re.compile(r"\A(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sides:
    """What a question compares: two sides by their names, or without names all publishers.

    ``by_degree`` tells that one is asked to be larger, newer or first.
    """

    names: tuple[str, ...]
    by_degree: bool = False


def compared(question: str) -> Sides | None:
    """Read which sides a question compares; None if it compares none."""
    about = subject(question.strip())
    for pattern in _BETWEEN:
        if found := pattern.search(about):
            one, other = (_THE.sub("", found[name].strip()) for name in ("one", "other"))
            if alike(one) and alike(other) and alike(one) != alike(other):
                return Sides((one, other), bool(_DEGREE.search(about)))
    return Sides(()) if _PUBLISHERS.search(about) else None


def topic(question: str, sides: Sides, publishers: Collection[str]) -> str:
    """Give what publishers are compared on: no sentence has to have their names.

    A question that compares anything else is given back whole.
    """
    known = {publisher.casefold() for publisher in publishers}
    on = _ON.search(question)
    if on and all(name.casefold() in known for name in sides.names):
        return f"about {on[1]}"
    return question


def propose_sides(
    answerer: Answerer, question: str, sides: Sides, about: str, passages: Sequence[Passage]
) -> Proposal:
    """Propose each side's best sentence ``about`` the topic before the answerer's other drafts.

    Where the answerer refuses, cannot tell how sure it is, or fewer than two sides have a sentence,
    its own drafts are proposed.
    """
    proposal = answerer.propose(about, passages)
    if proposal.confidence is None:
        return answerer.propose(question, passages)
    drafts = list(proposal.drafts)
    told = each_side(about, sides, passages) if drafts else {}
    return replace(proposal, drafts=iter([*told.values()] if len(told) > 1 else drafts))


def each_side(question: str, sides: Sides, passages: Sequence[Passage]) -> dict[str, Draft]:
    """Give the best sentence of each side by its name; a side of which nothing is told is left out.

    A side is a publisher, whose sentences are those of its articles, or anything that sentences
    name. Of all publishers, those come first whose sentences are the more relevant.
    """
    ranked = _ranked(question, sides, passages)
    if sides.names:
        found = {name: _best(name, sides, ranked) for name in sides.names}
    else:
        names = dict.fromkeys(one.passage.source for _, one in ranked if one.passage.source)
        found = {
            name: next(((s, o) for s, o in ranked if o.passage.source == name), None)
            for name in [*names][:MOST_PUBLISHERS]
        }
    best = max((pair[0] for pair in found.values() if pair), default=0.0)
    return {
        name: pair[1].draft for name, pair in found.items() if pair and pair[0] >= best - RELEVANT
    }


_Ranked = list[tuple[float, Statement]]


def _ranked(question: str, sides: Sides, passages: Sequence[Passage]) -> _Ranked:
    """Rank the sentences whose passages tell of the question, those first that do so themselves."""
    degree = _DEGREE.search(question)
    besides = " ".join((*sides.names, degree[1] if degree else ""))
    about = alike(subject(question)) - alike(besides) - _ASKING
    found: _Ranked = []
    for passage in passages:
        for sentence, score in zip(passage.sentences, scores(passage), strict=True):
            statement = Statement(passage, sentence)
            around = alike(f"{passage.title} {passage.text}")
            if sides.by_degree and not (statement.figures or statement.times):
                continue
            if sentence.whole and len(about & around) >= _ABOUT * len(about):
                found.append((score, statement))
    return sorted(found, key=lambda pair: (not about & pair[1].stems, -pair[0]))


def _best(name: str, sides: Sides, ranked: _Ranked) -> tuple[float, Statement] | None:
    """Give the best sentence of a publisher, or else the best that names it, alone if it can be."""
    own = [(s, one) for s, one in ranked if one.passage.source.casefold() == name.casefold()]
    if own:
        return own[0]
    wanted = alike(name)
    rest = [alike(other) - wanted for other in sides.names if other != name]
    naming = [(s, one) for s, one in ranked if wanted <= one.stems]
    alone = [(s, one) for s, one in naming if not any(r and r <= one.stems for r in rest)]
    return next(iter(alone or naming), None)


_ASKING = alike(
    "say says think report reports write claim argue believe want demand state tell see propose"
    " suggest expect disagree differ differs compare difference publisher publishers newspaper"
    " newspapers paper papers outlet outlets media agency agencies source sources article articles"
    " account accounts coverage large larger small smaller first new newer old older"
)
