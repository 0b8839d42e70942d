"""Who calls, and what they may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import Depends, HTTPException, Request

from assistant.interfaces.access.scopes import Scope, taking_in

__all__ = ["ANYBODY", "READER", "Caller", "Scope", "needs"]


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who is let in; ``name`` is that of a key or an account, "" for anybody."""

    name: str
    scopes: frozenset[Scope]


ANYBODY = Caller("", taking_in(["admin"]))
"""Whoever calls where nothing asks who they are."""

READER = Caller("", taking_in(["read"]))
"""Whoever calls on an address that others reach, where anybody may ask."""


def needs(scope: Scope) -> Any:
    """Give a dependency that lets by only who may do this, and gives who it is."""
    return Depends(_check(scope))


def _check(scope: Scope) -> Callable[[Request], Caller]:
    def check(request: Request) -> Caller:
        caller: Caller | None = getattr(request.state, "caller", None)
        if caller is None:
            raise HTTPException(401, "nobody was asked who calls here; this is a fault of ours")
        if scope not in caller.scopes:
            raise HTTPException(403, f"you may not do that: you lack the scope {scope!r}")
        return caller

    return check
