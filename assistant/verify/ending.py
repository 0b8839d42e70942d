"""Where a sentence ends: one that a model was cut off in says half of something."""

from __future__ import annotations

import re

from assistant.verify.source import Source

_ENDS = re.compile(r"[.!?…:;][\"”’')\]]*$")
_LAST = re.compile(r"(?P<word>[^\W_]+)?\W*$")
_GOES_ON = frozenset(
    """a an the of in on at to for from by with and or but nor that which who whose if as than
    is are was were be been being am has have had do does did not no will would can could may might
    shall should must its his her their our my your about after before into over under""".split()
)
_NEVER_LAST = frozenset("a an the and or nor than its my your".split())
_ENDED = re.compile(r"(?P<comma>,\s+)?\b(?P<word>[^\W_]+)[.!?…]$")


def breaks_off(text: str, source: Source) -> str:
    """Say so where a text stops in the midst of a word, or before the next, also by a full stop."""
    if _ENDS.search(text):
        ended = _ENDED.search(text)
        goes_on = ended and ended["word"] in (_GOES_ON if ended["comma"] else _NEVER_LAST)
        return "it breaks off" if goes_on else ""
    last = _LAST.search(text)
    word = last["word"] if last else None
    if word is None or text.endswith(tuple("$€£¥#@-–—(,")):
        return "it breaks off"
    quoted = {given.text.lower() for given in source.words}
    lower = word.lower()
    begun = lower not in quoted and any(given.startswith(lower) for given in quoted)
    return "it breaks off" if begun or word in _GOES_ON else ""
