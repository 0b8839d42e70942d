"""What a reader reports instead of raising, so that one bad file does not stop the rest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a file; ``lost`` tells whether an article was skipped for it."""

    where: str
    reason: str
    lost: bool = True

    def __str__(self) -> str:
        where = " ".join(self.where.splitlines())  # a line break in a name would forge a line
        return f"{where}: {self.reason}"
