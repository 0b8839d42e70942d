"""Numbers in letters."""

from __future__ import annotations

TO_NINE = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = "hundred thousand million billion trillion".split()

SPELLED = {word: number for number, word in enumerate(TO_NINE + TEENS, 1)} | {
    word: 10 * number for number, word in enumerate(TENS, 2)
}
"""One to nineteen, and the tens, to their values."""

ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}
"""First to twelfth, to their values."""
