"""Answers and articles as HTML.

Every text here comes from strangers: it is escaped, and isolated so that right-to-left
characters cannot reorder what surrounds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from html import escape
from textwrap import shorten
from urllib.parse import urlsplit

from assistant.interfaces.spoken import UNKNOWN, spoken_as_of, spoken_day
from assistant.interfaces.ui.conversation import Exchange
from assistant.interfaces.ui.report import report_button
from assistant.interfaces.ui.timing import as_of_html, dates_html, period_html
from assistant.types import Answer, AnswerSentence, Citation, Stage
from index.types import Article, Passage

QUESTION_SHOWN = 600
"""Characters of a question that the chat repeats."""

EXCERPT_SHOWN = 240
"""Characters of a passage that a refusal shows."""

WRAPPED_AT_LEAST, WRAPPED_AT_MOST = 55, 100
"""Characters in the lines of a text that was wrapped to a width, where breaks mean nothing."""

WELCOME = (
    '<div class="dl-welcome"><h1>What do the articles say?</h1>'
    "<p>Dateline answers from a collection of news articles, "
    "and shows the exact words behind every sentence.</p></div>"
)

READER = (
    '<aside id="dl-reader" aria-labelledby="dl-reader-label" hidden>'
    '<div class="dl-reader-bar"><span class="dl-label" id="dl-reader-label">Source</span>'
    '<button type="button" id="dl-reader-close" aria-label="Close source">'
    '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 3.5l9 9m0-9l-9 9"/></svg>'
    "</button></div>"
    '<div id="dl-reader-body"></div></aside>'
)


def header_html(article_count: int) -> str:
    """Return the page's name and how many articles it answers from."""
    return f'<div class="dl-name">Dateline <span>{_articles(article_count)}</span></div>'


def question_html(question: str) -> str:
    """Return the user's message."""
    shown = escape(question[:QUESTION_SHOWN])
    if len(question) > QUESTION_SHOWN:
        shown += f'… <span class="dl-quiet">({len(question):,} characters)</span>'
    return f'{_unseen("You asked:")}<div class="dl-question" dir="auto">{shown}</div>'


def reply_html(exchange: Exchange, article_count: int) -> str:
    """Return the reply to a question, in whatever state it is."""
    if exchange.answer is not None:
        return _reply(answer_html(exchange.answer))
    body = _sentences(exchange.sentences, exchange.citations)
    if exchange.error:
        body += _error(exchange.error)
    elif exchange.stopped:
        arrived = " What had arrived is above, the rest is missing." if body else ""
        body += f'<p class="dl-note">Stopped.{arrived}</p>'
    else:
        body += _stage(exchange.stage, article_count)
    return _reply(body)


