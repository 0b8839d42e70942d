"""How long somebody waits: no thread can be ended from outside, so what may take long asks here."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass, field
from math import inf
from threading import Event
from time import monotonic


@dataclass(slots=True)
class Patience:
    """An instant of ``monotonic`` at which it ends, and whether who waited has left before."""

    until: float = inf
    gone: Event = field(default_factory=Event)

    def within(self, seconds: float | None) -> Patience:
        """Give as much of it as is left, but no more than these seconds."""
        return Patience(
            min(self.until, monotonic() + (inf if seconds is None else seconds)), self.gone
        )

    def left(self) -> float:
        """Return the seconds that are left; raises TimeoutError or CancelledError if none are."""
        if self.gone.is_set():
            raise CancelledError
        seconds = self.until - monotonic()
        if seconds <= 0:
            raise TimeoutError("it has not ended in time")
        return seconds

    def sleep(self, seconds: float) -> None:
        """Do nothing for a while; raises CancelledError."""
        if self.gone.wait(seconds):
            raise CancelledError

    def context(self) -> Context:
        """Give a context, as ``copy_context`` does, in which this is the patience."""
        context = copy_context()
        context.run(_CURRENT.set, self)
        return context


_CURRENT: ContextVar[Patience] = ContextVar("patience", default=Patience())  # noqa: B039 - nobody's


def patience() -> Patience:
    """Return how long is waited for what runs here."""
    return _CURRENT.get()


@contextmanager
def waiting() -> Iterator[Context]:
    """Give a context; what still runs in it when the block ends learns that nobody waits."""
    current = Patience()
    try:
        yield current.context()
    finally:
        current.gone.set()
