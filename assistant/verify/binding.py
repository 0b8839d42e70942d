"""What goes with what: numbers and names that have changed places with one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from assistant.language.verbs import MUTUAL
from assistant.verify.reading import Word, named
from assistant.verify.source import Source

_MOST = 20  # names or numbers of a text that are looked at
_REACH = 3  # words to each side that a name or number goes with
_BREAKS = frozenset('.;:!?“”"')
_JOINS = frozenset("and or between with nor to the , -".split())
# By how much another place has to fit better: of numbers, and of names, whose words say less.
_CLEARLY = {"number": (1.0, 3), "name": (1.5, 9)}
_CLOSE = 4  # words from one name to the other in "Lee met Trump"
_Places = list[tuple[Sequence[Word], int]]


def exchanged(text: str, source: Source) -> str:
    """Say which two numbers or names of a text stand in each other's places."""
    said = named(source.read(text))
    sentences = [named(sentence) for sentence in source.sentences]
    compares = "than" in source.forms
    for kind in ("number", "name"):
        forms = [*dict.fromkeys(word.form for word in said if word.kind == kind)][:_MOST]
        there = {form: _places(form, sentences) for form in forms}
        for one, other in combinations([form for form in forms if there[form]], 2):
            if compares and _are_compared(one, other, said):
                continue
            if _side_by_side(one, other, said) or _keep_their_units(one, other, said, there):
                continue
            if _fits_exchanged(one, other, said, there, kind):
                first, second = (_text(form, said) for form in (one, other))
                return f"“{first}” and “{second}” have changed places"
    return ""


def near(
    words: Sequence[Word], at: int, without: set[str], *, directed: bool = False
) -> Counter[str]:
    """Weigh the words that a name or number goes with, by how near they are and on which side."""
    weighed: Counter[str] = Counter()
    for step in (1, -1):
        place, seen = at + step, 0
        while 0 <= place < len(words) and seen < _REACH:
            word = words[place]
            if word.kind == "mark" and word.form in _BREAKS:
                break
            if word.is_content:
                seen += 1
                if word.form not in without:
                    key = f"{step}{word.form}" if directed else word.form
                    weight = 2 * (_REACH + 1 - seen) + (step > 0)
                    weighed[key] = max(weighed[key], weight)
            place += step
    return weighed


def similarity(one: Counter[str], other: Counter[str]) -> int:
    """Give the weight of what two places have around them in common."""
    return (one & other).total()


def _places(form: str, sentences: Sequence[Sequence[Word]]) -> _Places:
    return [
        (sentence, at)
        for sentence in sentences
        for at, word in enumerate(sentence)
        if word.form == form
    ]


def _side_by_side(one: str, other: str, said: Sequence[Word]) -> bool:
    """Whether the same is said of two names: "Seoul and Washington", "Lee met Trump"."""
    places = [at for at, word in enumerate(said) if word.form in (one, other)]
    return any(
        said[left].form != said[right].form
        and (
            all(word.form in _JOINS for word in said[left + 1 : right])
            or (right - left <= _CLOSE and any(w.form in MUTUAL for w in said[left:right]))
        )
        for left, right in pairwise(places)
    )


def _are_compared(one: str, other: str, said: Sequence[Word]) -> bool:
    """Whether two stand on the sides of "than", which the check of sides looks at."""
    places = [at for at, word in enumerate(said) if word.form in (one, other, "than")]
    forms = [said[at].form for at in places]
    return forms in ([one, "than", other], [other, "than", one])


def _keep_their_units(
    one: str, other: str, said: Sequence[Word], there: dict[str, _Places]
) -> bool:
    """Whether each of two has the word behind it that it has in a quote, and these differ."""
    kept = [
        {_behind(said, at) for at, word in enumerate(said) if word.form == form}
        & {_behind(sentence, place) for sentence, place in there[form]} - {""}
        for form in (one, other)
    ]
    return all(kept) and kept[0].isdisjoint(kept[1])


def _behind(words: Sequence[Word], at: int) -> str:
    return words[at + 1].form if at + 1 < len(words) and words[at].kind == "number" else ""


def _fits_exchanged(
    one: str, other: str, said: Sequence[Word], there: dict[str, _Places], kind: str
) -> bool:
    both = {one, other}

    directed = kind == "name"

    def fit(mine: str, theirs: str) -> int:
        return max(
            similarity(
                near(said, at, both, directed=directed),
                near(sentence, place, both, directed=directed),
            )
            for at, word in enumerate(said)
            if word.form == mine
            for sentence, place in there[theirs]
        )

    times, more = _CLEARLY[kind]
    straight, across = (fit(one, one), fit(other, other)), (fit(one, other), fit(other, one))
    both_better = all(there > here for there, here in zip(across, straight, strict=True))
    return both_better and sum(across) >= times * sum(straight) + more


def _text(form: str, words: Sequence[Word]) -> str:
    return next(word.text.rstrip(".,:") for word in words if word.form == form)
