from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import (
    blank_markers,
    bracketless,
    parse_markers,
    plain_markers,
    strip_markers,
    with_markers,
)

NUMBERS = st.lists(st.integers(1, 99), unique=True, max_size=5)
BRACKETED = st.text("[]【】 \n12345,-–^aSource.", max_size=60)
ANY_TEXT = st.text(max_size=60) | BRACKETED


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Troops stay [1].", (1,)),
        ("Troops stay. [1]", (1,)),
        ("Troops stay [1][2].", (1, 2)),
        ("Troops stay [2, 1].", (2, 1)),
        ("Troops stay [1; 3].", (1, 3)),
        ("Troops stay [1-3].", (1, 2, 3)),
        ("Troops stay [3–1, 5].", (1, 2, 3, 5)),
        ("Troops [1] stay [1].", (1,)),
        ("Troops stay [Source 2].", (2,)),
        ("Troops stay [source 2, source 4].", (2, 4)),
        ("Troops stay [^2].", (2,)),
        ("Troops stay 【2】.", (2,)),
        ("Troops stay.", ()),
    ],
)
def test_markers_name_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert parse_markers(text) == numbers


@pytest.mark.parametrize(
    "text", ["In [2024] it rained.", "He [Kim] left [sic].", "A list[] of 1]."]
)
def test_other_brackets_are_text(text: str) -> None:
    assert parse_markers(text) == ()
    assert strip_markers(text) == text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Troops stay [1.", "Troops stay [1]."),
        ("Troops stay 1].", "Troops stay [1]."),
        ("Troops stay [1, 2 for now.", "Troops stay [1, 2] for now."),
        ("Troops stay【1†source】.", "Troops stay[1]."),
        ("Troops stay【4:0†a.txt】.", "Troops stay[4]."),
        ("Troops stay (source 2).", "Troops stay [2]."),
        ("Troops stay (Sources: 1 and 3).", "Troops stay [1, 3]."),
        ("Troops stay (see source [2]: On troops, Test Wire).", "Troops stay [2]."),
        ("Troops stay [1] and [2].", "Troops stay [1, 2]."),
        ("Troops stay [1 and 2].", "Troops stay [1, 2]."),
        ("Troops stay [1](https://example.org/a_b).", "Troops stay [1]."),
        ("Troops stay.¹ Ships, too.²", "Troops stay.[1] Ships, too.[2]"),
        ("Troops stay<sup>1, 2</sup>.", "Troops stay[1, 2]."),
        ("Source 2 says so.", "[2] says so."),
        ("According to source 2, troops stay.", "According to [2], troops stay."),
    ],
)
def test_what_models_write_for_a_marker_becomes_one(written: str, plain: str) -> None:
    assert plain_markers(written) == plain


@pytest.mark.parametrize(
    "text",
    [
        "In [2024] it rained.",
        "The [2 of 3] left.",
        "An area of 5 km² and 10² more.",
        "They invoked the treaty (Article 5).",
        "It rose [12 September] by 3.",
        "One source said so.",
        "Source 2.5 is none.",
    ],
)
def test_what_is_no_marker_stays(text: str) -> None:
    assert plain_markers(text) == text


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("Troops stay [1].", "Troops stay."),
        ("Troops stay. [1][2]", "Troops stay."),
        ("Troops [1] and ships [2, 3] stay.", "Troops and ships stay."),
    ],
)
def test_stripping_leaves_a_readable_sentence(text: str, stripped: str) -> None:
    assert strip_markers(text) == stripped


def test_a_marker_in_parentheses_marks_nothing() -> None:
    assert bracketless("See [2] in [2024].") == "See (2) in [2024]."


@given(ANY_TEXT.map(strip_markers).map(str.rstrip), NUMBERS)
def test_what_is_marked_can_be_read_back(text: str, numbers: list[int]) -> None:
    marked = with_markers(text, numbers)

    assert parse_markers(marked) == tuple(numbers)
    assert strip_markers(marked) == text


@given(ANY_TEXT)
def test_stripping_leaves_no_marker(text: str) -> None:
    assert parse_markers(strip_markers(text)) == ()


@given(ANY_TEXT)
def test_what_is_a_marker_stays_one(text: str) -> None:
    assert {*parse_markers(text)} <= {*parse_markers(plain_markers(text))}


@given(ANY_TEXT)
def test_blanking_moves_nothing(text: str) -> None:
    blanked = blank_markers(text)

    assert len(blanked) == len(text)
    assert all(now in (before, " ") for now, before in zip(blanked, text, strict=True))


@given(ANY_TEXT)
def test_no_marker_is_left_in_parentheses(text: str) -> None:
    assert parse_markers(bracketless(text)) == ()
