"""A time: that what the articles tell of it is told, by day, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.accounts import propose_period
from assistant.types import Period
from tests.assistant.accounts.found import Written, found
from tests.assistant.accounts.test_timeline import Sure

FOURTH = Period("on 4 May 2025", "2025-05-04", "2025-05-04")
MAY = Period("in May 2025", "2025-05-01", "2025-05-31")
SINCE_MAY = Period("since May 2025", "2025-05-01", "", "filter")

REACHED = ("Yonhap", "2025-05-09", "On 4 May 2025 divers reached the wreck. He was glad.")
SUNDAY = ("Kyodo", "2025-05-05", "Shops were closed on Sunday. They open today, 5 May 2025.")
CAPTION = ("AP", "", "This photo, taken on May 4, 2025, shows the wreck of the Osprey.")
SANK = ("Reuters", "2025-05-09", "On 3 May 2025 the Osprey sank.")
STRIKE = ("Lake Radio", "2025-05-20", "Bakers in Marlow have gone on strike. Bread is dear.")
APRIL = ("Lake Radio", "2025-04-20", "Rain fell all day in Marlow.")


def told(period: Period, *articles: Written) -> list[tuple[str, str]]:
    passages = found(period.text, articles)
    answerer = Sure(0.9, refuses=True)
    proposal = propose_period(answerer, "What happened?", period, passages)
    return [(draft.day, draft.text) for draft in proposal.drafts]


def test_of_a_day_only_what_names_it_is_told() -> None:
    assert {text for _, text in told(FOURTH, REACHED, SUNDAY, CAPTION, SANK, STRIKE)} == {
        "On 4 May 2025 divers reached the wreck.",
        "Shops were closed on Sunday.",
        CAPTION[2],
    }


def test_where_all_is_of_one_day_no_day_stands_before_it() -> None:
    assert [day for day, _ in told(FOURTH, REACHED, SUNDAY)] == ["", ""]


def test_of_a_longer_time_events_and_the_openings_of_its_articles_are_told_by_day() -> None:
    assert told(MAY, STRIKE, REACHED, APRIL, SANK) == [
        ("2025-05-03", "On 3 May 2025 the Osprey sank."),
        ("2025-05-04", "On 4 May 2025 divers reached the wreck."),
        ("2025-05-20", "Bakers in Marlow have gone on strike."),
    ]


def test_another_figure_from_another_month_is_not_of_it() -> None:
    then = ("Kyodo", "2025-05-04", "On 4 May 2025 the Osprey fire killed 12 people.")
    later = ("Wire", "2025-06-20", "The Osprey fire killed 14 people.")
    assert [day for day, _ in told(MAY, then, SANK, later)] == ["2025-05-03", "2025-05-04"]


def test_a_time_without_end_is_told_from_its_first_day() -> None:
    assert [day for day, _ in told(SINCE_MAY, APRIL, SANK, STRIKE)] == ["2025-05-03", "2025-05-20"]


def test_what_two_articles_have_word_for_word_is_told_once() -> None:
    assert len(told(FOURTH, REACHED, ("Wire", *REACHED[1:]))) == 1


def test_what_was_ahead_when_it_was_written_has_not_happened() -> None:
    planned = ("Wire", "2025-04-01", "Marlow votes on 6 May 2025.")
    undated = ("Wire", "", "The plant, due to open in May 2025, will make glass.")
    assert told(MAY, planned, undated) == []


def test_the_day_of_a_report_or_of_a_deadline_is_not_that_of_what_is_told() -> None:
    reported = ("Blog", "2025-08-01", "Divers are paid little, Kyodo reported on 5 May 2025.")
    deadline = ("Blog", "2025-08-01", "Rules had to be agreed by May 2025.")
    assert told(MAY, reported, deadline) == []


def test_a_sentence_of_the_time_answers_even_where_the_answerer_is_not_sure() -> None:
    passages = found(FOURTH.text, [REACHED, SANK])
    proposal = propose_period(Sure(0.01, refuses=True), "What happened?", FOURTH, passages)
    assert [draft.text for draft in proposal.drafts] == ["On 4 May 2025 divers reached the wreck."]
    assert proposal.confidence
    assert proposal.confidence > 0.01


def drafted(answerer: Sure, articles: Sequence[Written]) -> int:
    passages = found(FOURTH.text, articles)
    return len(list(propose_period(answerer, "What happened?", FOURTH, passages).drafts))


def test_where_nothing_is_of_the_time_the_answerer_has_its_say() -> None:
    assert drafted(Sure(0.01, refuses=True), [SANK]) == 0
    assert drafted(Sure(0.9), [SANK]) == 1


def test_an_answerer_that_cannot_tell_how_sure_it_is_has_its_say() -> None:
    assert drafted(Sure(None), [REACHED, CAPTION]) == 1
