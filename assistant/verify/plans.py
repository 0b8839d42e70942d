"""Did and may: what is planned, promised, possible or only asked is not told as done or sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.language.irregular import BE, VERBS, forms_of
from assistant.language.numbers import SCALES
from assistant.language.saying import SAYS
from assistant.verify.cues import cues_of, scoped, unscoped
from assistant.verify.polarity import ASKS
from assistant.verify.reading import Word
from assistant.verify.source import Source

# What is only wanted or possible, and what is only planned.
_DOUBTED = forms_of(
    """may might could should want seek hope propose consider possible try reputedly allegedly
        reportedly supposedly apparently perhaps maybe probably theory hypothesis"""
)
_MAY = _DOUBTED | forms_of("would plan aim intend")
_WILL = forms_of("will shall expect likely due set schedule going")
# What is promised, decided or asked for: no more than that is what it is "to" do.
_PROMISED = forms_of(
    """agree pledge promise vow commit commitment decide decision ask urge request demand
        threaten prepare bid goal effort attempt push drive wish ambition aspiration proposal"""
)
_MAY_MAY = (
    _MAY
    | _WILL
    | _PROMISED
    | forms_of(
        """can if suggest target potential chance risk believe think predict forecast able
            ability capable must need about future talk speculation warn fear whether require
            call order intention purpose tomorrow next upcoming ahead soon allow enable ready
            recommend discuss suppose pursue look await anticipate envisage foresee project
            eventual ought until once"""
    )
)
_SURE = forms_of("will decide agree pledge promise vow")
_PRONOUNS = frozenset("he she it".split())
_SCALES = forms_of(" ".join(SCALES))
_WHEN = frozenset("in on at since during for from of as after before until".split())
_NEAR = 4  # words from a verb to what it is done to, or to how much
_FAR = 12  # words that what makes a verb a plan may stand before it
ASKED = "states what the articles only ask"
DONE = "says that it is where the articles say that it may be"
SURE = "says that it will be where the articles say that it may be"


def planned_or_done(text: str, source: Source) -> str:
    """Say where a text tells as done or sure what its quotes tell as planned or possible."""
    said = source.read(text)
    done = [at for at in range(len(said)) if _is_done(said, at)]
    if _planned(source.sentences, _PROMISED) & {said[at].form for at in done}:
        return DONE
    if any(_is_promised_sum(said, at, source) for at in done):
        return DONE
    plain = not any(_is_may(word, _MAY_MAY) for word in said)
    if plain and _planned(source.sentences) & _told(said):
        return DONE
    return SURE if _made_sure(said, source) else ""


def _is_may(word: Word, forms: frozenset[str]) -> bool:
    """Whether a word is one of these forms, and no name or month."""
    return word.form in forms and word.kind != "name" and (word.text != "May" or word.opens)


def _is_done(words: Sequence[Word], at: int) -> bool:
    """Whether a verb says that something is or was done: no word before it makes that a plan."""
    word, text = words[at], words[at].text.lower()
    before = words[at - 1] if at else None
    if word.kind != "content" or before is None:
        return False
    subject = before.kind == "name" and not before.is_possessive
    inflected = (
        text.endswith("ed")
        or text in VERBS
        or (text.endswith("ing") and any(w.form in BE for w in words[max(0, at - 2) : at]))
        or (text.endswith("s") and (subject or before.form in _PRONOUNS))
    )
    ahead = words[max(0, at - _FAR) : at]
    to = any(one.form == "to" for one in ahead[-_NEAR:])
    return inflected and not to and not any(_is_may(one, _MAY_MAY) for one in ahead)


def _told(words: Sequence[Word]) -> set[str]:
    """Give the words of a text but those of an infinitive: "to get the bill passed"."""
    return {
        word.form
        for at, word in enumerate(words)
        if word.is_content and not any(before.form == "to" for before in words[max(0, at - 5) : at])
    }


def _is_promised_sum(said: Sequence[Word], at: int, source: Source) -> bool:
    """Whether a verb that no quote has is done by a number that is only promised there."""
    verb = said[at].form
    if verb in source.forms or verb in SAYS:
        return False
    for word in said[at + 1 : at + 2 + _NEAR]:
        if word.kind == "mark" or word.form in _WHEN:
            return False
        if word.kind == "number":
            places = list(source.places(word.form))
            return bool(places) and all(_is_promised(*place) for place in places)
    return False


def _is_promised(words: Sequence[Word], at: int) -> bool:
    """Whether a number stands soon after a promise, or what is promised "to" be done."""
    for cue in cues_of(words, _PROMISED):
        ends = [cue.at, *_infinitives(words, cue.at)]
        if any(0 < at - end <= _NEAR for end in ends):
            return True
    return False


def _made_sure(said: Sequence[Word], source: Source) -> bool:
    """Whether a text has as sure or decided what no quote tells without a doubt."""
    sure = {
        said[place].form
        for cue in cues_of(said, _SURE)
        if cue.form == "will" or cue.form not in source.forms
        if not any(_is_may(word, _MAY_MAY) for word in said[max(0, cue.at - _FAR) : cue.at])
        for place in (*cue.scope[:1], *_infinitives(said, cue.at))
    }
    return bool(sure & _under(source.sentences, _DOUBTED) - unscoped(source.sentences, _DOUBTED))


def only_asked(text: str, source: Source) -> str:
    """Say where a text states what its quote only asks."""
    said = source.read(text)
    best = source.nearest(said)
    asked = any(word.form == "?" for word in best) and not any(word.form in '”"' for word in best)
    return ASKED if asked and not any(word.form in ASKS for word in said) else ""


def _under(sentences: Sequence[Sequence[Word]], forms: frozenset[str]) -> set[str]:
    """Give the words that stand soon after a cue."""
    return {form for s in sentences for _, scope in scoped(s, cues_of(s, forms)) for form in scope}


def _planned(
    sentences: Sequence[Sequence[Word]], promised: frozenset[str] = frozenset()
) -> set[str]:
    """Give the words that only stand right after a cue, or after a "to" behind it or a promise."""
    planned: set[str] = set()
    free: set[str] = set()
    for sentence in sentences:
        cues = cues_of(sentence, _MAY | _WILL)
        behind = (*cues, *cues_of(sentence, promised))
        ends = {at for cue in behind for at in _infinitives(sentence, cue.at)}
        covered = ends.union(*(cue.scope for cue in cues))
        planned |= {sentence[at].form for at in ends.union(*(cue.scope[:1] for cue in cues))}
        free |= {w.form for at, w in enumerate(sentence) if w.is_content and at not in covered}
    return planned - free


def _infinitives(words: Sequence[Word], begin: int) -> Iterator[int]:
    """Give the places of what is done "to" some end in the rest of a clause.

    Of "to revoke or revise" both; of "to a $3 billion investment" the last.
    """
    for at in range(begin + 1, len(words)):
        if words[at].kind == "mark":
            return
        joined = at > 1 and words[at - 1].form in ("and", "or") and words[at - 3].form == "to"
        if words[at - 1].form == "to" or joined:
            end = next(
                (
                    place
                    for place in range(at, min(len(words), at + _NEAR))
                    if words[place].kind == "content" and words[place].form not in _SCALES
                ),
                None,
            )
            if end is not None:
                yield end
