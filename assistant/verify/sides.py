"""The two sides of "than", "after" or "because", which may not change places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.verify.reading import Word
from assistant.verify.source import Source

# Words between two sides: what they are a kind of, and whether the sides are the other way round.
_PIVOTS = {
    "than": ("than", False),
    "exceed": ("than", False),
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
_NEAR = 5  # words of a side that are compared
_ENDS = frozenset(".;:!?“”")
_DASHES = frozenset("—–")
_Sides = tuple[str, set[str], set[str]]


def sides_changed(text: str, source: Source) -> str:
    """Say where what a text has before "than" or "after" is what a quote puts behind it."""
    theirs = [sides for sentence in source.sentences for _, sides in _all_sides(sentence)]
    for word, (kind, left, right) in _all_sides(source.read(text)):
        straight = across = 0
        for other, before, after in theirs:
            if other == kind:
                straight = max(straight, len(left & before) + len(right & after))
                if left & after and right & before:
                    across = max(across, len(left & after) + len(right & before))
        if across > straight:
            return f"what stands on the two sides of “{word.text}” has changed places"
    return ""


def _all_sides(words: Sequence[Word]) -> Iterator[tuple[Word, _Sides]]:
    plain = _without_insertions(words)
    for at, word in enumerate(plain):
        if word.form not in _PIVOTS:
            continue
        kind, turned = _PIVOTS[word.form]
        following = plain[at + 1].form if at + 1 < len(plain) else ""
        if word.form in ("follow", "preced", "caus") and following == "by":
            turned = not turned
        left, right = _sides(plain, at)
        yield word, (kind, right, left) if turned else (kind, left, right)


def _sides(words: Sequence[Word], at: int) -> tuple[set[str], set[str]]:
    """Give what stands before a word and behind it, of "After the rain, ships came" as well."""
    end = next((n for n in range(at, len(words)) if words[n].form in _ENDS), len(words))
    comma = next((n for n in range(at, end) if words[n].form == ","), 0)
    opens = at == 0 or words[at - 1].form in _ENDS
    if opens and comma:
        return set(_content(words[comma:end])[:_NEAR]), set(_content(words[at + 1 : comma])[:_NEAR])
    return set(_content(words[:at])[-_NEAR:]), set(_content(words[at + 1 : end])[:_NEAR])


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
