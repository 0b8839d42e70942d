"""The small words by which questions are told apart, as patterns."""

from __future__ import annotations

import re

AUXILIARY = (
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|would|could|should)(?:n['’]t)?"
    r"|am|will|can|shall|may|might|must|can['’]t|won['’]t)\b"
)
PREPOSITION = (
    r"(?:about|above|across|after|against|along|among|around|as|at|before|behind|below|beside"
    r"|between|beyond|by|down|during|for|from|in|inside|into|near|of|off|on|onto|out|outside|over"
    r"|per|since|than|through|to|toward|towards|under|until|up|upon|via|with|within|without)\b"
)
DETERMINER = (
    r"(?:the|a|an|this|that|these|those|his|her|its|their|our|my|your|each|every|any|some)\b"
)
PRONOUN = r"(?:he|she|it|they|we|you|i|there)\b"
ASKING = r"(?:who(?:m|se)?|what|which|when|where|why|how)\b"
# Adjectives and adverbs by whose measure "how" asks.
MEASURE = (
    r"(?:many|much|long|often|far|old|big|large|high|tall|fast|deep|wide|heavy|hot|cold|soon|late"
    r"|early|likely|well|badly|close|strong|expensive|popular|common)\b"
)
_NOT_IN_PHRASE = rf"(?!{PRONOUN}|{DETERMINER}|{ASKING}|{AUXILIARY}|{PREPOSITION}|and\b|or\b)"
_WORDS = rf"(?: {_NOT_IN_PHRASE}[\w.’'-]+)"
BEFORE_ASKING = rf"(?:according to [^,?]{{1,60}}, )?(?:approximately |exactly |{PREPOSITION} )?"
# Nothing but a question begins like this, since its subject stands after the auxiliary.
INVERTED = (
    rf"{BEFORE_ASKING}(?:"
    rf"(?:when|where|why|how|what|whom) {AUXILIARY}"
    rf"|what(?: (?:kinds?|sorts?|types?|share|number) of)?"
    rf"(?: {_NOT_IN_PHRASE}(?-i:[a-z])[\w’'-]*){{1,4}}? {AUXILIARY}"
    rf"|(?:which|whose)(?: of (?:the|these|those))?{_WORDS}{{1,4}}? {AUXILIARY}"
    rf"|how {MEASURE}{_WORDS}{{0,5}}? {AUXILIARY})"
    rf" (?!\w+ed and\b)"
)
# So may a clause within another: "the man who left", "which country won".
SUBJECT = (
    rf"(?:who(?: or what)?|(?:what|which){_WORDS}{{0,3}}"
    r"|how (?:many|much)(?: of)?) "
    rf"(?!(?<!of ){DETERMINER}|{PREPOSITION}|{ASKING}|and\b|or\b)[\w.’'-]+"
)
SUBJECT_BEGINS = rf"(?:{PRONOUN}|{DETERMINER}|(?-i:[A-Z]))"
# "… and is it legal?"
YES_OR_NO = rf"{AUXILIARY} {SUBJECT_BEGINS}"


def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern that takes capitals and small letters alike."""
    return re.compile(text, re.IGNORECASE)
