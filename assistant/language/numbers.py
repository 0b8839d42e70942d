"""Small numbers in letters."""

from __future__ import annotations

_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

SPELLED = {word: number for number, word in enumerate(_TO_TWENTY.split(), 1)} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), 2)
}
"""One to nineteen, and the tens, to their values."""
