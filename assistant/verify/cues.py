"""Cues: words that change what the next ones say, "not" or "may", and which words these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.irregular import forms_of
from assistant.verify.reading import Word

PARTICLES = forms_of(
    """not no never nobody nothing none neither nor without unless cannot can't couldn't didn't
        doesn't don't hadn't hasn't haven't isn't aren't mustn't shouldn't wasn't weren't
        won't wouldn't ain't"""
)
_HEDGES = forms_of(
    "potentially soon help among within become also eventually ultimately still even ever"
)
# Phrases that only begin like a denial.
_NO_DENIALS = {
    (no, following)
    for no in ("not", "no", "without", "never")
    for following in ("onli", "just", "mere", "doubt", "matter", "fewer", "less", "later")
} - {("no", "later")} | {("littl", "know")}
_SCOPE = 3  # words after a cue that it is about


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that changes what the next ones say: its place, and theirs."""

    at: int
    form: str
    scope: tuple[int, ...]


def cues_of(words: Sequence[Word], forms: frozenset[str]) -> tuple[Cue, ...]:
    """Find the cues in a sentence that are one of these forms."""
    return _found(tuple(words), forms)


@lru_cache(maxsize=512)
def _found(words: tuple[Word, ...], forms: frozenset[str]) -> tuple[Cue, ...]:
    return tuple(
        Cue(at, "not" if word.form in PARTICLES else word.form, _scope(words, at, forms))
        for at, word in enumerate(words)
        if word.form in forms and word.kind != "name" and not _is_only_alike(words, at)
    )


def _is_only_alike(words: Sequence[Word], at: int) -> bool:
    """Tell "not only", "no doubt", "no more than 5" and "a few" from denials."""
    following = words[at + 1].form if at + 1 < len(words) else ""
    if [word.form for word in words[at + 1 : at + 3]] == ["more", "than"]:
        return any(word.kind == "number" for word in words[at + 3 : at + 4])
    before = words[at - 1].form if at else ""
    if words[at].form in ("declin", "fail") and following != "to":
        return True
    if words[at].text == "May" and not words[at].opens:
        return True
    if words[at].form == "hard" and not words[at].text.endswith("ly"):
        return True
    noun = before in ("a", "the", "last", "past", "next") and following not in ("to", "that")
    return (words[at].form, following) in _NO_DENIALS or noun


def _scope(words: Sequence[Word], at: int, forms: frozenset[str]) -> tuple[int, ...]:
    scope: list[int] = []
    for place in range(_after_insertion(words, at + 1), len(words)):
        word = words[place]
        if len(scope) == _SCOPE or (word.kind == "mark" and (scope or word.form not in ':“”"')):
            break
        passing = word.form in _HEDGES or word.text.endswith("ly")
        if word.is_content and word.form not in forms and not passing:
            scope.append(place)
    return tuple(scope)


def _after_insertion(words: Sequence[Word], at: int) -> int:
    """Skip what stands between two commas: "could, over time, fail"."""
    if at < len(words) and words[at].form == ",":
        return next((n + 1 for n in range(at + 1, len(words)) if words[n].form == ","), at)
    return at


def scoped(words: Sequence[Word], cues: Sequence[Cue]) -> list[tuple[Cue, list[str]]]:
    """Give each cue with the forms of the words that it is about."""
    return [(cue, [words[at].form for at in cue.scope]) for cue in cues]


def unscoped(sentences: Sequence[Sequence[Word]], forms: frozenset[str]) -> set[str]:
    """Give the words that stand somewhere after no cue."""
    free: set[str] = set()
    for sentence in sentences:
        covered = {at for cue in cues_of(sentence, forms) for at in cue.scope}
        free |= {w.form for at, w in enumerate(sentence) if w.is_content and at not in covered}
    return free
