"""Did and may: what is planned, possible or only asked is not told as done or sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.verify.cues import cues_of, forms_of, scoped, unscoped
from assistant.verify.polarity import ASKS
from assistant.verify.reading import Word
from assistant.verify.source import Source

# What is only planned, wanted or possible.
_MAY = forms_of(
    """would may might could should plan want seek aim hope intend propose consider possible
        try reputedly allegedly reportedly supposedly apparently perhaps maybe probably theory
        hypothesis"""
)
_WILL = forms_of("will shall expect likely due set schedule going")
_MAY_MAY = (
    _MAY
    | _WILL
    | forms_of(
        """can if goal bid push effort attempt suggest urge agree prepare target potential
            chance risk promise pledge commit commitment vow believe think predict forecast
            able ability capable must need about future wish ambition drive talk speculation
            warn fear whether demand require call request ask order decide decision proposal
            aspiration intention purpose tomorrow next upcoming ahead soon allow enable ready
            recommend discuss suppose pursue look await anticipate envisage foresee project
            eventual ought"""
    )
)
# With one of these, what will be is not told as sure.
_UNSURE = _MAY | forms_of(
    """if expect likely can potential chance risk believe think predict forecast fear suggest
        whether speculation suppose anticipate hypothesis theory"""
)
ASKED = "states what the articles only ask"
DONE = "says that it is where the articles say that it may be"
SURE = "says that it will be where the articles say that it may be"


def planned_or_done(text: str, source: Source) -> str:
    """Say where a text tells as done or sure what its quotes tell as planned or possible."""
    said = source.read(text)
    if not any(_is_may(word, _MAY_MAY) for word in said):
        return DONE if _planned(source.sentences, _MAY | _WILL) & _told(said) else ""
    if not any(_is_may(word, _UNSURE) for word in said):
        sure = {
            form
            for cue, scope in scoped(said, cues_of(said, frozenset({"will"})))
            for form in scope[:1]
        }
        free = unscoped(source.sentences, _MAY)
        return SURE if sure & _under(source.sentences, _MAY) - free else ""
    return ""


def _is_may(word: Word, forms: frozenset[str]) -> bool:
    """Whether a word is one of these forms, and no name or month."""
    return word.form in forms and word.kind != "name" and (word.text != "May" or word.opens)


def _told(words: Sequence[Word]) -> set[str]:
    """Give the words of a text but those of an infinitive: "to get the bill passed"."""
    return {
        word.form
        for at, word in enumerate(words)
        if word.is_content and not any(before.form == "to" for before in words[max(0, at - 5) : at])
    }


def only_asked(text: str, source: Source) -> str:
    """Say where a text states what its quote only asks."""
    said = source.read(text)
    mine = {word.form for word in said if word.is_content}
    shared = {
        words: len(mine & {word.form for word in words if word.is_content})
        for words in source.sentences
    }
    best = max(shared, key=shared.__getitem__, default=())
    asked = any(word.form == "?" for word in best) and not any(word.form in '”"' for word in best)
    return ASKED if asked and not any(word.form in ASKS for word in said) else ""


def _under(sentences: Sequence[Sequence[Word]], forms: frozenset[str]) -> set[str]:
    """Give the words that stand soon after a cue."""
    return {form for s in sentences for _, scope in scoped(s, cues_of(s, forms)) for form in scope}


def _planned(sentences: Sequence[Sequence[Word]], forms: frozenset[str]) -> set[str]:
    """Give the words that only stand right after a cue, or after a "to" behind it."""
    planned: set[str] = set()
    free: set[str] = set()
    for sentence in sentences:
        cues = cues_of(sentence, forms)
        ends = {at for cue in cues for at in _infinitives(sentence, cue.at)}
        covered = ends.union(*(cue.scope for cue in cues))
        planned |= {sentence[at].form for at in ends.union(*(cue.scope[:1] for cue in cues))}
        free |= {w.form for at, w in enumerate(sentence) if w.is_content and at not in covered}
    return planned - free


def _infinitives(words: Sequence[Word], begin: int) -> Iterator[int]:
    """Give the places of what is done "to" some end in the rest of a clause."""
    for at in range(begin + 1, len(words) - 1):
        if words[at].kind == "mark":
            return
        if words[at].form == "to" and words[at + 1].kind == "content":
            yield at + 1
