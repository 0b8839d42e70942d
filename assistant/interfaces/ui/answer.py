"""An answer on the page, and as text for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from assistant.interfaces.spoken import UNKNOWN, spoken_as_of, spoken_day
from assistant.interfaces.ui.report import report_button
from assistant.interfaces.ui.sources import chip_html, near_html, sources_html
from assistant.interfaces.ui.timing import as_of_html, period_html
from assistant.types import NOT_FOUND, REFUSAL, UNANSWERED, Answer, AnswerSentence, Citation


def answer_html(answer: Answer) -> str:
    """Return a finished answer with its sources, or a refusal with what came closest."""
    if answer.kind == "greeting":
        return f'<p class="dl-answer" dir="auto">{escape(answer.text)}</p>'
    if answer.kind == "collection":
        return sentences_html(answer.sentences, answer.citations, listed=True) + _actions(answer)
    return (
        _understood(answer)
        + period_html(answer)
        + as_of_html(answer)
        + sentences_html(answer.sentences, answer.citations)
        + _notes(answer)
        + (_refusal(answer) if answer.status == "refused" else _gaps(answer.unanswered))
        + _warnings(answer.warnings)
        + sources_html(answer.citations)
        + _actions(answer)
    )


def plain_text(answer: Answer) -> str:
    """Return the answer for the clipboard: its text, then its sources with the quoted words."""
    lines = [answer.text]
    if answer.as_of is not None:
        lines.append(f"{spoken_as_of(answer.as_of)}.")
    if answer.citations:
        lines += ["", "Sources"]
    for citation in answer.citations:
        parts = [citation.title or citation.article_id, citation.source]
        parts += [spoken_day(citation.published_at) or UNKNOWN, citation.url]
        lines.append(f"[{citation.n}] " + ", ".join(part for part in parts if part))
        lines.append(f"    {' '.join(citation.quote.split())}")
    return "\n".join(lines)


def sentences_html(
    sentences: Iterable[AnswerSentence], citations: Iterable[Citation], *, listed: bool = False
) -> str:
    """Return sentences, each with the numbers of its sources; one that none bears says so.

    A list, and a timeline, has a line for each.
    """
    told = tuple(sentences)
    by_number = {citation.n: citation for citation in citations}
    inner = " ".join(_sentence(sentence, by_number) for sentence in told)
    lines = " dl-lines" if listed or any(sentence.day for sentence in told) else ""
    return f'<p class="dl-answer{lines}" dir="auto">{inner}</p>' if inner else ""


def _sentence(sentence: AnswerSentence, by_number: Mapping[int, Citation]) -> str:
    before, space, last_word = sentence.text.rpartition(" ")
    chips = _chips(sentence.citations, by_number)
    words = (
        f"{_day(sentence.day)}{escape(before + space)}"
        f'<span class="dl-nobreak">{escape(last_word)}{chips}</span>'
    )
    if sentence.verdict != "unsupported":
        return f'<span class="dl-sentence">{words}</span>'
    why = f' title="{escape(sentence.reason)}"' if sentence.reason else ""
    return (
        f'<span class="dl-sentence dl-unfound"{why}>{words}'
        f' <span class="dl-unfound-tag">{NOT_FOUND}</span></span>'
    )


def _day(day: str) -> str:
    return f'<span class="dl-day">{escape(spoken_day(day))}</span> ' if day else ""


def _chips(numbers: Iterable[int], by_number: Mapping[int, Citation]) -> str:
    return "".join(chip_html(by_number[n]) for n in numbers if n in by_number)


def _understood(answer: Answer) -> str:
    """Return what a follow-up was taken to ask, where that is something else than was typed."""
    if not answer.query or answer.query.casefold() == answer.question.casefold():
        return ""
    return f'<p class="dl-understood">Understood as <bdi>“{escape(answer.query)}”</bdi></p>'


def _notes(answer: Answer) -> str:
    by_number = {citation.n: citation for citation in answer.citations}
    items = "".join(
        f'<li class="dl-{note.kind}" dir="auto">{escape(note.text)}'
        f"{_chips(note.citations, by_number)}</li>"
        for note in answer.notes
    )
    return f'<ul class="dl-notes" aria-label="Notes">{items}</ul>' if items else ""


def _gaps(unanswered: Iterable[str]) -> str:
    items = "".join(
        f'<p dir="auto">{UNANSWERED}: <bdi>{escape(part)}</bdi></p>' for part in unanswered
    )
    return f'<div class="dl-refusal dl-gaps">{items}</div>' if items else ""


def _refusal(answer: Answer) -> str:
    html = f'<div class="dl-refusal"><p dir="auto">{REFUSAL}</p></div>'
    if not answer.nearest:
        return html
    rows = "".join(map(near_html, answer.nearest))
    label = "These came closest, but do not answer it"
    return f'{html}<h3 class="dl-label">{label}</h3><ul class="dl-list">{rows}</ul>'


def _warnings(warnings: Iterable[str]) -> str:
    items = "".join(f'<li dir="auto">{escape(warning)}</li>' for warning in warnings)
    return f'<ul class="dl-warnings" aria-label="Warnings">{items}</ul>' if items else ""


def _actions(answer: Answer) -> str:
    copy = ""
    if answer.status != "refused":
        copied = escape(plain_text(answer))
        copy = (
            f'<button type="button" class="dl-copy" data-copy="{copied}">Copy with sources</button>'
        )
    return f'<p class="dl-actions">{copy}{report_button(answer)}</p>'
