"""The figures of a sentence: which agree, and what each is one of."""

from __future__ import annotations

import pytest

from assistant.accounts.figures import figures


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("28,500", "nearly 30,000"),
        ("about 28,500", "some 28,000"),
        ("more than 11,500", "about 12,000"),
        ("at least 12", "14"),
        ("up to 900", "840"),
        ("$1.2 billion", "$1.24 billion"),
        ("12 percent", "12.4 percent"),
        ("9,000 to 11,000", "10,400"),
        ("twelve", "12"),
    ],
)
def test_figures_that_can_both_be_true(one: str, other: str) -> None:
    (first,), (second,) = figures(f"It has {one} of it."), figures(f"It has {other} of it.")
    assert first.agrees(second)
    assert second.agrees(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12", "14"),
        ("28,500", "30,000"),
        ("300", "340"),
        ("at least 14", "12"),
        ("at least 12", "131"),
        ("$350 billion", "$410 billion"),
        ("about 12", "about 19"),
    ],
)
def test_figures_that_cannot(one: str, other: str) -> None:
    (first,), (second,) = figures(f"It has {one} of it."), figures(f"It has {other} of it.")
    assert not first.agrees(second)
    assert not second.agrees(first)


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("It has 12 ships.", ["level"]),
        ("It went from 12 to 14 ships.", ["former", "level"]),
        ("It rose by 3 percent.", ["change"]),
        ("It hired 300 more people.", ["change"]),
        ("It has 74 ships, including 9 submarines.", ["level", "part"]),
        ("Of those who live there, 9,000 people commute.", ["part"]),
        ("It sees 900 people a day.", ["rate"]),
        ("It spends 2 percent of its income.", ["level"]),
    ],
)
def test_the_role_of_a_figure(sentence: str, roles: list[str]) -> None:
    assert [figure.role for figure in figures(sentence)] == roles


def test_a_list_of_figures_is_read_in_part() -> None:
    assert len(figures("It has " + "5 ships and " * 200)) == 20


def test_a_figure_is_shown_with_its_hedge_and_unit() -> None:
    assert [figure.shown for figure in figures("Nearly 30,000 troops cost about $2 million.")] == [
        "Nearly 30,000",
        "about $2 million",
    ]
