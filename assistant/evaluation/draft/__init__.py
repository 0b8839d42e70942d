"""Test questions drafted from a collection's own articles."""

from __future__ import annotations

from assistant.evaluation.draft.drafting import draft_cases

__all__ = ["draft_cases"]
