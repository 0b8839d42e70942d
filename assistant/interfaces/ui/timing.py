"""What the page says of time: what it read in a question, of when an answer is, what words mean."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.interfaces.spoken import spoken_as_of, spoken_period, spoken_time
from assistant.types import Answer, Citation


def as_of_html(answer: Answer) -> str:
    """Return of which day the answer to a question for the newest is."""
    if answer.as_of is None:
        return ""
    return f'<p class="dl-as-of">{escape(spoken_as_of(answer.as_of))}</p>'


def period_html(answer: Answer) -> str:
    """Return what was read from the question, to be taken off or edited; nothing of most."""
    period = answer.period
    if period is None:
        return ""
    question = f'data-question="{escape(answer.question)}"'
    edit = ""
    if period.use != "newest":
        edit = (
            f'<button type="button" class="dl-edit" {question} data-from="{period.published_from}"'
            f' data-to="{period.published_to}">Edit dates</button>'
        )
    words = escape(" ".join(period.text.split()))
    return (
        '<p class="dl-period"><span class="dl-tag">'
        f"<span><bdi>“{words}”</bdi>: {escape(spoken_period(period))}</span>"
        f'<button type="button" class="dl-again" {question} aria-label="Ask again without it"'
        f' title="Ask again without it">×</button></span>{edit}</p>'
    )


def dates_html(citations: Iterable[Citation]) -> str:
    """Return what words of the quotes mean that depend on their article's day."""
    meant = dict.fromkeys(spoken_time(time) for citation in citations for time in citation.dates)
    if not meant:
        return ""
    return f'<span class="dl-row-dates" dir="auto">{escape("; ".join(meant))}</span>'
