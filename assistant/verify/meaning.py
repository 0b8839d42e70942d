"""How much of what a text says is in its quotes."""

from __future__ import annotations

from assistant.language.calendar import CALENDAR
from assistant.language.irregular import base, forms_of
from assistant.language.numbers import SCALES, SPELLED
from assistant.language.opposites import likes_of, opposites_of
from assistant.verify.names import has_initials, is_abbreviated, is_known_name, runs
from assistant.verify.reading import Word, has_family, read
from assistant.verify.source import Source

LEAST = 0.4  # of a text's weight
LEAST_OF_MANY = 0.65  # where so much is cited that many words are in it by chance
_MANY = 8  # sentences
_WEIGHTS = {"name": 1.5, "content": 1.0}
# What belongs to numbers, or says where it stands: looked at by other checks.
_BY_OTHERS = frozenset(map(base, (*CALENDAR, *SPELLED, *SCALES))) - {"one"} | forms_of(
    "percent dollar usd half twice quarter double decade century year accord article report"
)


def share(text: str, source: Source) -> float:
    """Give the share of a text's words that the quotes have, by weight, from 0 to 1."""
    said = [w for w in read(text) if w.kind in _WEIGHTS and w.form not in _BY_OTHERS]
    whole = sum(_WEIGHTS[word.kind] for word in said)
    headers = read(f"{source.headers}\n{source.titles}")
    known = source.forms | {word.form for word in headers}
    for run in runs(said):
        if is_abbreviated(run, source):
            known |= {word.form for word in run}
    had = (_WEIGHTS[word.kind] for word in said if _is_in(word, known, source))
    return sum(had) / whole if whole else float(any(word.is_content for word in read(text)))


def too_little(text: str, source: Source) -> str:
    """Say so where most of a text is not in its quotes."""
    least = LEAST_OF_MANY if len(source.sentences) > _MANY else LEAST
    return "the cited sentences say something else" if share(text, source) < least else ""


def _is_in(word: Word, known: frozenset[str], source: Source) -> bool:
    if word.form in known or not source.forms.isdisjoint(
        likes_of(word.form).union(opposites_of(word.form))
    ):
        return True  # whose opposite is there, the checks before this one have looked at
    if word.kind == "name":
        initials = word.text.isupper() and has_initials(word.text, source.words)
        return initials or is_known_name(word, known)
    return has_family(word.form, known)
