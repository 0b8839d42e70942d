"""Filters as conditions on the catalog's table of articles, ``a``."""

from __future__ import annotations

import json

from index.types import Filters

BETWEEN_AUTHORS = ", "
_BY = (
    "exists (select 1 from json_each(?) wanted"
    " where instr(', ' || a.author || ', ', ', ' || wanted.value || ', '))"
)


def conditions(filters: Filters) -> tuple[list[str], list[str]]:
    """Give SQL conditions of which all must hold, and the values of their question marks.

    An article by several authors is by each of them.
    """
    found: list[str] = []
    values: list[str] = []
    for condition, allowed in (
        ("a.id in (select value from json_each(?))", filters.article_ids),
        ("a.source in (select value from json_each(?))", filters.sources),
        (_BY, filters.authors),
    ):
        if allowed:
            found.append(condition)
            values.append(json.dumps(allowed))
    if filters.published_from:
        found.append("substr(a.published_at, 1, 10) >= ?")
        values.append(filters.published_from)
    if filters.published_to:
        found.append("a.published_at != '' and substr(a.published_at, 1, 10) <= ?")
        values.append(filters.published_to)
    return found, values
