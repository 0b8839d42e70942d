"""Time: which days the words of a text name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.times import named_times, times

WEDNESDAY = date(2025, 12, 24)


def said(text: str, of: date | None = WEDNESDAY) -> list[str]:
    return [f"{text[t.start : t.end]} = {t.days.first}/{t.days.last}" for t in times(text, of)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It met on Monday.", "2025-12-22", "2025-12-22"),
        ("It met on Wednesday.", "2025-12-24", "2025-12-24"),
        ("It met last Wednesday.", "2025-12-17", "2025-12-17"),
        ("It meets this Friday.", "2025-12-26", "2025-12-26"),
        ("It will meet on Friday.", "2025-12-26", "2025-12-26"),
        ("It meets next Wednesday.", "2025-12-31", "2025-12-31"),
        ("It met yesterday.", "2025-12-23", "2025-12-23"),
        ("It met the day before yesterday.", "2025-12-22", "2025-12-22"),
        ("It meets today.", "2025-12-24", "2025-12-24"),
        ("It met last night.", "2025-12-23", "2025-12-23"),
        ("It meets tomorrow.", "2025-12-25", "2025-12-25"),
        ("It met this week.", "2025-12-22", "2025-12-28"),
        ("It met last week.", "2025-12-15", "2025-12-21"),
        ("It met last month.", "2025-11-01", "2025-11-30"),
        ("It meets next month.", "2026-01-01", "2026-01-31"),
        ("It met this year.", "2025-01-01", "2025-12-31"),
        ("It met two weeks ago.", "2025-12-08", "2025-12-14"),
        ("It met 10 days ago.", "2025-12-14", "2025-12-14"),
        ("It met three years ago.", "2022-01-01", "2022-12-31"),
        ("It met a decade ago.", "2015-01-01", "2015-12-31"),
        ("It met in November.", "2025-11-01", "2025-11-30"),
        ("It met in December.", "2025-12-01", "2025-12-31"),
        ("It met last December.", "2024-12-01", "2024-12-31"),
        ("It met last November.", "2025-11-01", "2025-11-30"),
        ("It meets next March.", "2026-03-01", "2026-03-31"),
        ("It will meet in March.", "2026-03-01", "2026-03-31"),
        ("It met on Dec. 20.", "2025-12-20", "2025-12-20"),
        ("It meets on Dec. 28.", "2025-12-28", "2025-12-28"),
        ("It met on 5 May.", "2025-05-05", "2025-05-05"),
        ("It met on Feb. 29.", "2024-02-29", "2024-02-29"),
        ("It met on Feb. 29, 2024.", "2024-02-29", "2024-02-29"),
        ("It met on 24th December 2020.", "2020-12-24", "2020-12-24"),
        ("It met on 2020-12-24.", "2020-12-24", "2020-12-24"),
        ("It met in March 2024.", "2024-03-01", "2024-03-31"),
        ("It met in 2021.", "2021-01-01", "2021-12-31"),
        ("It met in the past month.", "2025-11-24", "2025-12-24"),
        ("It met over the last two weeks.", "2025-12-10", "2025-12-24"),
        ("It met in the past 30 days.", "2025-11-24", "2025-12-24"),
        ("It met in May last year.", "2024-05-01", "2024-05-31"),
        ("It met in March of last year.", "2024-03-01", "2024-03-31"),
        ("It met on May 27 last year.", "2024-05-27", "2024-05-27"),
    ],
)
def test_words_name_days_as_their_text_means_them(text: str, first: str, last: str) -> None:
    assert [(str(t.days.first), str(t.days.last)) for t in times(text, WEDNESDAY)] == [
        (first, last)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "Black Friday came, and Good Friday.",
        "They meet every Monday.",
        "The Sunday Times wrote so.",
        "It cost $2000 in the 1990s.",
        "The season 2021-22 was long.",
        "It met on Feb. 30.",
        "It met 2026 years ago.",
        "It met on the last two days of the fair.",
        "It met in past weeks.",
    ],
)
def test_words_that_name_no_day_are_left_alone(text: str) -> None:
    assert [t for t in times(text, WEDNESDAY) if t.relative] == []


def test_of_an_unknown_day_only_what_says_it_itself_is_read() -> None:
    text = "On Monday, Dec. 24, they spoke of March 2024, and last year of 2021."
    assert said(text, None) == [
        "March 2024 = 2024-03-01/2024-03-31",
        "2021 = 2021-01-01/2021-12-31",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It met in March and April 2023.", "March = 2023-03-01/2023-03-31"),
        ("It met from November to March 2023.", "November = 2022-11-01/2022-11-30"),
        ("It met from Dec. 28 to Jan. 3, 2023.", "Dec. 28 = 2022-12-28/2022-12-28"),
        ("It met March 4–21, 2023.", "March 4 = 2023-03-04/2023-03-04"),
    ],
)
def test_a_month_joined_to_another_has_its_year(text: str, first: str) -> None:
    assert said(text)[0] == first
    assert not next(times(text, WEDNESDAY)).relative


@given(st.text(), st.none() | st.dates())
def test_any_text_is_read_and_every_range_is_in_order(text: str, of: date | None) -> None:
    for found in times(text, of):
        assert found.days.first <= found.days.last
        assert 0 <= found.start < found.end <= len(text)


def test_a_quotes_times_are_resolved_against_its_articles_day_in_the_articles_own_offsets() -> None:
    text = "It rained. They met last November and in 2021."
    (time,) = named_times(text[11:], "2025-12-24T10:00:00+09:00", start=11)
    assert text[time.start : time.end] == time.text == "last November"
    assert (time.first, time.last) == ("2025-11-01", "2025-11-30")
    assert named_times(text, "") == ()
