"""Days and periods in the words that people read."""

from __future__ import annotations

import pytest

from assistant.interfaces.spoken import spoken_as_of, spoken_day, spoken_days, spoken_period
from assistant.types import Period


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-12-24", "2025-12-24", "24 December 2025"),
        ("2025-11-01", "2025-11-30", "November 2025"),
        ("2025-12-01", "2025-12-31", "December 2025"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2025-12-15", "2025-12-21", "15–21 December 2025"),
        ("2025-12-29", "2026-01-04", "29 December 2025 to 4 January 2026"),
        ("2019-01-01", "2021-12-31", "1 January 2019 to 31 December 2021"),
    ],
)
def test_days_are_said_as_short_as_they_can_be(first: str, last: str, words: str) -> None:
    assert spoken_days(first, last) == words


def test_a_date_time_is_its_day_and_what_is_no_date_stays() -> None:
    assert spoken_day("2025-12-24T09:00:00+09:00") == "24 December 2025"
    assert spoken_day("soon") == "soon"
    assert spoken_day("") == ""


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period("since", "2026-03-01", "", "filter"), "only articles from 1 March 2026 on"),
        (Period("as of", "", "2024-03-31", "filter"), "only articles until 31 March 2024"),
        (Period("in", "2021-01-01", "2021-12-31"), "articles of 2021 preferred"),
        (Period("now", use="newest"), "newest articles first"),
    ],
)
def test_a_period_says_what_it_did(period: Period, words: str) -> None:
    assert spoken_period(period) == words


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    assert spoken_as_of("2025-12-24") == "As of 24 December 2025"
    assert spoken_as_of("") == "The date of the article is unknown"
