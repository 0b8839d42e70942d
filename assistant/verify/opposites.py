"""Opposites: a text that says "fell" of what "rose"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.verify.binding import near, similarity
from assistant.verify.polarity import is_denied
from assistant.verify.reading import Word, base
from assistant.verify.source import Source

# Either side of a bar is the opposite of the other.
_PAIRS = """
rise increase grow climb gain soar jump surge raise expand up | drop fall decrease shrink plunge slump reduce cut lower down
accept approve agree endorse welcome back support favor favour | reject refuse oppose dismiss veto
begin start open launch keep continue maintain | end stop finish close halt cancel abolish
win | lose
strengthen tighten bolster boost | weaken loosen undermine
allow permit legalize | ban forbid prohibit bar
arrive enter come join | leave depart quit
include | exclude
restore introduce impose establish adopt | lift scrap abolish remove repeal revoke
succeed | fail
increasingly | decreasingly
remember | forget
buy import | sell export
more | less fewer
most | least fewest
maximum | minimum
high higher highest | low lower lowest
large larger largest big bigger biggest | small smaller smallest
strong stronger strongest | weak weaker weakest
early earlier | late later
first | last
best better | worst worse
old older oldest | new young younger youngest
rich richer | poor poorer
fast faster quickly rapidly | slow slower slowly
often always frequently | rarely seldom never
possible likely | impossible unlikely
able | unable
legal lawful | illegal unlawful
safe | dangerous unsafe
guilty convict | innocent acquit
true | false untrue
before | after
for | against
within during | after before
above over | below under
up | down
persistent steady steadily slowly gradual gradually | sudden suddenly quickly abrupt abruptly
north northern | south southern
east eastern | west western
northeast northeastern | southwest southwestern
northwest northwestern | southeast southeastern
man male boy | woman female girl
husband | wife
father son brother | mother daughter sister
love like admire praise | hate dislike criticize criticise condemn
hire appoint employ | fire dismiss sack
detain jail imprison | release free
attack | defend
advantage benefit | disadvantage
majority | minority
temporary temporarily | permanent permanently
optimistic hopeful | pessimistic
"""
_CLEARLY = 3  # by how much the opposite's place has to fit better
_SHORT = frozenset(
    """for against before after within during above over below under up down more less fewer most
    least first last""".split()
)


def opposite(text: str, source: Source) -> str:
    """Say which word of a text is the opposite of its quote's."""
    said = source.read(text)
    mine = {word.form for word in said}
    for at, word in enumerate(said):
        for other in sorted(_opposites().get(word.form, ())):
            if other in mine or other not in source.forms:
                continue
            if _is_said_there(said, at, other, source):
                return f"says “{word.text}” where the articles say the opposite"
    return ""


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _PAIRS.strip().splitlines():
        left, right = ({base(word) for word in side.split()} for side in line.split("|"))
        for one, others in ((left, right), (right, left)):
            for word in one:
                found.setdefault(word, set()).update(others - {word})
    return {word: frozenset(others) for word, others in found.items()}


def _is_said_there(said: Sequence[Word], at: int, other: str, source: Source) -> bool:
    """Whether what a word goes with in a text goes with its opposite in a quote."""
    form = said[at].form
    mine = near(said, at, {form, other})
    if form in _SHORT:
        return _follows(said, at, other, source) and not _follows(said, at, form, source)
    best = {form: 0, other: 0}
    denied = is_denied(said, at)
    for sentence in source.sentences:
        for place, word in enumerate(sentence):
            if word.form in best and (word.form == form or is_denied(sentence, place) == denied):
                likeness = similarity(mine, near(sentence, place, {form, other}))
                best[word.form] = max(best[word.form], likeness)
    return best[other] >= best[form] + _CLEARLY


def _follows(said: Sequence[Word], at: int, form: str, source: Source) -> bool:
    """Whether a quote has a word right before what follows in the text: "after the talks"."""
    following = _next(said, at)
    return bool(following) and any(
        word.form == form and _next(sentence, place) == following
        for sentence in source.sentences
        for place, word in enumerate(sentence)
    )


def _next(words: Sequence[Word], at: int) -> str:
    for word in words[at + 1 : at + 4]:
        if word.kind == "mark":
            break
        if word.is_content:
            return word.form
    return ""
