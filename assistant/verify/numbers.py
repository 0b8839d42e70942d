"""Numbers: each that a sentence gives is one of its quotes, in whatever form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise

from assistant.language.hedges import HEDGE
from assistant.language.irregular import forms_of
from assistant.language.numbers import ORDINALS, SPELLED
from assistant.quantities import (
    Quantity,
    dates,
    missing_quantities,
    quantities,
)
from assistant.verify.names import runs
from assistant.verify.reading import Word, read
from assistant.verify.source import Source

_COUNTING = SPELLED.keys() | {"several", "many", "no"}
_TIME = forms_of("minutes hours days weeks months years decades")
# What is also said as a number.
_SAME = {
    r"decade": "10 years",
    r"century": "100 years",
    r"both|couple|pair|twice|doubl\w+|twin": "2",
    r"half": "50%, 0.5",
    r"quarter": "25%",
    r"three[- ]quarters": "75%",
    r"tripl\w+": "3",
    r"fortnight": "2 weeks, 14 days",
}


def unknown_number(text: str, source: Source) -> str:
    """Say which number of a text its quotes do not give, in no normal form."""
    given = f"{source.text}\n\n{source.titles}\n\n{source.headers}"
    also = (said for words, said in _SAME.items() if re.search(rf"\b(?:{words})s?\b", given))
    given = "\n\n".join([given, *also])
    wanted = missing_quantities(text, given) if quantities(text) else frozenset[Quantity]()
    for missing in sorted(wanted, key=lambda quantity: quantity.value):
        if _is_counted_by_itself(missing, text, source):
            continue
        written = _written(missing, text)
        if not (is_hedged(written, text) and _is_rounding(missing, given)):
            return f"the articles do not say “{written}”"
    for digits in _uncounted(text, given):
        return f"the articles do not say “{digits}”"
    return _other_place(text, source) or _other_unit(text, source)


def _other_place(text: str, source: Source) -> str:
    """Say where a text calls the third what a quote calls the second."""
    known = dict(_ordinals(source.read(source.text)))
    for number, of in _ordinals(source.read(text)):
        there = {other for other, its in known.items() if of and its == of}
        if there and number not in there and number not in known:
            return f"the articles count otherwise than “{number}”"
    return ""


def _other_unit(text: str, source: Source) -> str:
    """Say where a text has so many years of which the quotes have so many days alone."""
    known = set(_lasting(source.words))
    for number, unit in _lasting(read(text)):
        there = {its for other, its in known if other == number}
        if unit and there and "" not in there and unit not in there:
            return f"the articles say “{number}” of no {unit}s"
    return ""


def _lasting(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Give each number, and the unit of time that it counts, or ""."""
    for at, word in enumerate(words):
        number = str(SPELLED.get(word.text.lower(), "")) or word.form
        if word.kind == "number" or number != word.form:
            soon = (after.form for after in words[at + 1 : at + 3])
            yield number, next((form for form in soon if form in _TIME), "")


def _is_counted_by_itself(wanted: Quantity, text: str, source: Source) -> bool:
    """Whether "two" in letters only counts what a text names, and no quote counts otherwise."""
    spelled = {"2": "two", "3": "three", "4": "four"}.get(str(wanted.value))
    said = read(text)
    places = [at for at, word in enumerate(said) if word.text.lower() == spelled]
    counted = {form for at in places for form in _counted(said, at)}
    if not counted:
        return any(len(list(runs(said[at + 1 :]))) >= wanted.value for at in places)
    return bool(counted) and not any(
        (word.kind == "number" or word.text.lower() in _COUNTING)
        and counted & _counted(source.words, at)
        for at, word in enumerate(source.words)
    )


def _counted(words: Sequence[Word], at: int) -> set[str]:
    """Give the words soon after a number, of which one is what it counts."""
    return {word.form for word in words[at + 1 : at + 4] if word.kind == "content"}


def is_hedged(number: str, text: str) -> bool:
    """Tell whether a text has "about", "some" or the like before a number, by a word at most.

    Where the number is not written so, anywhere.
    """
    before = rf"\s+(?:[\w’'-]+\s+)?\W?{re.escape(number)}" if number in text else ""
    return re.search(rf"\b(?:{HEDGE}|just)\b{before}", text, re.IGNORECASE) is not None


def _is_rounding(wanted: Quantity, given: str) -> bool:
    """Whether a number of few digits is a longer one of the source, rounded."""
    digits = wanted.value.normalize().as_tuple().digits
    if len(digits) > 3 or not wanted.value:
        return False
    for known in quantities(given):
        if known.unit != wanted.unit or len(known.value.normalize().as_tuple().digits) <= len(
            digits
        ):
            continue
        step = Decimal(10) ** (known.value.adjusted() - len(digits) + 1)
        for way in (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING):
            if (known.value / step).to_integral_value(way) * step == wanted.value:
                return True
    return False


def _uncounted(text: str, given: str) -> Iterator[str]:
    """Give the digits of a text, as in "F-16" or "9:30", that are neither counted nor a date's."""
    known = {word.form for word in read(given) if word.kind == "number"}
    known |= set(re.findall(r"\d+", given.replace(",", "")))
    for word in read(text):
        if not any(char.isdigit() for char in word.text) or word.form in known:
            continue
        digits = re.findall(r"\d+", word.text.replace(",", ""))
        if all(one.lstrip("0") in known or one in known for one in digits):
            continue
        without = text[: word.start] + "x" + text[word.start + len(word.text) :]
        if (quantities(without), dates(without)) == (quantities(text), dates(text)):
            yield word.text


def _ordinals(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Give each ordinal, and the word after it: it is the third of those."""
    for word, following in pairwise(words):
        lower = word.text.lower()
        match = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", lower)
        if match or lower in ORDINALS:
            yield (match[1] if match else str(ORDINALS[lower])), following.form


def _written(quantity: Quantity, text: str) -> str:
    """Give a number as the text writes it, as far as that can be told."""
    plain = format(quantity.value.normalize(), "f")
    for word in read(text):
        if word.kind == "number" and (
            word.form == plain or plain.startswith(word.form.rstrip("0"))
        ):
            return word.text.rstrip(".,:")
    return f"{plain} {quantity.unit}".strip()
