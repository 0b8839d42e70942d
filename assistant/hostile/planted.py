"""Which parts of a text are planted: hidden from its readers, or meant for a machine alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import compress

from assistant.hostile.hidden import unseen
from assistant.hostile.instructions import instructs, poses
from index.sentences import split
from index.types import Passage, Sentence

_SPACES = re.compile(r"[^\S\n]{2,}")
LOOKED_BACK = 3_000  # characters before a passage

_TURN_ENDS = re.compile(
    r"<\|im_end\|>|<\|eot_id\|>|\[/INST\]|<</SYS>>|</system>"
    r"|\bEND[ _](?!OF[ _](?:(?:THE|ALL)[ _])?(?:SOURCE|ARTICLE|DOCUMENT|CONTEXT|PASSAGE|INPUT))",
    re.IGNORECASE,
)


def planted(text: str, sentences: Sequence[Sentence], start: int = 0) -> list[bool]:
    """Tell of each sentence whether it is planted; ``start`` is the text's offset in its article.

    Planted is what a comment or a hidden element holds, what speaks to a machine, and what goes on
    after that without a break: until its paragraph ends, or its turn where it poses as one.
    """
    hidden = unseen(text)
    found: list[bool] = []
    running = turn = False
    before: Sentence | None = None
    for sentence in sentences:
        begin, end = sentence.start - start, sentence.end - start
        if before and running:
            gap = text[before.end - start : begin]
            running = _goes_on(gap, before, sentence, turn)
        covered = any(first < end and begin < last for first, last in hidden)
        spoken = not covered and instructs(sentence.text)
        if spoken:
            turn = poses(sentence.text) and not _TURN_ENDS.search(sentence.text)
        found.append(covered or spoken or running)
        running = running or spoken
        before = sentence
    return found


def guarded(
    passages: Sequence[Passage], text_of: Callable[[str], str] | None = None
) -> list[Passage]:
    """Return the passages without their planted sentences, and none that has no others.

    In ``text`` spaces stand in their place, so that offsets stay; an ``opening`` that is planted is
    no name. ``text_of`` gives the text of an article by its id: what is planted may begin before a
    passage.
    """
    return [kept for passage in passages if (kept := _guarded(passage, text_of))]


def unplanted(text: str) -> str:
    """Return a text without its planted sentences."""
    sentences = split(text)
    bad = planted(text, sentences)
    return _SPACES.sub(" ", _blanked(text, sentences, bad, 0)) if any(bad) else text


def _guarded(passage: Passage, text_of: Callable[[str], str] | None) -> Passage | None:
    sentences = passage.sentences or (Sentence(passage.start, passage.end, passage.text),)
    begin = max(0, passage.start - LOOKED_BACK) if text_of else passage.start
    before = text_of(passage.article_id)[begin : passage.start] if text_of else ""
    all_of_them = [*(_moved(s, begin) for s in split(before)), *sentences]
    bad = planted(before + passage.text, all_of_them, begin)[-len(sentences) :]
    if instructs(passage.opening):
        passage = replace(passage, opening="")
    if not any(bad):
        return passage
    if all(bad):
        return None
    kept = [not one for one in bad]
    return replace(
        passage,
        text=_blanked(passage.text, sentences, bad, passage.start),
        sentences=tuple(compress(sentences, kept)),
        relevances=tuple(compress(passage.relevances, kept)),
    )


def _blanked(text: str, sentences: Sequence[Sentence], bad: Sequence[bool], start: int) -> str:
    letters = list(text)
    for sentence in compress(sentences, bad):
        for at in range(sentence.start - start, sentence.end - start):
            letters[at] = "\n" if letters[at] == "\n" else " "
    return "".join(letters)


def _moved(sentence: Sentence, by: int) -> Sentence:
    return replace(sentence, start=sentence.start + by, end=sentence.end + by)


def _goes_on(gap: str, before: Sentence, after: Sentence, turn: bool) -> bool:
    """Tell whether what was planted goes on after a gap."""
    if _TURN_ENDS.search(after.text) and turn:
        return True
    if "\n" not in gap:
        return True
    heading = before.text.rstrip("*_# ").endswith((":", ">", "]"))
    wrapped = "\n" in before.text or "\n" in after.text
    blank = re.search(r"\n\s*\n", gap)
    return (turn and heading) or ((wrapped or turn) and not blank)
