"""Time: what a question says of it, and the passages that it prefers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.times import Anchor, asks_only_for_time, preferring, read_question, times
from assistant.types import Period
from index.types import Passage

WEDNESDAY = date(2025, 12, 24)
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
