"""Names: each that a sentence gives is in its quotes, or is what a pronoun of theirs stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.language.irregular import forms_of
from assistant.language.places import are_kin
from assistant.language.saying import GROUPS, OPINES
from assistant.verify.reading import ROLE_FORMS, Word, read
from assistant.verify.source import Source

_PERSONAL = frozenset("he she his her hers him it its i my me we our us".split())
_NATIONAL = frozenset("it its they them their we our us".split())
_POINTS = frozenset("the this that these those both such".split())
# "the analyst", "the company": what a name may stand in the place of.
DESCRIBES = (
    forms_of("""country nation state government company firm group agency city region
        organization organisation institution bank team party court ministry department report
        study document deal agreement plan man woman couple pair two peninsula capital island
        union allies sides club band school university newspaper magazine film book song show
        bill law measure""")
    | ROLE_FORMS
)
"""Words by which somebody or something is meant that a name has been given of."""
_REACH = 3  # words from "the" to a description: "the central African country"


def unknown_name(text: str, source: Source) -> str:
    """Say which name of a text the quotes do not have."""
    given = source.forms | {word.form for word in read(source.headers)}
    given |= {word.text.lower() for word in source.words if word.kind == "name"}
    titled = {word.form for word in read(source.titles)} if _cites_title(text, source) else set()
    known = frozenset(given | titled)
    for run in runs(source.read(text)):
        lacking = [word for word in run if not is_known_name(word, known)]
        if (
            not lacking
            or _is_spelled_out(run, lacking, source)
            or _stands_for_another(run, text, source)
        ):
            continue
        return f"the articles do not say “{' '.join(word.text for word in lacking)}” there"
    return ""


def unknown_speaker(text: str, source: Source) -> str:
    """Say which word that begins a text is the name of who speaks, and of nobody in the quotes."""
    first, second = (*read(text)[:2], None, None)[:2]
    if first is None or second is None or not first.opens or second.form not in OPINES:
        return ""
    known = source.forms | source.before | ROLE_FORMS | GROUPS
    if first.kind == "stop" or first.form in known or first.text.endswith("s"):
        return ""
    return f"the articles do not say “{first.text}” there"


def runs(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Give the names, each as the words that it is written with."""
    run: list[Word] = []
    for word in words:
        if word.kind == "name" and not (run and word.is_place != run[-1].is_place):
            run.append(word)
            continue
        if run:
            yield tuple(run)
        run = [word] if word.kind == "name" else []
    if run:
        yield tuple(run)


def is_known_name(word: Word, known: frozenset[str]) -> bool:
    """Whether a word of a name is among others, or that of a people whose country is."""
    if word.form in known:
        return True
    return any(are_kin(word.text.lower(), other) or are_kin(word.form, other) for other in known)


def _is_spelled_out(run: Sequence[Word], lacking: Sequence[Word], source: Source) -> bool:
    """Whether a name is a longer or shorter form of one in the quotes, as the article has it.

    "James Kim" where the quote has "Kim", "NDS" where it has "National Defense Strategy", and the
    other way round.
    """
    context = source.context
    for word in lacking:
        if word.text.isupper() and len(word.text) > 1:
            return has_initials(word.text.replace(".", ""), source.words)
    if is_abbreviated(run, source):
        return True
    if len(lacking) == len(run):
        return False
    forms = [word.form for word in run]
    return any(
        [word.form for word in context[at : at + len(forms)]] == forms for at in range(len(context))
    )


def is_abbreviated(run: Sequence[Word], source: Source) -> bool:
    """Whether the quotes have a name by its initials alone."""
    initials = "".join(word.text[0] for word in run)
    return any(word.text == initials for word in source.words if len(word.text) > 1)


def has_initials(acronym: str, words: Sequence[Word]) -> bool:
    """Whether words begin with the letters of an acronym, in a row."""
    telling = [word for word in words if word.kind in ("name", "content")]
    size = len(acronym)
    return any(
        "".join(word.text[0].upper() for word in telling[at : at + size]) == acronym
        for at in range(len(telling))
    )


def _stands_for_another(run: Sequence[Word], text: str, source: Source) -> bool:
    """Whether a name from just before a quote may be what "he" or "the analyst" means."""
    said = source.read(text)
    pronouns = _NATIONAL if run[0].is_place else _PERSONAL
    left = sum(w.form in pronouns for w in said) < sum(w.form in pronouns for w in source.words)
    if not left and _is_added(run, said, source):
        return True
    if not {word.form for word in run} <= source.before:
        return False
    return left or _drops_description(said, source)


def _is_added(run: Sequence[Word], said: Sequence[Word], source: Source) -> bool:
    """Whether a name from around a quote takes the place of none: a swapped one leaves a gap."""
    around = {word.form for word in source.context if word.kind == "name"}
    theirs = {word.form for word in source.words if word.kind == "name"}
    return {word.form for word in run} <= around and theirs <= {word.form for word in said}


def _drops_description(said: Sequence[Word], source: Source) -> bool:
    """Whether a quote has "the analyst" or "the company", and the text does not say so."""
    forms = {word.form for word in said}
    return any(
        word.form in _POINTS
        and (following.form in DESCRIBES or (at == 0 and following.kind == "content"))
        and following.form not in forms
        for sentence in source.sentences
        for at, word in enumerate(sentence)
        for following in sentence[at + 1 : at + 1 + _REACH]
    )


def _cites_title(text: str, source: Source) -> bool:
    said = text.casefold()
    return any(passage.title and passage.title.casefold() in said for passage in source.passages)
