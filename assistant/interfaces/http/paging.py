"""The cursor of a list: it names the last article of a page, which the next page goes on from."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from pydantic import TypeAdapter

from index.types import Listing

_NAMED = TypeAdapter(tuple[str, str])


def cursor_after(last: Listing) -> str:
    """Give the cursor of what follows an article."""
    return urlsafe_b64encode(json.dumps([last.published_at, last.id]).encode()).decode()


def last_before(cursor: str) -> Listing:
    """Give as much as a cursor knows of the article before; raises ValueError."""
    try:
        published_at, id_ = _NAMED.validate_json(urlsafe_b64decode(cursor))
    except ValueError:
        raise ValueError("not one that a page named as its next") from None
    return Listing(id_, "", "", "", "", published_at)
