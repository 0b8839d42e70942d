"""Genders: "her father" is not "his father"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.reading import Word
from assistant.verify.source import Source

_HIS = frozenset("he him his himself".split())
_HER = frozenset("she her hers herself".split())


def other_gender(text: str, source: Source) -> str:
    """Say where a text has "her" before a word that the quotes have behind "his" alone."""
    mine, theirs = _owned(source.read(text)), _owned(source.words)
    for word, own, other in (("she", _HER, _HIS), ("he", _HIS, _HER)):
        said = {after for pronoun, after in mine if pronoun in own}
        if said & {after for pronoun, after in theirs if pronoun in other} and not (
            said & {after for pronoun, after in theirs if pronoun in own}
        ):
            return f"the articles do not say “{word}” there"
    return ""


def _owned(words: Sequence[Word]) -> set[tuple[str, str]]:
    """Give each such pronoun with the next word that says something."""
    return {
        (word.form, next((w.form for w in words[at + 1 :] if w.is_content), ""))
        for at, word in enumerate(words)
        if word.form in _HIS | _HER
    } - {(pronoun, "") for pronoun in _HIS | _HER}
