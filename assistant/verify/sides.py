"""The two sides of "than", "after" or "because", which may not change places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.opposites import opposites_of
from assistant.verify.reading import Word, content, has_family
from assistant.verify.source import Source

# Words between two sides: what they are a kind of, and whether the sides are the other way round.
_PIVOTS = {
    "than": ("than", False),
    "exceed": ("than", False),
    "outweigh": ("than", False),
    "surpass": ("than", False),
    "outnumb": ("than", False),
    "after": ("after", False),
    "follow": ("after", False),
    "before": ("after", True),
    "preced": ("after", True),
    "because": ("because", False),
    "due": ("because", False),
    "caus": ("because", True),
    "blame": ("blame", False),
    "attribut": ("blame", False),
}
_VERBS = frozenset(["exceed", "outweigh", "surpass", "outnumb"])
_WIDE = 14  # words of a verb's side, since what it is said of may stand far from it
_LESS = frozenset(["less", "fewer"])
_ENDING = re.compile(r"(?:[^aeiou]|[aeiou]{2})er$|^better$|^wider$")  # "larger"
_NEAR = 5  # words of a side that are compared
_TELLING = 3  # words of a side that the articles have to tell something of
_ENDS = frozenset(".;:!?“”")
_DASHES = frozenset("—–")


@dataclass(frozen=True, slots=True)
class _Sides:
    """What stands before and behind a word of a kind; ``measures`` is what "more" is more of."""

    kind: str
    left: set[str]
    right: set[str]
    measures: dict[str, bool]


def sides_changed(text: str, source: Source) -> str:
    """Say where what a text has before "than" or "after" is what a quote puts behind it."""
    theirs = [sides for sentence in source.sentences for _, sides in _all_sides(sentence)]
    for word, mine in _all_sides(source.read(text)):
        straight = across = 0
        for other in theirs:
            if other.kind != mine.kind:
                continue
            before, after = other.left, other.right
            if _opposed(mine.measures, other.measures):
                before, after = after, before
            straight = max(straight, len(mine.left & before) + len(mine.right & after))
            if mine.left & after and mine.right & before:
                across = max(across, len(mine.left & after) + len(mine.right & before))
        if across > straight:
            return f"what stands on the two sides of “{word.text}” has changed places"
    return ""


def one_side_unknown(text: str, source: Source) -> str:
    """Say where nothing around the quotes is what a text gives a reason for, or gives as one."""
    known = source.forms | content(source.context)
    for word, sides in _all_sides(source.read(text)):
        if sides.kind != "because":
            continue
        for side in (sides.left, sides.right):
            if len(side) >= _TELLING and not any(has_family(form, known) for form in side):
                return f"the articles do not say this “{word.text}”"
    return ""


def compared(words: Sequence[Word]) -> frozenset[str]:
    """Give the words by which two sides are compared: "less" and "larger", but no "less than 5"."""
    return frozenset(
        word.form
        for at, than in enumerate(words)
        if than.form == "than" and all(after.kind != "number" for after in words[at + 1 : at + 3])
        for word in words[max(0, at - _WIDE) : at]
        if word.form == "more" or word.form in _LESS or _ENDING.search(word.text)
    )


def _opposed(some: dict[str, bool], others: dict[str, bool]) -> bool:
    """Whether one comparison is the other turned round: "smaller than", "larger than"."""
    shared = some.keys() & others.keys()
    if shared:
        return all(some[of] != others[of] for of in shared)
    if any(set(opposites_of(of)) & others.keys() for of in some):
        return all(
            some[of] == others[of2] for of in some for of2 in set(opposites_of(of)) & others.keys()
        )
    return bool(some and others) and set(some.values()).isdisjoint(others.values())


def _measures(words: Sequence[Word]) -> dict[str, bool]:
    """Give what two sides are compared in, and whether the first has more of it."""
    measures: dict[str, bool] = {}
    for word, following in zip(words, (*words[1:], None), strict=True):
        lower = word.text.lower()
        if lower == "more" or lower in _LESS:
            of = following.form if following is not None and following.is_content else ""
            measures[of] = lower == "more"
        elif word.kind == "content" and _ENDING.search(lower):
            measures[word.form] = True
    return measures


def _all_sides(words: Sequence[Word]) -> Iterator[tuple[Word, _Sides]]:
    plain = _without_insertions(words)
    for at, word in enumerate(plain):
        if word.form == "prefer" and (middle := _middle(plain, at)):
            yield word, _Sides("prefer", *_sides(plain, middle), {})
        if word.form not in _PIVOTS:
            continue
        kind, turned = _PIVOTS[word.form]
        following = plain[at + 1].form if at + 1 < len(plain) else ""
        if word.form in ("follow", "preced", "caus", *_VERBS) and following == "by":
            turned = not turned
        left, right = _sides(plain, at)
        if turned:
            left, right = right, left
        measures = _measures(plain[max(0, at - _WIDE) : at]) if word.form == "than" else {}
        yield word, _Sides(kind, left, right, measures)


def _middle(words: Sequence[Word], at: int) -> int | None:
    """Give where what is preferred ends: "prefer trains to buses"."""
    behind = range(at + 1, min(len(words), at + 1 + _WIDE))
    return next((n for n in behind if words[n].form in ("to", "over", "rather")), None)


def _sides(words: Sequence[Word], at: int) -> tuple[set[str], set[str]]:
    """Give what stands before a word and behind it, of "After the rain, ships came" as well."""
    near = _WIDE if words[at].form in _VERBS else _NEAR
    end = next((n for n in range(at, len(words)) if words[n].form in _ENDS), len(words))
    comma = next((n for n in range(at, end) if words[n].form == ","), 0)
    if comma and words[at].form in _VERBS:
        end = comma
    opens = at == 0 or words[at - 1].form in _ENDS
    if opens and comma:
        return set(_content(words[comma:end])[:near]), set(_content(words[at + 1 : comma])[:near])
    return set(_content(words[:at])[-near:]), set(_content(words[at + 1 : end])[:near])


def _content(words: Sequence[Word]) -> list[str]:
    return [word.form for word in words if word.is_content]


def _without_insertions(words: Sequence[Word]) -> list[Word]:
    """Leave out what stands between two dashes or in brackets."""
    plain: list[Word] = []
    closing = ""
    for at, word in enumerate(words):
        if closing:
            closing = "" if word.form == closing else closing
        elif word.form == "(":
            closing = ")"
        elif word.form in _DASHES and any(other.form == word.form for other in words[at + 1 :]):
            closing = word.form
        else:
            plain.append(word)
    return plain
