"""Accounts: what several articles say of one thing, told from the passages that were found.

``notes`` tells on what articles agree or differ, ``propose_timeline`` what happened, day by day,
``propose_period`` what happened in a time; ``propose_sides`` sets beside each other what two sides,
or the publishers, say. None needs a model.
"""

from __future__ import annotations

from assistant.accounts.notes import Finding, notes
from assistant.accounts.period import propose_period
from assistant.accounts.sides import Sides, compared, each_side, propose_sides, topic
from assistant.accounts.timeline import asks_for_timeline, matter, propose_timeline, timeline

__all__ = [
    "Finding",
    "Sides",
    "asks_for_timeline",
    "compared",
    "each_side",
    "matter",
    "notes",
    "propose_period",
    "propose_sides",
    "propose_timeline",
    "timeline",
    "topic",
]
