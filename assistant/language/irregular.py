"""Forms of English verbs and nouns: to their word, and of a verb its past."""

from __future__ import annotations

import re
from functools import lru_cache

from index.words import stems

_VERBS = """
arise arose arisen, bear bore borne born, beat beaten, become became, begin began begun, bend bent,
bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, bring brought,
build built, buy bought, catch caught, choose chose chosen, come came, deal dealt, dig dug,
draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed,
feel felt, fight fought, find found, flee fled, fly flew flown, forbid forbade forbidden,
forget forgot forgotten, freeze froze frozen, get got gotten, give gave given, go went gone,
grow grew grown, hang hung, have had has, hear heard, hide hid hidden, hold held, keep kept,
know knew known, lay laid, lead led, leave left, lend lent, lie lay lain, lose lost, make made,
mean meant, meet met, pay paid, rebuild rebuilt, ride rode ridden, ring rang rung, rise rose risen,
run ran, say said, see saw seen, seek sought, sell sold, send sent, shake shook shaken,
shine shone, shoot shot, show showed shown, shrink shrank shrunk, sing sang sung, sink sank sunk,
sit sat, sleep slept, speak spoke spoken, spend spent, stand stood, steal stole stolen,
stick stuck, strike struck stricken, swear swore sworn, sweep swept, swim swam swum,
take took taken,
teach taught, tear tore torn, tell told, think thought, throw threw thrown, understand understood,
undertake undertook undertaken, uphold upheld, undergo underwent undergone, withstand withstood,
overthrow overthrew overthrown, overcome overcame, oversee oversaw overseen, mislead misled,
wake woke woken, wear wore worn, win won,
withdraw withdrew withdrawn, withhold withheld, write wrote written, die dying, lie lying
"""
_NOUNS = """
man men, woman women, child children, person people, foot feet, life lives, half halves, wife wives
"""


def _of(lists: str) -> dict[str, str]:
    """Give the word of each form."""
    return {form: word for word, *others in map(str.split, lists.split(",")) for form in others}


VERBS = _of(_VERBS)
"""A form of a verb in lower case to its infinitive."""
BE = frozenset("is are was were be been being".split())
"""The forms of "be"."""
_PASTS = {verb: past for past, verb in reversed(VERBS.items()) if past[-2:] not in ("ng", "en")}
_UNCHANGED = "bet burst cast cost cut hit hurt let put quit set shed shut split spread beat".split()
_DOUBLES = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]|\w+(?:mit|fer|quit|cur|pel|gret)")
IRREGULAR = VERBS | _of(_NOUNS)
"""A form of a verb or noun in lower case to the word that it is a form of."""


@lru_cache(maxsize=20_000)
def base(lower: str) -> str:
    """Give the normal form of a word in lower case: its stem, of an irregular form its word's."""
    known = IRREGULAR.get(lower, lower)
    return next(iter(stems(known)), known)


def forms_of(words: str) -> frozenset[str]:
    """Give the normal forms of words."""
    return frozenset(map(base, words.split()))


def past(verb: str) -> str:
    """Give the past tense of an infinitive in lower case."""
    if verb in _UNCHANGED or verb in _PASTS:
        return _PASTS.get(verb, verb)
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1] if _DOUBLES.fullmatch(verb) else ''}ed"
