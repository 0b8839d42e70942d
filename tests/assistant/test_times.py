"""Time: which days the words of a text name, and what a question means by them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.times import (
    Anchor,
    asks_only_for_time,
    named_times,
    preferring,
    read_question,
    times,
)
from assistant.types import Period
from index.types import Passage

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


WORDS = (
    "last next this on in since Monday March May November 29 Feb. week year month 2021 ago two "
    "999 decades will today between and the of , ."
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.dates())
def test_what_is_read_of_a_span_is_what_was_read_of_the_text(text: str, of: date) -> None:
    for found in times(text, of):
        assert found.days.first <= found.days.last
    read = read_question(text, of)
    if isinstance(read, Period):
        assert read.text in text
        first, last = read.published_from, read.published_to
        assert not (first and last) or first <= last
    assert read_question(text, of) == read


def test_a_quotes_times_are_resolved_against_its_articles_day_in_the_articles_own_offsets() -> None:
    text = "It rained. They met last November and in 2021."
    (time,) = named_times(text[11:], "2025-12-24T10:00:00+09:00", start=11)
    assert text[time.start : time.end] == time.text == "last November"
    assert (time.first, time.last) == ("2025-11-01", "2025-11-30")
    assert named_times(text, "") == ()


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Who won Wimbledon in 2021?", ("in 2021", "2021-01-01", "2021-12-31", "preference")),
        ("Who won the 2021 final?", ("2021", "2021-01-01", "2021-12-31", "preference")),
        ("What did she say last May?", ("last May", "2025-05-01", "2025-05-31", "preference")),
        (
            "What happened on December 28?",
            ("on December 28", "2024-12-28", "2024-12-28", "preference"),
        ),
        ("Who led before 2021?", ("before 2021", "", "2020-12-31", "preference")),
        (
            "How many ships came between 2019 and 2021?",
            ("between 2019 and 2021", "2019-01-01", "2021-12-31", "preference"),
        ),
        (
            "How many cases were reported in 2020?",
            ("in 2020", "2020-01-01", "2020-12-31", "preference"),
        ),
        (
            "Which book was published in 2019?",
            ("in 2019", "2019-01-01", "2019-12-31", "preference"),
        ),
        (
            "What do articles from May 2024 say?",
            ("from May 2024", "2024-05-01", "2024-05-31", "filter"),
        ),
        (
            "Articles about ships published before 2021",
            ("before 2021", "", "2020-12-31", "filter"),
        ),
        (
            "Which stories between March and May 2024 tell of ships?",
            ("between March and May 2024", "2024-03-01", "2024-05-31", "filter"),
        ),
        (
            "What happened between August 2024 and March 2024?",
            ("between August 2024 and March 2024", "2024-03-01", "2024-08-31", "preference"),
        ),
        (
            "Who led between November and March?",
            ("between November and March", "2024-11-01", "2025-03-31", "preference"),
        ),
        (
            "Who led between Tuesday and Thursday?",
            ("between Tuesday and Thursday", "2025-12-16", "2025-12-18", "preference"),
        ),
        (
            "What has happened in the last two weeks?",
            ("in the last two weeks", "2025-12-10", "", "filter"),
        ),
        (
            "Anything new on the talks over the past month?",
            ("over the past month", "2025-11-24", "", "filter"),
        ),
        (
            "How many ships came in the past year?",
            ("in the past year", "2024-12-24", "", "preference"),
        ),
        ("What has happened since Monday?", ("since Monday", "2025-12-22", "", "filter")),
        ("What has been reported after 2020?", ("after 2020", "2021-01-01", "", "filter")),
        ("As of March 2024, who leads?", ("As of March 2024", "", "2024-03-31", "filter")),
        (
            "What was the biggest story of 2020?",
            ("of 2020", "2020-01-01", "2020-12-31", "preference"),
        ),
        ("What is the news from 2020?", ("from 2020", "2020-01-01", "2020-12-31", "filter")),
        ("Who is the current chief?", ("current", "", "", "newest")),
        ("Who is the incumbent mayor?", ("incumbent", "", "", "newest")),
        ("Who is the present chief?", ("present", "", "", "newest")),
        ("As of today, who leads?", ("today", "", "", "newest")),
        ("What is the latest on the talks?", ("latest", "", "", "newest")),
        ("What does oil cost today?", ("today", "", "", "newest")),
        ("Where is the fleet now?", ("now", "", "", "newest")),
    ],
)
def test_a_question_is_read_once(question: str, read: tuple[str, str, str, str]) -> None:
    found = read_question(question, WEDNESDAY)
    assert isinstance(found, Period)
    assert (found.text, found.published_from, found.published_to, found.use) == read


@pytest.mark.parametrize(
    "question",
    [
        "Who won the women's singles?",
        "How strong is the Gulf Stream's current?",
        "How strong is the current in the strait?",
        "Who was present when they met?",
        "Who may march with them?",
        "Who was king before 1066?",
        "Who lost after the vote?",
        "Who lost after Wimbledon?",
        "Who runs the port before the fleet is moved?",
    ],
)
def test_most_questions_say_nothing_of_time(question: str) -> None:
    assert read_question(question, WEDNESDAY) is None


def test_an_event_to_count_from_is_to_be_looked_up() -> None:
    news = read_question("What has happened since the election was called?", WEDNESDAY)
    assert isinstance(news, Anchor)
    assert (news.event, news.use) == ("the election was called", "filter")
    named = read_question("What has been reported since Bo Kim quit?", WEDNESDAY)
    assert isinstance(named, Anchor)
    assert (named.event, named.use) == ("Bo Kim quit", "filter")
    other = read_question("How many have died since the war began?", WEDNESDAY)
    assert isinstance(other, Anchor)
    assert other.use == "preference"


@pytest.mark.parametrize(
    "question",
    [
        "What happened in May 2025?",
        "What happened on 4 May 2025?",
        "What has happened since 4 May 2025?",
        "What's happened since Monday?",
        "What took place between March and May 2025?",
        "In May 2025, what happened?",
        "What happened yesterday?",
        "Timeline of May 2025",
        "Give me a timeline of 2025",
    ],
)
def test_a_question_may_ask_only_for_a_time(question: str) -> None:
    assert asks_only_for_time(question)


@pytest.mark.parametrize(
    "question",
    [
        "What happened?",
        "What happened now?",
        "What happened on the Osprey on 4 May 2025?",
        "What happened on 4 May 2025 in Marlow?",
        "What happened to almost 1,200 people?",
        "What has happened since the election was called?",
        "Who resigned on 4 May 2025?",
    ],
)
def test_a_question_that_names_anything_else_does_not(question: str) -> None:
    assert not asks_only_for_time(question)


def passage(name: str, published_at: str = "", text: str = "Text.") -> Passage:
    return Passage(name, "", "", "", "", published_at, text, 0, len(text), 0.0)


DAYS = st.sampled_from(["", "2020-05-01", "2021-03-01", "2021-12-31T09:00:00Z", "2024-01-01"])
PASSAGES = st.lists(st.builds(passage, st.text(), DAYS, st.sampled_from(["In 2021.", "No."])))
IN_2021 = Period("in 2021", "2021-01-01", "2021-12-31")
LATEST = Period("latest", use="newest")


@given(PASSAGES, st.sampled_from([IN_2021, LATEST, Period("since 2021", "2021-01-01")]))
def test_preferring_a_time_only_changes_the_order_and_that_gently(
    passages: list[Passage], period: Period
) -> None:
    order = [id(one) for one in preferring(passages, period)]
    assert sorted(order) == sorted(map(id, passages))
    assert all(order.index(id(one)) >= place - 4 for place, one in enumerate(passages))


@pytest.mark.parametrize(
    "fits",
    [
        passage("then", "2021-06-01"),
        passage("soon after", "2022-01-20"),
        passage("means it", "2022-06-01", "It was last year."),
    ],
    ids=lambda fits: fits.article_id,
)
def test_a_passage_of_the_time_gains_two_places(fits: Passage) -> None:
    first, second = passage("first"), passage("second", "2019-01-01")
    third = passage("third", "2024-01-01")
    assert preferring([first, second, fits], IN_2021) == [fits, first, second]
    assert preferring([first, second, third, fits], IN_2021) == [first, fits, second, third]


def test_where_the_newest_is_asked_for_newer_goes_before_older() -> None:
    old, new, undated = passage("old", "2020-01-01"), passage("new", "2024-01-01"), passage("-")
    assert preferring([old, undated, new], LATEST) == [new, old, undated]
