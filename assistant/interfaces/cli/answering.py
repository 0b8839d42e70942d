"""An answer on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from assistant.interfaces.cli.terminal import say, warn
from assistant.interfaces.plain import answer_lines, flat, nearest_words
from assistant.interfaces.spoken import (
    UNKNOWN,
    spoken_as_of,
    spoken_day,
    spoken_period,
    spoken_time,
)
from assistant.types import Answer, Citation
from index.types import Passage

EXCERPT = 160  # characters of a passage that a refusal shows


def show_answer(answer: Answer) -> None:
    """Print an answer with its citations, and what there is to know of it."""
    for line in answer_lines(answer):
        say(line)
    if answer.as_of is not None:
        say(f"{spoken_as_of(answer.as_of)}.")
    if answer.kind == "articles":
        _show_citations(answer.citations)
    if answer.nearest:
        say("\nThese came closest, but do not answer it:")
    for passage in answer.nearest:
        _show_near(passage)
    if answer.period:
        words = flat(answer.period.text)
        say(f'\nRead from the question: "{words}": {spoken_period(answer.period)}')
    for warning in answer.warnings:
        warn(f"warning: {flat(warning)}")


def _show_citations(citations: Sequence[Citation]) -> None:
    if citations:
        say()
    for citation in citations:
        _show_citation(citation)


def _show_citation(citation: Citation) -> None:
    about = [citation.name, citation.source]
    about.append(spoken_day(citation.published_at) or UNKNOWN)
    say(f"[{citation.n}] {flat(', '.join(filter(None, about)))}")
    say(f"    {_quoted(citation.quote)}", style="dim")
    if citation.dates:
        say(f"    ({'; '.join(map(spoken_time, citation.dates))})", style="dim")


def _show_near(passage: Passage) -> None:
    day = spoken_day(passage.published_at) or UNKNOWN
    say(f"  {flat(passage.name)}, {day}")
    say(f"    {shorten(nearest_words(passage), EXCERPT, placeholder='…')}", style="dim")


def _quoted(text: str) -> str:
    quote = flat(text)
    return quote if quote.startswith(("“", '"')) else f"“{quote}”"
