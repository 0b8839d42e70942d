"""Accounts: what several articles say of one thing, told from the passages that were found.

``notes`` tells on what articles agree or differ; ``timeline`` tells what happened, day by day;
``sides`` sets beside each other what two publishers or speakers say. None of it needs a model.
"""

from __future__ import annotations

from assistant.accounts.notes import Finding, notes

__all__ = ["Finding", "notes"]
