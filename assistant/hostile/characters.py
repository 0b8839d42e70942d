"""Characters that hide or disguise words: what is seen of a text, and what it reads as."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from assistant.hostile.words import apart, righted

_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f"
_TAGS = re.compile(f"({_FLAG})|[\U000e0000-\U000e007f]+")
_OVERRIDES = re.compile("[\u202d\u202e]")
# Soft hyphens, joiners, marks of direction, fillers and selectors; white space is none of these.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
)
# Letters that look like Latin ones, by the Latin one.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁԛԝһӏвкмнтгԍɡαοεινκρτυχηωβµ∂ıłøđⅼ",
    "aeopcyxijsdqwhlbkmhtrggaoeivkptuxnwbudilodl",
)
_QUOTES = str.maketrans("’‘", "''")
_OTHERS = re.compile(r"[^\x00-\x7f]")
_MIXED = re.compile(r"(?<!\w)\w*[^\W\da-z_]\w*")
_NOT_LATIN = re.compile(r"[^\W\da-z_]")
_LATIN = re.compile(r"[a-z]")
_DIGITS = str.maketrans("013457@$", "oieastas")
_DIGIT_INSIDE = re.compile(r"[013457@$][a-z]")
_LEET = re.compile(r"(?<![\w@$])[\w@$]*?(?:[a-z][013457@$]{1,2}[a-z]|\b[013457][a-z]{3})[\w@$]*")
_SPACES = re.compile(r"[^\S\n]{2,}")
_SPACED = re.compile(r"(?<!\w)\w(?:([ .\-_*])\w(?:\1\w){1,60})(?!\w)")


def visible(text: str) -> str:
    """Return the text without characters that nobody sees."""
    if text.isprintable() and text.isascii():
        return text
    return _INVISIBLE.sub("", _TAGS.sub(lambda found: found[1] or "", text))


def conceals(text: str) -> bool:
    """Tell whether a text holds what serves to hide words: tag characters, reversed letters."""
    return any(not found[1] for found in _TAGS.finditer(text)) or bool(_OVERRIDES.search(text))


def folded(text: str) -> str:
    """Return what a text reads as: small letters without accents, disguises or invisible marks.

    Words that are run together stand apart, and swapped letters are put right.

    Only to be searched in: offsets are lost.
    """
    plain = apart(visible(unescape(text)))
    if plain.isascii():
        plain = plain.lower()
    else:
        plain = unicodedata.normalize("NFKC", plain).casefold().translate(_QUOTES)
        others = {*_OTHERS.findall(plain)}
        plain = plain.translate({ord(letter): _without_accent(letter) for letter in others})
        plain = _MIXED.sub(lambda word: _undisguised(word.group()), plain)
    plain = _SPACED.sub(lambda run: re.sub(r"\W|_", "", run.group()), plain)
    if _DIGIT_INSIDE.search(plain):
        plain = _LEET.sub(lambda word: word.group().translate(_DIGITS), plain)
    return righted(_SPACES.sub(" ", plain))


def _without_accent(letter: str) -> str:
    if "\u0300" <= letter <= "\u036f":
        return ""
    base = unicodedata.normalize("NFD", letter)[0]
    return base if _LATIN.match(base) else letter


def _undisguised(word: str) -> str:
    """Return a word that mixes alphabets in Latin letters, where each looks like one."""
    if not _LATIN.search(word) or not _NOT_LATIN.search(word):
        return word
    return word.translate(_ALIKE)
