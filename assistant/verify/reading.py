"""A text as the checks see it: words in normal form, and which of them are names or numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from assistant.language.calendar import CALENDAR
from assistant.language.irregular import base
from assistant.language.places import PLACE, normal_place
from index.words import STOP_WORDS

Kind = Literal["name", "number", "content", "stop", "mark"]
_TOKEN = re.compile(
    rf"""(?P<place>\b(?=[A-Z])(?:{PLACE})(?!\w|\.\w)(?:['’]s?(?!\w))?)
      | (?P<number>(?:\d[\d.,:]*\d|\d)(?:(?:st|nd|rd|th)\b)?)
      | (?P<acronym>(?:[A-Z]\.){{2,}})
      | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*\d*)
      | (?P<mark>[,;:()—–!?"“”…]|\.(?=\s|$)|\s--?\s)""",
    re.VERBOSE,
)
# Words that begin a sentence and no name: "Although Lee left".
_OPENERS = frozenset(
    """although though despite since among amid unlike like within without besides instead however
        according following another several many now today later meanwhile still yet""".split()
)
_STEM = 5  # letters that words of one family share
_CURRENCY = re.compile(r"[A-Z]{2}D|EUR|GBP|JPY|KRW|CNY|RMB")
_POSSESSIVE = re.compile(r"['’]s?$")
_TITLE = re.compile(r"\b(?:Adm|Capt|Col|Dr|Gen|Gov|Lt|Mr|Mrs|Ms|Prof|Rep|Rev|Sen|Sgt)\.\s+$")
_BEGINS = re.compile(r"(?:^|^\W*[-*•]\s|[.!?:]\s|[.!?:]\s?[\"“”‘'(]|[\"“‘])[\"“‘'(\s]*$")
ROLES = frozenset(
    """administration admiral adviser ambassador analyst attorney author bishop captain chair
        chairman chairwoman chancellor chief coach colonel commander commissioner congressman
        congresswoman counsel deputy detective director doctor dr editor envoy expert fellow
        founder gen general gov governor government head historian inspector judge justice
        king lady lawyer leader lieutenant lord lt major mayor minister miss mr mrs ms officer
        official officials opposition pope premier presidency president presidents prime
        prince princess prof professor queen rep representative reporter researcher rev
        scholar scientist secretary sen senator senior sergeant sheikh sir speaker spokesman
        spokesperson spokeswoman superintendent the""".split()
)
"""Words that stand before a name and say what somebody is."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark of a text; ``form`` is what is compared.

    ``opens`` tells of a word whose capital may only be that of a sentence.
    """

    text: str
    form: str
    kind: Kind
    start: int
    opens: bool = False

    @property
    def is_content(self) -> bool:
        """Whether it is a word that says something by itself."""
        return self.kind in ("name", "number", "content")

    @property
    def is_place(self) -> bool:
        """Whether it is the name of a country, or of its people or capital."""
        return self.kind == "name" and "_" in self.form

    @property
    def is_person(self) -> bool:
        """Whether it is a name of anything but such a place."""
        return self.kind == "name" and "_" not in self.form

    @property
    def is_possessive(self) -> bool:
        """Whether it ends as "Lee's" does."""
        return self.text.endswith(("’s", "'s"))


def content(words: Iterable[Word]) -> frozenset[str]:
    """Give the forms of the words that say something by themselves."""
    return frozenset(word.form for word in words if word.is_content)


def has_family(form: str, known: Iterable[str]) -> bool:
    """Whether a form begins like another, "autonomy" like "autonomous"; a short one is another."""
    return any(other[:_STEM] == form[:_STEM] for other in known)


@lru_cache(maxsize=2_048)
def read(text: str) -> tuple[Word, ...]:
    """Take a text apart."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    found = list(_TOKEN.finditer(text))
    for at, match in enumerate(found):
        token, start, kind = match.group(), match.start(), match.lastgroup or ""
        if kind == "mark":
            yield Word(token, token.strip(), "mark", start)
        elif kind == "place":
            yield Word(token, normal_place(_POSSESSIVE.sub("", token)), "name", start)
        elif kind == "number":
            yield Word(token, _number(token), "number", start)
        elif kind == "acronym":
            yield Word(token, token.replace(".", "").lower(), "name", start)
        else:
            following = found[at + 1] if at + 1 < len(found) else None
            yield _word(text, match, following)


def _number(token: str) -> str:
    plain = token.rstrip(".,:").replace(",", "")
    return plain.lstrip("0") or "0"


def _word(text: str, match: re.Match[str], following: re.Match[str] | None) -> Word:
    token, start = match.group(), match.start()
    plain = _POSSESSIVE.sub("", token)
    lower = plain.lower().replace("’", "'")
    opens = plain[:1].isupper() and _may_begin(text[max(0, start - 8) : start])
    if lower in STOP_WORDS and not (plain.isupper() and len(plain) > 1):
        return Word(token, lower, "stop", start, opens)
    form = base(lower)
    if not plain[:1].isupper() or lower in CALENDAR or _CURRENCY.fullmatch(plain):
        return Word(token, form, "content", start)
    sure = len(plain) > 1 and plain[1:] != plain[1:].lower()
    if lower in ROLES and not sure:
        return Word(token, form, "content", start, opens)
    if not opens or sure:
        return Word(token, form, "name", start)
    goes_on = following is not None and following.lastgroup == "word"
    goes_on = goes_on and lower not in _OPENERS
    is_name = goes_on and following is not None and _goes_on(text, match, following)
    is_name = is_name or (plain != token and lower not in _OPENERS and base(lower) == lower)
    return Word(token, form, "name" if is_name else "content", start, opens=True)


def _may_begin(before: str) -> bool:
    return bool(_BEGINS.search(before[-4:])) and not _TITLE.search(before)


def _goes_on(text: str, match: re.Match[str], following: re.Match[str]) -> bool:
    """Whether the next word makes one name with it: "Philip Goldberg"."""
    word = following.group()
    return (
        word[:1].isupper()
        and word.lower() not in ROLES
        and text[match.end() : following.start()] in (" ", "-")
        and not word.isupper()
    )


def _is_title(word: Word) -> bool:
    """Whether a word is written as part of a name: "Defense Secretary Pete Hegseth"."""
    return word.kind == "content" and word.text[:1].isupper() and word.form in ROLE_FORMS


def with_names(words: Iterable[Word], known: frozenset[str]) -> tuple[Word, ...]:
    """Take the word that begins a sentence for a name where it is one elsewhere."""
    return tuple(
        replace(word, kind="name")
        if word.opens and word.form in known and word.kind == "content"
        else word
        for word in words
    )


def named(words: Sequence[Word]) -> tuple[Word, ...]:
    """Take the words of one name for one, known by its last: "Gen. Xavier Brunson"."""
    merged: list[Word] = []
    for word in words:
        last = merged[-1] if merged else None
        if (
            last is not None
            and (word.kind == "name" or _is_title(word))
            and (last.kind == "name" or _is_title(last))
            and last.is_place == word.is_place
        ):
            merged[-1] = replace(word, text=f"{last.text} {word.text}", start=last.start)
        else:
            merged.append(word)
    return tuple(merged)


ROLE_FORMS = frozenset(base(role) for role in ROLES - {"the"})
