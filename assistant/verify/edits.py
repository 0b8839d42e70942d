"""What a text has in another way where all around it is as in its quote: swapped, put in, left out.

A fault that is planted changes little; a paraphrase changes much. So what differs in the midst of
what is the same is looked at more strictly than words that stand anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.language.irregular import base, forms_of
from assistant.language.numbers import SPELLED
from assistant.language.opposites import opposites_of
from assistant.verify.names import DESCRIBES, has_initials, is_known_name
from assistant.verify.numbers import is_hedged
from assistant.verify.polarity import NO, NOT_LEFT_OUT, denials, may_deny
from assistant.verify.reading import Word
from assistant.verify.source import Source

_FEWEST = 4  # words on the two sides of a change that have to be the same
_FEWEST_CONTENT = 2  # of which, as many that say something
_LEAST_SAME = 0.6  # of a text's words
_MOST = 6  # words of a change
_UNITS = forms_of("""hour minute day week month year decade century metre kilometre centimetre foot
    inch yard mile acre hectare gram kilogram pound ounce ton tonne litre gallon barrel degree
    celsius fahrenheit percent dollar euro yen""")


@dataclass(frozen=True, slots=True)
class _Change:
    """What a text has, and what its quote has in the same place; either may be empty."""

    mine: tuple[Word, ...]
    theirs: tuple[Word, ...]
    denied: bool
    denied_there: bool


def changed(text: str, source: Source) -> str:
    """Say which name, number or "not" a text has otherwise in the midst of a quote's words."""
    said = _unmarked(source.read(text))
    swapped: dict[str, str] = {}
    for change in _changes(said, _nearest(said, source)):
        if reason := _denied(change) or _other(change, text, source):
            return reason
        mine, theirs = _telling(change.mine), _telling(change.theirs)
        if len(mine) == len(theirs) == 1:
            one, other = mine[0], theirs[0]
            if swapped.get(other.form) == one.form:
                return f"“{one.text}” and “{other.text}” have changed places"
            swapped[one.form] = other.form
    return ""


def _nearest(said: Sequence[Word], source: Source) -> tuple[Word, ...]:
    """Give the quoted sentence that has the most words of a text."""
    mine = Counter(word.form for word in said)

    def shared(words: Sequence[Word]) -> int:
        return (mine & Counter(word.form for word in words)).total()

    return _unmarked(max(source.sentences, key=shared, default=()))


def _changes(said: Sequence[Word], quote: Sequence[Word]) -> Iterator[_Change]:
    mine, theirs = [w.form for w in said], [w.form for w in quote]
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    steps = matcher.get_opcodes()
    same = sum(block.size for block in matcher.get_matching_blocks())
    if same < _LEAST_SAME * len(said):
        return
    no, no_there = denials(said), denials(quote)
    for at, (what, a, b, c, d) in enumerate(steps):
        if what == "equal" or max(b - a, d - c) > _MOST:
            continue
        around = [
            word
            for step in steps[max(0, at - 1) : at + 2]
            if step[0] == "equal"
            for word in said[step[1] : step[2]]
        ]
        inside = 0 < at < len(steps) - 1
        if len(around) >= _FEWEST and sum(w.is_content for w in around) >= _FEWEST_CONTENT:
            yield _Change(
                tuple(said[a:b]),
                tuple(quote[c:d]),
                inside and any(place in no for place in range(a, b)),
                inside and any(place in no_there for place in range(c, d)),
            )


def _denied(change: _Change) -> str:
    if change.denied and not change.denied_there and not may_deny(change.theirs):
        return NO
    if change.denied_there and not change.denied and not may_deny(change.mine):
        return NOT_LEFT_OUT
    return ""


def _other(change: _Change, text: str, source: Source) -> str:
    """Look at a name for a name, a number for a number, a word for its opposite."""
    mine, theirs = _telling(change.mine), _telling(change.theirs)
    if len(mine) == len(theirs) == 1:
        one, other = mine[0], theirs[0]
        if other.form in opposites_of(one.form):
            return f"says “{one.text}” where the articles say the opposite"
        if {_unit(one), _unit(other)} <= _UNITS and _unit(one) != _unit(other):
            return f"the articles do not say “{one.text}” there"
        digits = [str(SPELLED.get(word.text.lower(), word.form)) for word in (one, other)]
        if all(d[:1].isdigit() for d in digits) and digits[0] != digits[1]:
            return (
                "" if is_hedged(one.text, text) else f"the articles do not say “{one.text}” there"
            )
    described = any(word.form in DESCRIBES and word.text.islower() for word in theirs)
    # Whom a description means, the check of names has looked at.
    return "" if described else _other_name(mine, theirs, text, source)


def _unit(word: Word) -> str:
    return base(word.text.lower().replace("meter", "metre"))


def _other_name(mine: Sequence[Word], theirs: Sequence[Word], text: str, source: Source) -> str:
    names = [word for word in mine if word.kind == "name"]
    there = [word for word in theirs if word.kind == "name"]
    if not names or not there:
        return ""
    known = frozenset(word.form for word in there)
    if any(is_known_name(word, known) for word in names):
        return ""
    if {w.form for w in names} <= source.forms and known <= {w.form for w in source.read(text)}:
        return ""  # both are in both, elsewhere: who does what is looked at by other checks
    short = [w.text.replace(".", "") for w in (*names, *there) if w.text.isupper()]
    if any(has_initials(one, source.context) for one in short):
        return ""
    return f"the articles do not say “{' '.join(word.text for word in names)}” there"


def _unmarked(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.kind != "mark")


def _telling(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.is_content]
