"""Numbers in words, written with digits."""

from __future__ import annotations

import re

from text_to_num import alpha2digit

from assistant.language.numbers import SPELLED
from assistant.quantities.units import BIG, FLAGS, NOUNS

_NAMED = "|".join(["zero", *SPELLED])
# "two hundred and fifty thousand", but not "two hundred and three hundred".
_AND = rf"(?:(?<=hundred\s)and\s(?!\w+\shundred)|(?<=[dn]\s)and\s(?!\w+\s(?:{BIG})))"
_PART = rf"""(?:half|halves|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?
    (?:\sof\sa\s(?:{BIG}))? | (?:{BIG})ths? | (?<=-)(?:first|second))"""
_WORDS = re.compile(
    rf"""(?<![\w-]) (?: (?P<half>half[\s-](?:an?[\s-])? | (?:a\s)?quarter\sof\sa\s)
            (?P<of>million|billion|trillion|dozen)\b
      | an?[\s-](?P<dozen>dozen)\b
      | (?P<digits>\d{{1,3}})\sand\sa\shalf\b
      | (?P<run> (?:{_NAMED}|an?(?=\s(?:{BIG})\b))
          (?:[\s-]{_AND}?(?:{_NAMED}|{BIG})\b){{0,12}} )\b
        (?P<half_more>\sand\sa\shalf)? (?P<part>[\s-]{_PART}\b)? )""",
    FLAGS,
)
_LAST_SCALE = re.compile(rf" (?:{BIG})\Z")
_COUNTS = re.compile(rf"[\s-](?:{BIG}|dozen|lakh|crore|{NOUNS})s?\b", FLAGS)


def in_digits(text: str, generous: bool) -> str:
    """Return a text with the numbers that it has in words in digits and scales: "2 million".

    They have commas, so that none looks like a year. "one" is a number only if `generous`.
    """
    return _WORDS.sub(lambda match: _written(match, generous), text)


def _written(match: re.Match[str], generous: bool) -> str:
    if match["half"]:
        return f"{'0.5' if match['half'][0] in 'hH' else '0.25'} {match['of']}"
    if match["dozen"]:
        return "1 dozen"
    if match["digits"]:
        return f"{match['digits']}.5"
    words = re.sub(r"\Aan?(?=\s)", "one", re.sub(r"[\s-]+", " ", match["run"].lower()))
    scaled = _LAST_SCALE.search(words)
    pronoun = words == "one" and not match["half_more"]
    if (
        match["part"]
        or (scaled and match["half_more"])
        or (pronoun and not generous and not _COUNTS.match(match.string, match.end()))
    ):
        return match.group()
    small = str(alpha2digit(_LAST_SCALE.sub("", words), "en", 0))
    digits = re.sub(r"\d+", lambda found: f"{int(found.group()):,}", small)
    return digits + (scaled.group() if scaled else "") + (".5" if match["half_more"] else "")
