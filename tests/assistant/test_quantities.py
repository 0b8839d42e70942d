from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.quantities import (
    PartialDate,
    Quantity,
    agrees,
    dates,
    missing_dates,
    missing_quantities,
    quantities,
)

# Each row: ways to write the same, as numbers with their units.
SAME_QUANTITIES = [
    ("28500", ["28,500 people", "28500 people", "some 28,500-strong", "28.5 thousand"]),
    ("25", ["twenty-five", "Twenty five men", "25 men", "a 25-year-old", "25km", "top-25"]),
    ("2000000", ["two million", "2 million", "2,000,000", "2.0m people", "2M views", "2 mln"]),
    ("250000", ["two hundred and fifty thousand", "250,000", "a quarter of a million"]),
    ("1500000", ["one and a half million", "1½ million", "1 and a half million"]),
    ("150", ["a hundred and fifty people", "one hundred fifty", "150"]),
    ("12", ["a dozen people", "one dozen", "twelve"]),
    ("24", ["two dozen", "24"]),
    ("3.5 %, 5000000000 USD", ["rose 3.5 percent to $5 billion", "3.5% or $5bn"]),
    ("500000", ["half a million", "half-a-million", "500,000"]),
    ("0.5", ["0.5", ".5", "½"]),
    ("350000000000 USD", ["$350 billion", "350 billion USD", "350 billion U.S. dollars"]),
    ("350000000000 USD", ["US$350bn", "$350B", "$350-billion", "350-billion-dollar", "USD 350bn"]),
    ("1200000 GBP", ["£1.2m", "£1.2 million", "1.2m British pounds", "£1,200,000"]),
    ("5000000 EUR", ["€5m", "5 million euros", "5 million EUR", "€5 million-a-year", "5m€"]),
    ("1500000000000 KRW", ["₩1.5 trillion", "1.5 trillion won", "1.5tn South Korean won"]),
    ("5000000000 INR", ["Rs 500 crore", "₹5 billion", "5,00,00,00,000 rupees"]),
    ("5000000 AUD", ["A$5m", "5 million Australian dollars"]),
    ("900 JPY", ["¥900", "900 yen"]),
    ("900 CNY", ["RMB 900", "900 yuan"]),
    ("3.5 %", ["3.5 percent", "3.5%", "3.5 per cent", "3.5-percent", "3.5 percentage points"]),
    ("1 %", ["one percent", "1%"]),
    ("-3.5 %", ["-3.5%", "minus 3.5 percent", "−3.5 %", "negative 3.5 percent"]),
    ("-5000000 USD", ["-$5 million", "minus $5m"]),
    ("10, 12", ["10-12 people", "10 to 12 people", "10–12", "ten or twelve", "10,12"]),
    ("10 %, 12 %", ["10-12 percent", "10 to 12%", "between 10 and 12 percent", "10% or 12%"]),
    ("2000000, 3000000", ["two to three million", "2-3 million", "2 million-3 million"]),
    ("10000000 USD, 12000000 USD", ["$10-12 million", "$10m-$12m", "$10 to $12 million"]),
    ("900000, 1200000", ["from 900,000 to 1.2 million"]),
    ("200, 300", ["between two hundred and three hundred"]),
    ("2, 6", ["6–2", "6-2 6-2", "a six-two win"]),
    ("2021", ["2,021", "2021 people", "2021 homes and 2,021 cars"]),
    ("2000", ["killed 2000 civilians", "more than 2000", "two thousand"]),
    ("737", ["a Boeing 737"]),
    ("5", ["5 pounds", "won 5 games", "all 5 won by him", "A5 and five others"]),
    ("350", ["350 Namibian dollars"]),
]
NO_QUANTITIES = [
    *("one of them", "no one", "hundreds of people", "dozens", "two-thirds", "three quarters"),
    *("1st", "the 21st century", "twenty-first", "No. 10", "#5", "9/11", "24/7", "007", "1.2.3"),
    *("F-16", "COVID-19", "G7", "5G", "Su-24", "A380", "the 1990s", "in the 80s"),
    *("10:30 a.m.", "5 p.m.", "at 3 o'clock", "5-6 pm", "17:45:10", "1400 GMT"),
    *("Dec. 24", "24 December 2025", "2025-12-24", "in 2021", "the 2021 Games", "2019-20"),
    *("https://example.com/2021/05/12", "www.example.com/5", "me@5.com", "example.com/news/12"),
    *("1. The bridge", "  2) The ferry", ""),
]


