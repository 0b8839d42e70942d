"""Who calls, and what they may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from fastapi import Depends, HTTPException, Request

Scope = Literal["read", "write", "admin"]
"""read: ask, search, read articles, report; write: add and remove them; admin: figures too."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who is let in; ``name`` is that of a key or an account, "" for anybody."""

    name: str
    scopes: frozenset[Scope]


ANYBODY = Caller("", frozenset({"read", "write", "admin"}))
"""Whoever calls where nothing asks who they are."""


def needs(scope: Scope) -> Any:
    """Give a dependency that lets by only who may do this, and gives who it is."""
    return Depends(_check(scope))


def _check(scope: Scope) -> Callable[[Request], Caller]:
    def check(request: Request) -> Caller:
        caller: Caller = request.state.caller
        if scope not in caller.scopes:
            raise HTTPException(403, f"this key may not do that: it lacks the scope {scope!r}")
        return caller

    return check
