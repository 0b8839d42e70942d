"""Yes and no: the denials of a text are those of its quotes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.irregular import forms_of
from assistant.language.opposites import likes_of, opposites_of
from assistant.verify.cues import PARTICLES, Cue, cues_of, scoped, unscoped
from assistant.verify.reading import Word, has_family
from assistant.verify.source import Source

_DENY = PARTICLES | forms_of(
    """untrue false deny refuse reject fail unable impossible lack hardly little few
        decline"""
)
_MAY_DENY = _DENY | forms_of(
    """wrong rarely only until instead against yet ban end stop prevent halt cease lift drop
        cancel oppose exclude decline unlikely far short remain avoid withhold abandon rather
        dismiss block withdraw skip miss absent absence free myth doubt scarcely less barely unclear
        unknown unchanged unaffected unaware lose dispute disagree resist late still rule out"""
)
ASKS = forms_of("? ask question whether if wonder why how what who unclear") | {"?"}
_BEFORE, _AFTER = 6, 3  # words that a cue in other words may stand before and after those
_FAR = 8  # words that "no" may stand before those: "no person under the age of 18"
NO = "says no where the articles do not"
NOT_LEFT_OUT = "leaves out a “not” of the articles"


def denied_or_not(text: str, source: Source) -> str:
    """Say where a text denies what its quotes do not, or the other way round."""
    said = source.read(text)
    mine = scoped(said, cues_of(said, _DENY))
    sentences = [
        (sentence, scoped(sentence, cues_of(sentence, _DENY))) for sentence in source.sentences
    ]
    theirs = {(cue.form, form) for _, cues in sentences for cue, scope in cues for form in scope}
    own = {(cue.form, form) for cue, scope in mine for form in scope}
    forms = {word.form for word in said}
    for cue, scope in mine:
        if scope and not has_family(scope[0], source.forms):
            continue  # of "did not know" where a quote has "was puzzled", words can't tell
        if _is_doubtful(said, cue) and any(word.form in ASKS for word in source.words):
            continue  # "may not work" of what asks whether it works
        if not _is_matched(cue, scope, theirs) and not _is_excused(cue, scope, forms, source):
            return NO
    free = unscoped(source.sentences, _DENY)
    other_words = any(word.form in _MAY_DENY and word.form not in source.forms for word in said)
    for _, cues in sentences:
        for cue, scope in cues:
            lost = set(scope) & forms - free
            said_as_well = cue.form in forms  # "was rejected by the court"
            is_lost = scope and (scope[0] in lost or len(lost) > 1)
            is_lost = is_lost and not (other_words or said_as_well)
            if is_lost and not _is_matched(cue, scope, own):
                return NOT_LEFT_OUT
    return _prefixed(said, source)


def _is_doubtful(words: Sequence[Word], cue: Cue) -> bool:
    """Whether a "not" only says what may be."""
    return cue.form == "not" and words[cue.at - 1].form in ("may", "might")


def is_denied(words: Sequence[Word], at: int) -> bool:
    """Whether a word of a text stands after a denial."""
    return any(at in cue.scope for cue in cues_of(words, _DENY))


def denials(words: Sequence[Word]) -> frozenset[int]:
    """Give the places of the words that deny what follows."""
    return frozenset(cue.at for cue in cues_of(words, _DENY))


def may_deny(words: Sequence[Word]) -> bool:
    """Whether one of these words may say no to something."""
    return any(word.form in _MAY_DENY for word in words)


def _is_matched(cue: Cue, scope: Sequence[str], there: set[tuple[str, str]]) -> bool:
    """Whether the other text has the same cue for one of the same words."""
    return not scope or any((cue.form, like) in there for form in scope for like in likes_of(form))


def _is_excused(cue: Cue, scope: Sequence[str], said: set[str], source: Source) -> bool:
    """Whether a quote says no to the same in other words, which the text does not have as well."""
    if any(other in source.forms - said for form in scope for other in opposites_of(form)):
        return True
    met = False
    for sentence in source.sentences:
        there = [at for at, word in enumerate(sentence) if word.form in scope]
        met = met or bool(there)
        for at, word in enumerate(sentence):
            other = word.form in _MAY_DENY and (word.form not in said or word.form == cue.form)
            if (
                other
                and word.form not in PARTICLES
                and any(-_AFTER <= t - at <= _BEFORE for t in there)
            ):
                return True
            if other and word.form in PARTICLES and any(0 < t - at <= _FAR for t in there):
                return True
    return not met and any(
        word.form in _MAY_DENY and word.form not in said for word in source.words
    )


def _prefixed(said: Sequence[Word], source: Source) -> str:
    """Look for "equal" where a quote has "unequal", and the other way round."""
    mine = {word.text.lower() for word in said}
    theirs = {word.text.lower() for word in source.words}
    denies = any(word.form in _DENY for word in said) != any(w.form in _DENY for w in source.words)
    for some, others, reason in ((mine, theirs, NO), (theirs, mine, NOT_LEFT_OUT)):
        for word in some - others:
            if word.startswith("over") and f"under{word[4:]}" in others - some:
                return reason
            for prefix in ("un", "in", "im", "dis", "il", "ir", "non"):
                plain = word.removeprefix(prefix)
                if word.startswith("immigra"):
                    continue
                if plain != word and len(plain) > 3 and plain in others - some and not denies:
                    return reason
    return ""
