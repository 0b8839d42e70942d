"""Yes and no, did and may: denials and plans of a text are those of its quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.antonyms import likes_of, opposites_of
from assistant.verify.reading import Word, base
from assistant.verify.source import Source


def _forms(words: str) -> frozenset[str]:
    return frozenset(base(word) for word in words.split())


_PARTICLES = _forms(
    """not no never nobody nothing none neither nor without cannot can't couldn't didn't
        doesn't don't hadn't hasn't haven't isn't aren't mustn't shouldn't wasn't weren't
        won't wouldn't ain't"""
)
_DENY = _PARTICLES | _forms(
    """untrue false deny refuse reject fail unable impossible lack hardly little few
        decline"""
)
_MAY_DENY = _DENY | _forms(
    """wrong rarely only until unless instead against yet ban end stop prevent halt cease lift drop
        cancel oppose exclude decline unlikely far short remain avoid withhold abandon rather
        dismiss block withdraw skip miss absent absence free myth doubt scarcely less barely unclear
        unknown unchanged unaffected unaware lose dispute disagree resist late still rule out"""
)
# What is only planned, wanted or possible.
_MAY = _forms(
    """would may might could should plan want seek aim hope intend propose consider possible
        try reputedly allegedly reportedly supposedly apparently perhaps maybe probably"""
)
_WILL = _forms("will shall expect likely due set schedule going")
_MAY_MAY = (
    _MAY
    | _WILL
    | _forms(
        """can if goal bid push effort attempt suggest urge agree prepare target potential
            chance risk promise pledge commit commitment vow believe think predict forecast
            probably perhaps maybe able ability capable must need about future wish ambition
            drive talk speculation warn fear whether demand require call request ask order
            decide decision proposal aspiration intention purpose tomorrow next upcoming ahead
            soon allow enable ready recommend discuss suppose pursue look await anticipate
            envisage foresee project when once after until eventual ought by"""
    )
)
_HEDGES = _forms(
    "potentially soon help among within become also eventually ultimately still even ever"
)
# Phrases that only begin like a denial.
_NO_DENIALS = {
    (no, following)
    for no in ("not", "no", "without", "never")
    for following in ("onli", "just", "mere", "doubt", "matter", "fewer", "less", "later")
} - {("no", "later")} | {("littl", "know")}
_ASKS = _forms("? ask question whether if wonder why how what who unclear") | {"?"}
_STEM = 5  # letters that words of one family share
_SCOPE = 3  # words after a cue that it is about
_BEFORE, _AFTER = 6, 3  # words that a cue in other words may stand before and after those
_FAR = 8  # words that "no" may stand before those: "no person under the age of 18"
NO = "says no where the articles do not"
NOT_LEFT_OUT = "leaves out a “not” of the articles"
ASKED = "states what the articles only ask"
DONE = "says that it is where the articles say that it may be"
SURE = "says that it will be where the articles say that it may be"


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word that changes what the next ones say: its place, and theirs."""

    at: int
    form: str
    scope: tuple[int, ...]


def denied_or_not(text: str, source: Source) -> str:
    """Say where a text denies what its quotes do not, or the other way round."""
    said = source.read(text)
    mine = _scoped(said, _cues(said, _DENY))
    sentences = [
        (sentence, _scoped(sentence, _cues(sentence, _DENY))) for sentence in source.sentences
    ]
    theirs = {(cue.form, form) for _, cues in sentences for cue, scope in cues for form in scope}
    own = {(cue.form, form) for cue, scope in mine for form in scope}
    forms = {word.form for word in said}
    for cue, scope in mine:
        if scope and not _is_there(scope[0], source):
            continue  # of "did not know" where a quote has "was puzzled", words can't tell
        if _is_doubtful(said, cue) and any(word.form in _ASKS for word in source.words):
            continue  # "may not work" of what asks whether it works
        if not _is_matched(cue, scope, theirs) and not _is_excused(cue, scope, forms, source):
            return NO
    free = _free(source.sentences, _DENY)
    other_words = any(word.form in _MAY_DENY and word.form not in source.forms for word in said)
    for _, cues in sentences:
        for cue, scope in cues:
            lost = set(scope) & forms - free
            is_lost = scope and (scope[0] in lost or len(lost) > 1) and not other_words
            if is_lost and not _is_matched(cue, scope, own):
                return NOT_LEFT_OUT
    return _prefixed(said, source)


def _is_doubtful(words: Sequence[Word], cue: _Cue) -> bool:
    """Whether a "not" only says what may be."""
    return cue.form == "not" and words[cue.at - 1].form in ("may", "might")


def _is_there(form: str, source: Source) -> bool:
    """Whether quotes have a word, or one of its family."""
    return any(other[:_STEM] == form[:_STEM] for other in source.forms)


def planned_or_done(text: str, source: Source) -> str:
    """Say where a text tells as done or sure what its quotes tell as planned or possible."""
    said = source.read(text)
    mine = [word for word in said if word.form in _MAY_MAY and word.kind != "name"]
    if not mine:
        under = _under_first(source.sentences, _MAY | _WILL) - _free(source.sentences, _MAY | _WILL)
        return DONE if under & _told(said) else ""
    if all(word.form in ("will", "by", "when", "after", "until", "onc") for word in mine):
        sure = {
            form
            for cue, scope in _scoped(said, _cues(said, frozenset({"will"})))
            for form in scope[:1]
        }
        free = _free(source.sentences, _MAY)
        return SURE if sure & _under(source.sentences, _MAY) - free else ""
    return ""


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
    return ASKED if asked and not any(word.form in _ASKS for word in said) else ""


def is_denied(words: Sequence[Word], at: int) -> bool:
    """Whether a word of a text stands after a denial."""
    return any(at in cue.scope for cue in _cues(words, _DENY))


def denials(words: Sequence[Word]) -> frozenset[int]:
    """Give the places of the words that deny what follows."""
    return frozenset(cue.at for cue in _cues(words, _DENY))


def may_deny(words: Sequence[Word]) -> bool:
    """Whether one of these words may say no to something."""
    return any(word.form in _MAY_DENY for word in words)


def _cues(words: Sequence[Word], forms: frozenset[str]) -> tuple[_Cue, ...]:
    return _found(tuple(words), forms)


@lru_cache(maxsize=512)
def _found(words: tuple[Word, ...], forms: frozenset[str]) -> tuple[_Cue, ...]:
    return tuple(
        _Cue(at, "not" if word.form in _PARTICLES else word.form, _scope(words, at, forms))
        for at, word in enumerate(words)
        if word.form in forms and word.kind != "name" and not _is_only_alike(words, at)
    )


def _is_only_alike(words: Sequence[Word], at: int) -> bool:
    """Tell "not only", "no doubt" and "a few" from denials."""
    following = words[at + 1].form if at + 1 < len(words) else ""
    before = words[at - 1].form if at else ""
    if words[at].form in ("declin", "fail") and following != "to":
        return True
    return (words[at].form, following) in _NO_DENIALS or before in (
        "a",
        "the",
        "last",
        "past",
        "next",
    )


def _scope(words: Sequence[Word], at: int, forms: frozenset[str]) -> tuple[int, ...]:
    scope: list[int] = []
    for place in range(at + 1, len(words)):
        word = words[place]
        if len(scope) == _SCOPE or (word.kind == "mark" and (scope or word.form not in ':“”"')):
            break
        if word.is_content and word.form not in forms and word.form not in _HEDGES:
            scope.append(place)
    return tuple(scope)


def _scoped(words: Sequence[Word], cues: Sequence[_Cue]) -> list[tuple[_Cue, list[str]]]:
    return [(cue, [words[at].form for at in cue.scope]) for cue in cues]


def _is_matched(cue: _Cue, scope: Sequence[str], there: set[tuple[str, str]]) -> bool:
    """Whether the other text has the same cue for one of the same words."""
    return not scope or any(
        (cue.form, like) in there for form in scope for like in (form, *likes_of(form))
    )


def _is_excused(cue: _Cue, scope: Sequence[str], said: set[str], source: Source) -> bool:
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
                and word.form not in _PARTICLES
                and any(-_AFTER <= t - at <= _BEFORE for t in there)
            ):
                return True
            if other and word.form in _PARTICLES and any(0 < t - at <= _FAR for t in there):
                return True
    return not met and any(
        word.form in _MAY_DENY and word.form not in said for word in source.words
    )


def _under(sentences: Sequence[Sequence[Word]], forms: frozenset[str]) -> set[str]:
    """Give the words that stand soon after a cue."""
    return {form for s in sentences for _, scope in _scoped(s, _cues(s, forms)) for form in scope}


def _under_first(sentences: Sequence[Sequence[Word]], forms: frozenset[str]) -> set[str]:
    """Give the word that stands right after each cue."""
    return {
        form for s in sentences for _, scope in _scoped(s, _cues(s, forms)) for form in scope[:1]
    }


def _free(sentences: Sequence[Sequence[Word]], forms: frozenset[str]) -> set[str]:
    """Give the words that stand somewhere after no cue."""
    free: set[str] = set()
    for sentence in sentences:
        covered = {at for cue in _cues(sentence, forms) for at in cue.scope}
        free |= {w.form for at, w in enumerate(sentence) if w.is_content and at not in covered}
    return free


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
                if plain != word and len(plain) > 3 and plain in others - some and not denies:
                    return reason
    return ""
