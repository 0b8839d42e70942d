"""Words as the lexical side sees them: lower case, stemmed, stop words dropped."""

from __future__ import annotations

import re
import unicodedata
from threading import local
from typing import Any

_WORD = re.compile(r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|\w+(?:[-'’]\w+)*")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}|US|IT")
_PRONOUNS = ("us", "it")
_POSSESSIVE = re.compile(r"['’]s?$")
STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are aren't as at be because been
    before being below between both but by can can't cannot could couldn't did didn't do does
    doesn't doing don't down during each few for from further had hadn't has hasn't have haven't
    having he her here hers herself him himself his how i if in into is isn't it its itself just
    let's me more most must my myself no nor not of off on once only or other ought our ours
    ourselves out over own same shan't she should shouldn't so some such than that the their
    theirs them themselves then there these they this those through to too under until up very
    was wasn't we were weren't what when where which while who whom whose why will with won't
    would wouldn't you your yours yourself yourselves""".split()
)


def words(text: str) -> list[str]:
    """Split a text into plain words, in order: lower case, no possessive, "28,500" as "28500",
    "F.B.I." as "fbi", "U.S." and "US" as "us.", which is not the pronoun.

    A hyphenated word gives its parts, so that "river-crossing" and "river crossing" are the same.
    """
    return [
        _plain(_POSSESSIVE.sub("", part))
        for match in _WORD.finditer(unicodedata.normalize("NFKC", text))
        for part in match.group().split("-")
    ]


def _plain(word: str) -> str:
    if word[:1].isdigit():
        return word.replace(",", "")
    plain = word.lower().replace("’", "'")
    if _ACRONYM.fullmatch(word):
        plain = plain.replace(".", "")
        return f"{plain}." if plain in _PRONOUNS else plain
    return plain


def stems(text: str) -> list[str]:
    """Give the stems of a text's words that are not stop words, in order, with repeats."""
    return list(_stemmer().stemWords([word for word in words(text) if word not in STOP_WORDS]))


_ours = local()  # a stemmer is not to be shared between threads


def _stemmer() -> Any:
    if not hasattr(_ours, "stemmer"):
        from Stemmer import Stemmer

        _ours.stemmer = Stemmer("english")
    return _ours.stemmer