def written(quantity: Quantity) -> str:
    return f"{quantity.value.normalize():f} {quantity.unit}".strip()


@pytest.mark.parametrize(("expected", "texts"), SAME_QUANTITIES)
def test_the_same_quantities(expected: str, texts: list[str]) -> None:
    for text in texts:
        found = {written(quantity) for quantity in quantities(text)}
        assert found == set(expected.split(", ")), text


@pytest.mark.parametrize("text", NO_QUANTITIES)
def test_no_quantities(text: str) -> None:
    assert quantities(text) == set()


DAY = PartialDate(2025, 12, 24)
SAME_DATES = [
    ([PartialDate(None, 12, 24)], ["Dec. 24", "24 December", "December 24th", "DEC 24"]),
    ([PartialDate(None, 12, 24)], ["the 24th of December", "December the 24th", "dec 24"]),
    ([DAY], ["Dec. 24, 2025", "24 December 2025", "2025-12-24", "December 24 2025"]),
    ([DAY], ["2025-12-24T10:30:00Z", "24/12/2025", "12/24/2025", "24.12.2025", "Dec 24 , 2025"]),
    ([PartialDate(2021, 5)], ["May 2021", "May of 2021", "mid-May 2021", "May, 2021"]),
    (
        [PartialDate(2021)],
        ["in 2021", "the 2021 Olympics", "mid-2021", "2021", "2021’s", "3/4/2021"],
    ),
    ([PartialDate(2021), PartialDate(2022)], ["2021-22", "2021/22", "2021–2022", "2021 to 2022"]),
    ([PartialDate(None, 12, 24), PartialDate(None, 12, 26)], ["Dec. 24-26", "24 and 26 December"]),
    ([DAY, PartialDate(2025, 12, 26)], ["Dec. 24–26, 2025", "24 to 26 December 2025"]),
    ([PartialDate(2021, 5), PartialDate(2021, 6)], ["May and June 2021", "May–June 2021"]),
    ([PartialDate(None, 5, 5), PartialDate(None, 6, 3)], ["May 5-June 3", "from May 5 to June 3"]),
    ([PartialDate(month=12)], ["in December", "last December"]),
    ([PartialDate(month=5)], ["in May", "since May"]),
    ([PartialDate(None, 5, 5)], ["On May 5, 10 people", "on May 5 and 6 people"]),
]
NO_DATES = [
    *("they may 3 times", "march 5 miles", "Theresa May said", "the 1990s", "April Jones"),
    *("2,021", "$2021", "2021 people", "2021%", "€2000", "1499", "2100", "flight 1549", "20211"),
    *("Friday", "May 1,500 people", "12:30", "9/11", "A2021", "2021.5"),
]


@pytest.mark.parametrize(("expected", "texts"), SAME_DATES)
def test_the_same_dates(expected: list[PartialDate], texts: list[str]) -> None:
    for text in texts:
        assert dates(text) == set(expected), text


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert dates(text) == set()


