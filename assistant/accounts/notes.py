"""Notes on an answer: how many publishers report the same, and in what articles differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.accounts.agreement import Agreement, agreement
from assistant.accounts.conflict import versions
from assistant.accounts.dispute import disputes
from assistant.accounts.given import Given
from assistant.accounts.matter import Asked
from assistant.accounts.statement import Statement, stated_in, statements
from assistant.accounts.timeline import matter
from assistant.answer import Draft, Span
from assistant.citations import bracketless
from assistant.hostile import plainly
from assistant.spoken import spoken_day
from index.types import Passage

_LOOKED_AT = 3  # of the sentences that an answer cites
_LONGEST_NAME = 60  # characters of a publisher


@dataclass(frozen=True, slots=True)
class Finding:
    """A note on an answer, before its citations have numbers.

    ``spans`` bear it; ``drafts`` are those sentences that the answer does not tell yet and has to.
    """

    kind: Literal["agreement", "conflict"]
    text: str
    spans: tuple[Span, ...]
    drafts: tuple[Draft, ...] = ()


def notes(
    question: str, drafts: Sequence[Draft], passages: Sequence[Passage]
) -> tuple[Finding, ...]:
    """Tell in what the passages differ from an answer's drafts, else on what they agree with it.

    Where articles differ, the note on that counts those of each version already. Of a timeline it
    is told in which figures.
    """
    cited, found = stated_in(drafts), statements(passages)
    if any(draft.day for draft in drafts):
        disputed = disputes(matter(question), cited, found)
        return tuple(_conflict(groups, cited) for groups in disputed)
    asked = Asked.of(question)
    return tuple(_conflicts(asked, cited, found)) or tuple(_agreements(asked, cited, found))


def _conflicts(
    asked: Asked, cited: Sequence[Statement], sentences: Sequence[Statement]
) -> Iterator[Finding]:
    for best in filter(asked.is_answered, cited[:_LOOKED_AT]):
        groups = versions(asked, best, sentences)
        if groups:
            yield _conflict(groups, cited)
            return


def _conflict(groups: Sequence[Sequence[Given]], cited: Sequence[Statement]) -> Finding:
    told = [group[0].statement for group in groups]
    missing = tuple(one.draft for one in told if one not in cited)
    spans = tuple(version.statement.span for group in groups for version in group)
    return Finding("conflict", _differing(groups), spans, missing)


def _agreements(
    asked: Asked, cited: Sequence[Statement], sentences: Sequence[Statement]
) -> Iterator[Finding]:
    for best in filter(asked.is_answered, cited[:_LOOKED_AT]):
        found = agreement(asked, best, sentences)
        if found:
            yield Finding("agreement", _agreeing(found), tuple(s.span for s in found.statements))
            return


def _differing(groups: Sequence[Sequence[Given]]) -> str:
    """Write the versions in the order of their days, each by its newest article."""
    newest = [max(group, key=lambda version: version.statement.day or date.min) for group in groups]
    size = {
        id(one): len({v.statement.passage.article_id for v in g})
        for one, g in zip(newest, groups, strict=True)
    }
    newest.sort(key=lambda version: version.statement.day or date.min)
    days = [version.statement.day for version in newest]
    is_newest = None not in days and days.count(days[-1]) == 1
    said = [_said(version, size[id(version)] - 1) for version in newest]
    if is_newest:
        said[-1] += " (newer)" if len(said) == 2 else " (newest)"
    return f"{'; '.join(said)}."


def _said(version: Given, more: int) -> str:
    name = publisher(version.statement)
    if version.statement.day:
        name += f", on {spoken_day(version.statement.day.isoformat())},"
    if more:
        name += f" and {more} more"
    return f"{name} {'say' if more else 'says'} {version.shown}"


def _agreeing(found: Agreement) -> str:
    if all(statement.passage.source for statement in found.statements):
        count = len({statement.passage.source for statement in found.statements})
        text = f"{count} publishers report this, of {found.mentioning} articles that mention it"
    else:
        text = (
            f"{len(found.statements)} articles report this, of {found.mentioning} that mention it"
        )
    return f"{text}; carried by {found.copies} more." if found.copies else f"{text}."


def publisher(statement: Statement) -> str:
    """Name a statement's publisher, else its article."""
    passage = statement.passage
    name = passage.source or passage.name
    return bracketless(" ".join(plainly(name).split()))[:_LONGEST_NAME]