def answer_html(answer: Answer) -> str:
    """Return a finished answer with its sources, or a refusal with what came closest."""
    if answer.status == "refused":
        said = period_html(answer) + _refusal(answer)
        return said + _warnings(answer.warnings) + _actions(answer)
    return (
        period_html(answer)
        + as_of_html(answer)
        + _sentences(answer.sentences, answer.citations)
        + _warnings(answer.warnings)
        + _sources(answer.citations)
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


def article_html(article: Article, start: int, end: int) -> str:
    """Return an article for the reader with ``start:end`` marked; an empty span marks nothing."""
    title = escape(article.title or article.id)
    byline = _joined([article.source, article.author], article.published_at)
    return (
        f'<div class="dl-reader-head"><h2 class="dl-reader-title" dir="auto">{title}</h2>'
        f'<p class="dl-byline">{byline}</p>{_original(article.url)}</div>'
        '<div class="dl-article" tabindex="0" role="region" aria-label="Article text">'
        f"{_paragraphs(article.text, start, end)}</div>"
    )


def digest(words: str) -> str:
    """Return a few characters that tell whether an article still has the words that were cited."""
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _reply(body: str) -> str:
    return f'<div class="dl-reply">{_unseen("Dateline says:")}{body}</div>'


def _unseen(text: str) -> str:
    """Return words for screen readers, which do not see whose side a message is on."""
    return f'<span class="dl-unseen">{text}</span>'


def _stage(stage: Stage | None, article_count: int) -> str:
    words: Mapping[Stage | None, str] = {
        None: "One moment…",
        "rewriting": "Reading the question…",
        "searching": f"Searching {_articles(article_count)}…",
        "answering": "Reading what was found…",
        "verifying": "Checking the quotes…",
    }
    return f'<p class="dl-stage"><span class="dl-pulse"></span>{words[stage]}</p>'


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"


def _error(message: str) -> str:
    return (
        '<div class="dl-error" role="alert">'
        '<p class="dl-verdict">This question was not answered</p>'
        f'<p dir="auto">{escape(message)}</p></div>'
    )


def _sentences(sentences: Iterable[AnswerSentence], citations: Iterable[Citation]) -> str:
    by_number = {citation.n: citation for citation in citations}
    inner = " ".join(_sentence(sentence, by_number) for sentence in sentences)
    return f'<p class="dl-answer" dir="auto">{inner}</p>' if inner else ""


def _sentence(sentence: AnswerSentence, by_number: Mapping[int, Citation]) -> str:
    chips = "".join(_chip(by_number[n]) for n in sentence.citations if n in by_number)
    before, space, last_word = sentence.text.rpartition(" ")
    return (
        f'<span class="dl-sentence">{escape(before + space)}'
        f'<span class="dl-nobreak">{escape(last_word)}{chips}</span></span>'
    )


def _chip(citation: Citation) -> str:
    name = f"Source {citation.n}: {_title_and_source(citation)}"
    brackets = '<span class="dl-bracket">{}</span>'
    return (
        f'<button type="button" class="dl-chip" {_opens(citation)} title="{escape(name)}"'
        f' aria-label="{escape(name)}">'
        f"{brackets.format('[')}{citation.n}{brackets.format(']')}</button>"
    )


def _sources(citations: Iterable[Citation]) -> str:
    by_article: dict[str, list[Citation]] = {}
    for citation in citations:
        by_article.setdefault(citation.article_id, []).append(citation)
    if not by_article:
        return ""
    rows = "".join(_source(same_article) for same_article in by_article.values())
    return f'<h3 class="dl-label">Sources</h3><ul class="dl-list">{rows}</ul>'


def _source(same_article: list[Citation]) -> str:
    first = same_article[0]
    numbers = "".join(f'<span class="dl-number">{citation.n}</span>' for citation in same_article)
    return (
        f'<li><button type="button" class="dl-row" {_opens(first)}>'
        f'<span class="dl-numbers">{numbers}</span>{_row_text(first)}'
        f"{dates_html(same_article)}</button></li>"
    )


def _refusal(answer: Answer) -> str:
    html = f'<div class="dl-refusal"><p dir="auto">{escape(answer.text)}</p></div>'
    if not answer.nearest:
        return html
    rows = "".join(map(_near, answer.nearest))
    label = "These came closest, but do not answer it"
    return f'{html}<h3 class="dl-label">{label}</h3><ul class="dl-list">{rows}</ul>'


def _near(passage: Passage) -> str:
    excerpt = shorten(passage.text, EXCERPT_SHOWN, placeholder="…")
    return (
        f'<li><button type="button" class="dl-row" {_opens(passage)}>{_row_text(passage)}'
        f'<span class="dl-excerpt" dir="auto">{escape(excerpt)}</span></button></li>'
    )


def _row_text(item: Citation | Passage) -> str:
    title = escape(item.title or item.article_id)
    about = _joined([item.source], item.published_at)
    return (
        f'<span class="dl-row-title" dir="auto">{title}</span>'
        f'<span class="dl-row-about">{about}</span>'
    )


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


def _opens(item: Citation | Passage) -> str:
    number, words = (item.n, item.quote) if isinstance(item, Citation) else ("", item.text)
    return (
        f'data-article="{escape(item.article_id)}" data-start="{item.start}"'
        f' data-end="{item.end}" data-digest="{digest(words)}" data-number="{number}"'
    )


def _title_and_source(citation: Citation) -> str:
    return ", ".join(
        part for part in (citation.title or citation.article_id, citation.source) if part
    )


def _joined(names: Iterable[str], published_at: str) -> str:
    parts = [f"<bdi>{escape(name)}</bdi>" for name in names if name]
    if published_at:
        date = escape(spoken_day(published_at))
        parts.append(f'<time datetime="{escape(published_at)}">{date}</time>')
    else:
        parts.append(UNKNOWN)
    return ' <span aria-hidden="true">·</span> '.join(parts)


def _original(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    odd = "\\" in url or "@" in parts.netloc or any(map(str.isspace, url))
    if parts.scheme not in ("http", "https") or not parts.hostname or odd:
        return ""
    return (
        f'<p class="dl-original"><a href="{escape(url)}" target="_blank"'
        f' rel="noopener noreferrer">Read the original at {escape(parts.hostname)}</a></p>'
    )


def _paragraphs(text: str, start: int, end: int) -> str:
    """Return the text in ``<p>``s: at blank lines where lines are wrapped, else at every line."""
    wrapped = max(map(len, text.split("\n"))) <= WRAPPED_AT_MOST
    gap = r"\n\s*\n\s*" if wrapped else r"\n\s*"
    edges = [0, *(edge for match in re.finditer(gap, text) for edge in match.span()), len(text)]
    return "".join(
        _paragraph(text, at, stop, start, end)
        for at, stop in zip(edges[::2], edges[1::2], strict=True)
        if at < stop
    )


def _paragraph(text: str, at: int, stop: int, start: int, end: int) -> str:
    first, last = max(at, start), min(stop, end)
    inner = escape(text[at:stop])
    if first < last:
        mark = f"<mark>{escape(text[first:last])}</mark>"
        inner = escape(text[at:first]) + mark + escape(text[last:stop])
    full_lines = text[at:stop].split("\n")[:-1]
    breaks = any(len(line) < WRAPPED_AT_LEAST for line in full_lines)
    return f'<p dir="auto"{" class=dl-lines" if breaks else ""}>{inner}</p>'
