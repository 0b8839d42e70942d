"""The chat as HTML.

Every text here comes from strangers: it is escaped, and isolated so that right-to-left
characters cannot reorder what surrounds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from assistant.interfaces.ui.answer import answer_html, sentences_html
from assistant.interfaces.ui.conversation import Exchange
from assistant.types import Stage

QUESTION_SHOWN = 600
"""Characters of a question that the chat repeats."""

WELCOME = (
    '<div class="dl-welcome"><h1>What do the articles say?</h1>'
    "<p>Dateline answers from a collection of news articles, "
    "and shows the exact words behind every sentence.</p></div>"
)


LOG_OUT = '<form method="post" action="logout"><button class="dl-leave">Log out</button></form>'


def header_html(article_count: int, *, logged_in: bool = False) -> str:
    """Return the page's name, how many articles it answers from, and a way out of a login."""
    name = f'<div class="dl-name">Dateline <span>{_articles(article_count)}</span></div>'
    return f'<div class="dl-top">{name}{LOG_OUT if logged_in else ""}</div>'


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
    body = sentences_html(exchange.sentences, exchange.citations)
    if exchange.error:
        body += _error(exchange.error)
    elif exchange.stopped:
        arrived = " What had arrived is above, the rest is missing." if body else ""
        body += f'<p class="dl-note">Stopped.{arrived}</p>'
    else:
        body += _stage(exchange.stage, article_count)
    return _reply(body)


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
