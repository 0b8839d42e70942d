"""What a caller may do, in three steps that each take in the one before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

Scope = Literal["read", "write", "admin"]
"""read: ask, search, read articles, report; write: add and remove them; admin: figures too."""

SCOPES: tuple[Scope, ...] = ("read", "write", "admin")


def taking_in(scopes: Collection[Scope]) -> frozenset[Scope]:
    """Return the scopes with those that they take in: admin has write, and write has read."""
    highest = max(map(SCOPES.index, scopes))
    return frozenset(SCOPES[: highest + 1])
