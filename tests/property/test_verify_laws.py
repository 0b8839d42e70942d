"""Laws of verification: what is quoted whole is borne, a digit that is changed is not."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.assistant.verify.cited import judged

WORDS = st.sampled_from(
    "the navy of Seoul ordered not never ships Kim said may on Monday “peace” and".split()
)
NUMBERS = st.one_of(
    st.integers(2, 99_999).map(str),
    st.integers(2, 999).map("${} million".format),
    st.integers(2, 99).map("{} percent".format),
    st.integers(1_000, 9_999_999).map("{:,}".format),
)
SENTENCES = st.lists(st.one_of(WORDS, NUMBERS), min_size=3, max_size=12).map(
    lambda words: " ".join(words).capitalize() + "."
)


@given(SENTENCES)
def test_a_whole_sentence_that_is_quoted_is_always_supported(sentence: str) -> None:
    assert judged(sentence, sentence).verdict == "supported"


@given(st.lists(SENTENCES, min_size=2, max_size=3, unique=True))
def test_and_so_are_several_in_a_row(sentences: list[str]) -> None:
    assume(not any(a in b for a in sentences for b in sentences if a is not b))
    assert judged(" ".join(sentences), *sentences).verdict == "supported"


@given(NUMBERS, st.integers(0, 20), st.sampled_from("123456789"))
def test_a_number_with_one_digit_changed_never_is(number: str, place: int, digit: str) -> None:
    places = [at for at, char in enumerate(number) if char.isdigit()]
    at = places[place % len(places)]
    assume(number[at] != digit)
    changed = number[:at] + digit + number[at + 1 :]
    quote = f"The navy of Seoul ordered {number} of them for the fleet."
    text = f"The navy of Seoul ordered {changed} of them for the fleet."
    assert judged(text, quote).verdict == "unsupported"
