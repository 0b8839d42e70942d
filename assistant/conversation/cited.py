"""Questions about the articles cited last: "Who wrote it?", "Which of these is newest?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import get_args

from assistant.citations import strip_markers
from assistant.conversation.asked import Asked, What, read_asked
from assistant.conversation.reply import Catalog, Told, at_an_end, authors_of, said_of, title_of
from assistant.spoken import counted, spoken_day
from assistant.types import Turn
from index.types import Filters, Listing

LOOKED_BACK = 16
"""How many turns are looked at for articles."""

MOST_CITED = 5
"""How many of the articles cited last are told of."""

CitedIn = Callable[[str], Sequence[str]]
"""Looks up the ids of the articles that an answer's words come from."""

# What else is written and published: after a question about one, "it" may be that.
_WORKS = re.compile(
    r"\b(?:reports?|books?|stud(?:y|ies)|documents?|strateg(?:y|ies)|papers?|letters?|surveys?"
    r"|polls?|essays?|novels?|songs?|poems?|plays?|memoirs?|films?|laws?|plans?|posts?|tweets?"
    r"|statements?|speech(?:es)?|diar(?:y|ies)|research|findings|guidelines|images?|photos?"
    r"|pictures?|videos?)\b",
    re.IGNORECASE,
)


def of_cited(
    asked: Asked,
    history: Sequence[Turn],
    catalog: Catalog,
    filters: Filters,
    cited_in: CitedIn | None = None,
) -> list[Told] | None:
    """Answer of the articles cited last; None where none is known, or another work may be meant."""
    # What is doubted is the last answer, cited or not.
    history = history[-2 if asked.what == "borne" else -LOOKED_BACK :]
    if asked.what in ("newest", "oldest"):
        history = _before_others(history, ("newest", "oldest"))
    if asked.what == "quoted":
        history = _before_others(history, get_args(What))
    question, answer, ids = _cited_last(history, cited_in)
    ids = tuple(id_ for id_ in ids if id_ in (filters.article_ids or ids))
    may_be_other = asked.what in ("author", "published", "publisher") and _WORKS.search(question)
    if not ids or may_be_other:
        return None
    within = replace(filters, article_ids=ids)
    listed = {one.id: one for one in catalog.listed(within, len(ids))}
    cited = [listed[id_] for id_ in ids if id_ in listed]
    if asked.which is not None:
        if not -1 <= asked.which < len(cited):
            were = "was" if len(cited) == 1 else "were"
            return [Told(f"Only {counted(len(cited), 'article')} {were} cited.")]
        cited = cited[asked.which :][:1]
    if asked.what in ("newest", "oldest"):
        return at_an_end(" of these", asked.what == "oldest", catalog, within)
    shows = asked.what in ("shown", "quoted", "borne")
    told = [
        Told(
            _told(asked.what, one),
            (one.id,),
            near=answer if shows else "",
            quotes=asked.what == "quoted",
        )
        for one in cited[:MOST_CITED]
    ]
    if told and asked.what == "borne":
        return [Told("The answer is in:"), *told]
    return told or None


def source_cited_last(history: Sequence[Turn], catalog: Catalog, cited_in: CitedIn | None) -> str:
    """Give the publisher of the article cited last, "" where there is none."""
    ids = _cited_last(history[-LOOKED_BACK:], cited_in)[2]
    listed = catalog.listed(Filters(article_ids=ids[:1]), 1) if ids else []
    return listed[0].source if listed else ""


def _before_others(history: Sequence[Turn], left_out: Collection[What]) -> Sequence[Turn]:
    """Leave out what was last asked of the collection, so that the answer before it is meant."""
    while len(history) > 1 and (asked := read_asked(history[-2].text)):
        if asked.what not in left_out or asked.topic:
            break
        history = history[:-2]
    return history


def _cited_last(
    history: Sequence[Turn], cited_in: CitedIn | None
) -> tuple[str, str, tuple[str, ...]]:
    """Give the last question whose answer cites articles, the answer, and these."""
    for place in range(len(history) - 1, -1, -1):
        turn = history[place]
        if turn.role != "assistant":
            continue
        ids = turn.article_ids or tuple(cited_in(turn.text) if cited_in else ())
        if ids:
            question = history[place - 1].text if place else ""
            return question, strip_markers(turn.text), tuple(dict.fromkeys(ids))
    return "", "", ()


def _told(what: What, one: Listing) -> str:
    title = title_of(one)
    if what == "author":
        return f"{title} is by {authors_of(one)}." if one.author else f"{title} names no author."
    if what == "published" and one.published_at:
        return f"{title} was published on {spoken_day(one.published_at)}."
    if what == "published":
        return f"It is not known when {title} was published."
    if what == "publisher":
        return f"{title} is from {one.source}." if one.source else f"{title} names no publisher."
    if what == "link":
        return f"{title}: {one.url}" if one.url else f"{title} has no link."
    return f"{title}:" if what == "quoted" else f"{said_of(one)}."
