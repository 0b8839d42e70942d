"""An answer on the page, and as text for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from assistant.interfaces.plain import NOTED, answer_lines, flat
from assistant.interfaces.spoken import UNKNOWN, spoken_as_of, spoken_day
from assistant.interfaces.ui.report import report_button
from assistant.interfaces.ui.sources import chip_html, listed_html, near_html, sources_html
from assistant.interfaces.ui.timing import as_of_html, period_html
from assistant.types import NOT_FOUND, REFUSAL, UNANSWERED, Answer, AnswerSentence, Citation

WARNINGS_SHOWN = 3
"""How many warnings are seen without a click; so many and one more are all shown."""

_HELD = 10
"""Characters of a last word that are held on one line with the number behind it, at most."""


def answer_html(answer: Answer) -> str:
    """Return a finished answer with its sources, or a refusal with what came closest."""
    if answer.kind == "greeting":
        return f'<p class="dl-answer" dir="auto">{escape(answer.text)}</p>'
    if answer.kind == "collection":
        return _listing(answer) + _actions(answer)
    return (
        _understood(answer)
        + period_html(answer)
        + as_of_html(answer)
        + sentences_html(answer.sentences, answer.citations)
        + _notes(answer)
        + (_refusal(answer) if answer.status == "refused" else "")
        + _warnings(answer.warnings)
        + sources_html(answer.citations)
        + _actions(answer)
    )


def plain_text(answer: Answer) -> str:
    """Return the answer for the clipboard: its text, then its sources with the quoted words.

    An article of a list has its address behind it instead.
    """
    if answer.kind == "collection":
        return "\n".join(_with_addresses(answer))
    lines = answer_lines(answer)
    if answer.as_of is not None:
        lines.append(f"{spoken_as_of(answer.as_of)}.")
    if answer.citations:
        lines += ["", "Sources"]
    for citation in answer.citations:
        parts = [citation.name, citation.source]
        parts += [spoken_day(citation.published_at) or UNKNOWN, citation.url]
        lines.append(f"[{citation.n}] " + ", ".join(flat(part) for part in parts if part))
        lines.append(f"    {flat(citation.quote)}")
    return "\n".join(lines)


def _with_addresses(answer: Answer) -> Iterator[str]:
    urls = {citation.n: citation.url for citation in answer.citations}
    for line, sentence in zip(answer_lines(answer), answer.sentences, strict=True):
        yield " ".join([line, *filter(None, (urls.get(n) for n in sentence.citations))])


def sentences_html(sentences: Iterable[AnswerSentence], citations: Iterable[Citation]) -> str:
    """Return sentences, each with the numbers of its sources; one that none bears says so.

    A timeline is a list of days.
    """
    told = tuple(sentences)
    by_number = {citation.n: citation for citation in citations}
    if any(sentence.day for sentence in told):
        return _timeline(told, by_number)
    inner = " ".join(_sentence(sentence, by_number) for sentence in told)
    return f'<p class="dl-answer" dir="auto">{inner}</p>' if inner else ""


def _timeline(told: Iterable[AnswerSentence], by_number: Mapping[int, Citation]) -> str:
    items = "".join(
        f'<li>{_day(sentence.day)}<span dir="auto">{_sentence(sentence, by_number)}</span></li>'
        for sentence in told
    )
    return f'<ul class="dl-answer dl-timeline" aria-label="Timeline">{items}</ul>'


def _day(day: str) -> str:
    if not day:
        return f'<span class="dl-day">{UNKNOWN.capitalize()}</span> '
    return f'<time class="dl-day" datetime="{escape(day)}">{escape(spoken_day(day))}</time> '


def _sentence(sentence: AnswerSentence, by_number: Mapping[int, Citation]) -> str:
    words = _cited(sentence.text, sentence.citations, by_number)
    if sentence.verdict != "unsupported":
        return f'<span class="dl-sentence">{words}</span>'
    why = f": <span>{escape(sentence.reason)}</span>" if sentence.reason else ""
    return (
        f'<span class="dl-sentence"><span class="dl-unfound">{words}</span>'
        f' <span class="dl-unfound-tag">{NOT_FOUND}{why}</span></span>'
    )


def _cited(text: str, numbers: Iterable[int], by_number: Mapping[int, Citation]) -> str:
    """Return a text with the numbers of its sources, of which the first begins no line."""
    chips = [chip_html(by_number[n]) for n in numbers if n in by_number]
    held = text.rpartition(" ")[2][-_HELD:]
    return (
        f"{escape(text[: len(text) - len(held)])}"
        f'<span class="dl-nobreak">{escape(held)}{"".join(chips[:1])}</span>'
        f"{''.join(chips[1:])}"
    )


def _listing(answer: Answer) -> str:
    """Return what is told of the collection: sentences, and a row for each article listed."""
    by_number = {citation.n: citation for citation in answer.citations}

    def listed(sentence: AnswerSentence) -> bool:
        cited = [by_number[n] for n in sentence.citations if n in by_number]
        title = f"“{cited[0].name}”" if len(cited) == 1 else ""
        return bool(title) and sentence.text.startswith(title)

    html = ""
    for is_list, told in groupby(answer.sentences, listed):
        if is_list:
            rows = "".join(listed_html(by_number[one.citations[0]]) for one in told)
            html += f'<ul class="dl-list" aria-label="Articles">{rows}</ul>'
        else:
            html += sentences_html(told, answer.citations)
    return html


def _understood(answer: Answer) -> str:
    """Return what a follow-up was taken to ask, where that is something else than was typed."""
    if not answer.query or answer.query.casefold() == answer.question.casefold():
        return ""
    return f'<p class="dl-understood">Understood as <bdi>“{escape(answer.query)}”</bdi></p>'


def _notes(answer: Answer) -> str:
    """Return what is to be known beside the sentences, and what of the question is not answered."""
    by_number = {citation.n: citation for citation in answer.citations}
    items = [
        _note(note.kind, NOTED[note.kind], [_cited(note.text, note.citations, by_number)])
        for note in answer.notes
    ]
    if answer.unanswered:
        items.append(_note("gap", UNANSWERED, [escape(part) for part in answer.unanswered]))
    if not items:
        return ""
    return f'<ul class="dl-notes" aria-label="Notes">{"".join(items)}</ul>'


def _note(kind: str, label: str, texts: Iterable[str]) -> str:
    lines = "".join(f'<span class="dl-noted" dir="auto">{text}</span>' for text in texts)
    return f'<li class="dl-{kind}"><span class="dl-kind">{label}</span> {lines}</li>'


def _refusal(answer: Answer) -> str:
    html = f'<div class="dl-refusal"><p dir="auto">{REFUSAL}</p></div>'
    if not answer.nearest:
        return html
    rows = "".join(map(near_html, answer.nearest))
    label = "These came closest, but do not answer it"
    return f'{html}<h3 class="dl-label">{label}</h3><ul class="dl-list">{rows}</ul>'


def _warnings(warnings: Sequence[str]) -> str:
    """Return the warnings; of many, those after the first few only when they are opened."""
    shown = WARNINGS_SHOWN if len(warnings) > WARNINGS_SHOWN + 1 else len(warnings)
    more = ""
    if rest := warnings[shown:]:
        summary = f"<summary>{len(rest)} more warnings</summary>"
        more = f'<li><details>{summary}<ul aria-label="More warnings">{_items(rest)}</ul></details>'
        more += "</li>"
    items = _items(warnings[:shown]) + more
    return f'<ul class="dl-warnings" aria-label="Warnings">{items}</ul>' if items else ""


def _items(warnings: Iterable[str]) -> str:
    return "".join(f'<li dir="auto">{escape(warning)}</li>' for warning in warnings)


def _actions(answer: Answer) -> str:
    copy = ""
    if answer.status != "refused":
        copied = escape(plain_text(answer))
        copy = (
            f'<button type="button" class="dl-copy" data-copy="{copied}">Copy with sources</button>'
        )
    return f'<p class="dl-actions">{copy}{report_button(answer)}</p>'
