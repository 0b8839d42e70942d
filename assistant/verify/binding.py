"""What goes with what: numbers and names that have changed places with one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from assistant.language.calendar import CALENDAR
from assistant.language.irregular import IRREGULAR
from assistant.verify.reading import Word, named
from assistant.verify.source import Source
from assistant.verify.speakers import OPINION

_REACH = 3  # words to each side that a name or number goes with
_BREAKS = frozenset('.;:!?“”"')
_JOINS = frozenset("and or between with nor to the , -".split())
# By how much another place has to fit better: of numbers, and of names, whose words say less.
_CLEARLY = {"number": (1.0, 3), "name": (1.5, 9)}
# Verbs that say the same of both sides.
_MUTUAL = frozenset(
    "meet talk agre negoti join marri share alli allianc discuss joint between border".split()
)
_HELPERS = frozenset(
    "to will would has have had may might can could should must did does do".split()
)
_SAID = frozenset("say tell accord add note".split())
_PIVOTS = frozenset("than follow before after caus preced exceed beat defeat".split())
_CLOSE = 4  # words from one name to the other in "Lee met Trump"
_FARTHEST = 24  # words between two names of which one does something to the other
_SIDE = 5  # words to each side of "more than" that are compared
_Places = list[tuple[Sequence[Word], int]]


def exchanged(text: str, source: Source) -> str:
    """Say which two numbers or names of a text stand in each other's places."""
    said = named(source.read(text))
    sentences = [named(sentence) for sentence in source.sentences]
    for kind in ("number", "name"):
        forms = dict.fromkeys(word.form for word in said if word.kind == kind)
        there = {form: _places(form, sentences) for form in forms}
        for one, other in combinations([form for form in forms if there[form]], 2):
            if not _side_by_side(one, other, said) and _fits_exchanged(
                one, other, said, there, kind
            ):
                first, second = (_text(form, said) for form in (one, other))
                return f"“{first}” and “{second}” have changed places"
    return ""


def turned_round(text: str, source: Source) -> str:
    """Say whose deed a text makes the other's: "A criticised B" of "B criticised A"."""
    said = named(source.read(text))
    sentences = [named(sentence) for sentence in source.sentences]
    names = [at for at, word in enumerate(said) if word.kind == "name"]
    for left, right in combinations(names, 2):
        one, other = said[left], said[right]
        deeds = _deeds(said, left, right)
        if one.form == other.form or not deeds:
            continue
        straight = turned = False
        for sentence in sentences:
            for first, last in _pairs(sentence, one.form, other.form):
                theirs = _deeds(sentence, first, last)
                same_order = sentence[first].form == one.form
                for deed in deeds.keys() & theirs.keys():
                    same_voice = deeds[deed] == theirs[deed]
                    straight = straight or same_order == same_voice
                    turned = turned or same_order != same_voice
        if turned and not straight:
            return f"“{one.text}” and “{other.text}” have changed places"
    return ""


def sides_changed(text: str, source: Source) -> str:
    """Say where what a text has before "than" or "followed" is what a quote puts behind it."""
    said = source.read(text)
    for at, word in enumerate(said):
        if word.form not in _PIVOTS:
            continue
        left, right = _sides(said, at)
        straight = across = 0
        for sentence in source.sentences:
            for place, other in enumerate(sentence):
                if other.form == word.form:
                    before, after = _sides(sentence, place)
                    straight = max(straight, len(left & before) + len(right & after))
                    if left & after and right & before:
                        across = max(across, len(left & after) + len(right & before))
        if across > straight:
            return f"what stands on the two sides of “{word.text}” has changed places"
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
            or (right - left <= _CLOSE and any(w.form in _MUTUAL for w in said[left:right]))
        )
        for left, right in pairwise(places)
    )


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


def _deeds(words: Sequence[Word], left: int, right: int) -> dict[str, bool]:
    """Give the first verb between two names, and whether it is passive: "criticised by"."""
    between = range(left + 1, right)
    if len(between) > _FARTHEST or any(
        words[at].form in _MUTUAL or words[at].form in _BREAKS for at in between
    ):
        return {}
    first = next((at for at in between if words[at].kind == "content" and _is_verb(words, at)), 0)
    if not first or words[first].form in OPINION:
        return {}
    return {words[first].form: words[first + 1].form == "by"}


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Tell by its form, or what stands before it, that a word may be a verb."""
    text, before = words[at].text.lower(), words[at - 1]
    inflected = text.endswith("ed") or text in IRREGULAR
    return (inflected or before.kind == "name" or before.form in _HELPERS) and (
        words[at].form not in _SAID and text not in CALENDAR
    )


def _pairs(words: Sequence[Word], one: str, other: str) -> Iterator[tuple[int, int]]:
    places = [at for at, word in enumerate(words) if word.form in (one, other)]
    for left, right in combinations(places, 2):
        if words[left].form != words[right].form:
            yield left, right


def _sides(words: Sequence[Word], at: int) -> tuple[set[str], set[str]]:
    before = [word.form for word in words[:at] if word.is_content][-_SIDE:]
    after = [word.form for word in words[at + 1 :] if word.is_content][:_SIDE]
    return set(before), set(after)


def _text(form: str, words: Sequence[Word]) -> str:
    return next(word.text.rstrip(".,:") for word in words if word.form == form)
