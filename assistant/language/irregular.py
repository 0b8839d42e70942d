"""Forms of English verbs and nouns that a stemmer does not bring together."""

from __future__ import annotations

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
