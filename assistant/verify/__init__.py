"""Whether the quotes that a sentence cites bear it: every sentence, before a reader sees it.

A check looks at one thing that a sentence must not get wrong and says what is wrong with it;
``builtin`` asks them all, ``models`` a model as well.
"""

from __future__ import annotations

from assistant.verify.builtin import BuiltInChecker
from assistant.verify.judgement import Checker, Judgement
from assistant.verify.models import ChatChecker, EntailmentChecker, open_checker

__all__ = [
    "BuiltInChecker",
    "ChatChecker",
    "Checker",
    "EntailmentChecker",
    "Judgement",
    "open_checker",
]
