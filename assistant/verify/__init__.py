"""Whether the quotes that a sentence cites bear it: every sentence, before a reader sees it.

A check looks at one thing that a sentence must not get wrong and says what is wrong with it;
``builtin`` asks them all, ``models`` a model as well.
"""

from __future__ import annotations

from assistant.answer import Draft
from assistant.types import Verdict
from assistant.verify.builtin import BuiltInChecker, judge
from assistant.verify.judgement import Checker, Judgement
from assistant.verify.models import ChatChecker, EntailmentChecker, open_checker

__all__ = [
    "BuiltInChecker",
    "ChatChecker",
    "Checker",
    "EntailmentChecker",
    "Judgement",
    "open_checker",
    "verdict",
]


def verdict(draft: Draft) -> Verdict:
    """Judge a drafted sentence with the checks that need no model."""
    return judge(draft).verdict