@pytest.mark.parametrize(
    ("wanted", "found", "agree"),
    [
        (PartialDate(None, 12, 24), DAY, True),
        (DAY, PartialDate(None, 12, 24), False),
        (DAY, DAY, True),
        (PartialDate(2025), DAY, True),
        (PartialDate(2024), DAY, False),
        (PartialDate(None, 12, 25), DAY, False),
        (PartialDate(month=12), PartialDate(None, 12, 24), True),
    ],
)
def test_a_date_agrees_that_says_as_much(
    wanted: PartialDate, found: PartialDate, agree: bool
) -> None:
    assert agrees(wanted, found) == agree


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("350 billion", "$350 billion"),
        ("1 person", "one person"),
        ("£5 million", "5 million pounds"),
        ("1.2 million people", "a crowd of 1.2m"),
        ("900 yuan", "¥900 was paid"),
        ("1,850 shops", "1850 small shops"),
        ("It was 12 million dollars", "$10 to 12 million"),
        ("On May 3 and 4, 2021", "3/5/2021 and 2021-05-04"),
        ("in May", "May and August are hot"),
        ("in 2025", "24 December 2025"),
    ],
)
def test_nothing_is_missing(claim: str, source: str) -> None:
    assert missing_quantities(claim, source) == set()
    assert missing_dates(claim, source) == set()


@pytest.mark.parametrize(
    ("claim", "source", "missing"),
    [
        ("$350 billion", "350 billion", "350000000000 USD"),
        ("$350 billion", "€350 billion", "350000000000 USD"),
        ("5 percent of 20", "5 of 20", "5 %"),
        ("3.5%", "-3.5%", "3.5 %"),
        ("28,500", "28,600", "28500"),
        ("1,850 people", "in 1850", "1850"),
    ],
)
def test_a_missing_quantity(claim: str, source: str, missing: str) -> None:
    assert [written(quantity) for quantity in missing_quantities(claim, source)] == [missing]


def test_a_missing_date() -> None:
    assert missing_dates("Dec. 24, 2025", "Dec. 24, and 2025") == {DAY}
    assert missing_dates("in 2021", "2021 people") == {PartialDate(2021)}


PIECES = """$ € £ ¥ US$ - – minus 3 12 350 2,021 2021 1.2 .5 007 m bn billion million percent % won
    pounds two one twenty-five hundred and a dozen half third may May Dec. 24th , . : / to of in
    between 2025-12-24 10:30 p.m. people 5m ½ F-16 https://a.b/1 ( ) \u017f \u212a \u0663 1. 19-20
    """.split()
TEXTS = st.text() | st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "\n", "\n\n", "-"])), max_size=20
).map(lambda pairs: "".join(piece + space for piece, space in pairs))
VALUES = st.decimals(0, 10**9, places=2, allow_nan=False).map(Decimal.normalize)


@example("ONE/0")
@given(TEXTS)
def test_what_is_in_a_text_is_never_missing_from_it(text: str) -> None:
    assert missing_quantities(text, text) == set()
    assert missing_dates(text, text) == set()


@given(TEXTS, TEXTS)
def test_two_paragraphs_say_what_each_says(one: str, other: str) -> None:
    assert quantities(f"{one}\n\n{other}") == quantities(one) | quantities(other)
    assert dates(f"{one}\n\n{other}") == dates(one) | dates(other)


@given(VALUES)
def test_a_sum_is_the_same_in_every_form(value: Decimal) -> None:
    forms = [f"${value:,f}", f"US${value:f}", f"{value:,f} dollars", f"USD {value:f}"]
    forms += [f"it cost ${value / 1000:f} thousand", f"${value / 10**6:f}m", f"{value:f}-dollar"]
    for form in forms:
        assert quantities(form) == {Quantity(value, "USD")}, form
    assert quantities(f"{value:,f} per cent") == quantities(f"{value:f}%") == {Quantity(value, "%")}


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)))
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    forms = [day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}"]
    forms += [f"{day:%b}. {day.day}, {day.year}", f"on the {day.day}th of {day:%B}, {day.year}"]
    for form in forms:
        assert dates(form) == {PartialDate(day.year, day.month, day.day)}, form
        assert quantities(form) == set()


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1,", "1,000", "1.", "5-", "10:", "2021-", "$", "-", "@", "a.b/", " ", "\n", "\n "),
        *("2 and ", "two ", "hundred and ", "half a ", "5 to 6 million ", "May ", "24 ", "24-"),
    ],
)
def test_time_grows_with_the_length_of_a_text_and_no_faster(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begun = time.process_time()
    missing_quantities(text, text)

    assert time.process_time() - begun < 5
