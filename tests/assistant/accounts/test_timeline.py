"""Timelines: which questions ask for one, what is told in it, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.accounts import asks_for_timeline, matter, notes, propose_timeline, timeline
from assistant.answer import Draft, Proposal
from index.types import Passage
from tests.assistant.accounts.found import Written, best, found

ABOUT = "about the fire at the Dorn refinery"
FIRE = (
    "Harbour Post",
    "2025-03-08",
    "A fire at the Dorn refinery killed four people on Saturday. He was shocked. It rained.",
)
FIRE_AND_TOLL = (
    "Harbour Post",
    "2025-03-08",
    "The fire at the Dorn refinery was on Saturday, and four people were killed.",
)
TOLL = (
    "Northern Wire",
    "2025-03-10",
    "The toll of the fire at the Dorn refinery has risen to nine. Shares fell.",
)
CAUSE = (
    "Daily Ledger",
    "2025-06-03",
    "Investigators said on Monday that a valve caused the fire at the Dorn refinery in March.",
)
COURT = (
    "Lake Radio",
    "2025-10-21",
    "The owner of the Dorn refinery pays for the fire, a court ruled. Marlow has a new ferry.",
)


def days(*articles: Written) -> list[tuple[str, str]]:
    """Give the day and publisher of each sentence of a timeline."""
    drafts = timeline(ABOUT, found(ABOUT, articles))
    return [(draft.day, draft.spans[0].passage.source) for draft in drafts]


def test_sentences_come_by_the_day_that_they_tell_of_whatever_their_order() -> None:
    assert days(COURT, TOLL, CAUSE, FIRE) == [
        ("2025-03-08", "Harbour Post"),
        ("2025-03-10", "Northern Wire"),
        ("2025-06-02", "Daily Ledger"),
        ("2025-10-21", "Lake Radio"),
    ]


def test_every_sentence_is_word_for_word_what_it_cites() -> None:
    for draft in timeline(ABOUT, found(ABOUT, [FIRE, TOLL, CAUSE, COURT])):
        assert [span.quote for span in draft.spans] == [draft.text]


def test_what_is_beside_the_matter_or_leans_back_is_left_out() -> None:
    told = " ".join(
        draft.text for draft in timeline(ABOUT, found(ABOUT, [FIRE, TOLL, CAUSE, COURT]))
    )
    assert not any(word in told for word in ("rained", "shocked", "Shares", "ferry"))


def test_what_is_told_twice_is_told_once() -> None:
    again = (
        "Daily Ledger",
        "2025-03-09",
        "On Saturday a fire at the Dorn refinery killed four people.",
    )
    assert len(days(FIRE, again, TOLL, COURT)) == 3


def test_of_two_sentences_on_one_day_the_fuller_is_told() -> None:
    short = (
        "Daily Ledger",
        "2025-03-09",
        "The fire at the Dorn refinery was on Saturday.",
    )
    drafts = timeline(ABOUT, found(ABOUT, [short, FIRE_AND_TOLL, TOLL, COURT]))
    assert [draft.day for draft in drafts].count("2025-03-08") == 1
    assert any(draft.text == FIRE_AND_TOLL[2] for draft in drafts)


def test_what_names_nothing_that_the_question_names_is_not_told() -> None:
    question = "Timeline of the fire at the Dorn refinery"
    other = ("Old News", "", "A fire at the refinery of another town was put out in 1953.")
    drafts = timeline(question, found(ABOUT, [FIRE, TOLL, COURT, other]))
    assert [draft.day for draft in drafts] == ["2025-03-08", "2025-03-10", "2025-10-21"]


def test_what_has_happened_since_begins_with_what_it_is_counted_from() -> None:
    built = ("Old News", "", "The Dorn refinery was built in 1953.")
    burned = (FIRE[0], FIRE[1], "The Dorn refinery burned on Saturday.")
    question = "What has happened since the Dorn refinery burned?"
    drafts = timeline(question, found(matter(question), [built, burned, TOLL, COURT]))
    assert [draft.day for draft in drafts] == ["2025-03-08", "2025-03-10", "2025-10-21"]


def test_a_figure_that_has_changed_is_told_again() -> None:
    more = ("Lake Radio", "2025-03-12", "A fire at the Dorn refinery killed nine people.")
    assert len(days(FIRE, more, CAUSE)) == 3


def test_what_has_no_day_is_left_out() -> None:
    undated = (COURT[0], "", COURT[2])
    assert [source for _, source in days(undated, FIRE, TOLL, CAUSE)] == [
        "Harbour Post",
        "Northern Wire",
        "Daily Ledger",
    ]


def test_without_days_there_is_no_timeline() -> None:
    assert days(*((source, "", text) for source, _, text in (TOLL, COURT, FIRE))) == []


def test_of_what_is_disputed_every_version_is_told_and_a_note_says_so() -> None:
    early = ("Daily Ledger", "2025-03-09", "Six people died in the fire at the Dorn refinery.")
    late = ("Lake Radio", "2025-03-12", "The Dorn refinery fire has killed nine people.")
    passages = found(ABOUT, [FIRE, early, late, CAUSE, COURT])
    drafts = timeline(ABOUT, passages)
    told = " ".join(draft.text for draft in drafts)
    assert all(toll in told for toll in ("four people", "Six people", "nine people"))
    (note,) = notes(ABOUT, drafts, passages)
    assert note.kind == "conflict"
    assert note.text == (
        "Harbour Post, on 8 March 2025, says 4 people; Daily Ledger, on 9 March 2025, says"
        " 6 people; Lake Radio, on 12 March 2025, says 9 people (newest)."
    )
    assert note.drafts == ()


def test_figures_of_different_things_are_not_disputed() -> None:
    jobs = ("Lake Radio", "2025-03-12", "The fire at the Dorn refinery has cost 300 jobs.")
    passages = found(ABOUT, [FIRE, jobs, CAUSE])
    assert notes(ABOUT, timeline(ABOUT, passages), passages) == ()


def test_a_sum_is_told_without_the_word_behind_it() -> None:
    cost = "The fire at the Dorn refinery has cost ${} million in fines."
    told = ("Lake Radio", "2025-03-12", cost.format(4))
    other = ("Daily Ledger", "2025-03-14", cost.format(9))
    passages = found(ABOUT, [told, other, FIRE, COURT])
    (note,) = notes(ABOUT, timeline(ABOUT, passages), passages)
    assert note.text == (
        "Lake Radio, on 12 March 2025, says $4 million;"
        " Daily Ledger, on 14 March 2025, says $9 million (newer)."
    )


def test_a_month_and_a_year_are_told_as_such() -> None:
    told = days(
        FIRE,
        ("Old News", "", "The Dorn refinery had a fire of its own in 1971."),
        ("Daily Ledger", "", "The fire at the Dorn refinery was put out in May 2024."),
    )
    assert [day for day, _ in told] == ["1971", "2024-05", "2025-03-08"]


@pytest.mark.parametrize("articles", [[FIRE], [FIRE, TOLL], []])
def test_too_little_makes_no_timeline(articles: list[Written]) -> None:
    assert days(*articles) == []


def test_it_stays_short() -> None:
    many = [
        (
            f"Paper {n}",
            f"2025-03-{n:02}",
            f"Fire at the Dorn refinery: {'ab' * n} {'cd' * n} {'ef' * n}.",
        )
        for n in range(10, 25)
    ]
    assert len(days(*many)) == 8


class Sure:
    """An answerer that tells the best sentence, as sure as it is made."""

    name = "sure"

    def __init__(self, confidence: float | None, *, refuses: bool = False) -> None:
        self._confidence, self._refuses = confidence, refuses

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        drafts: Iterator[Draft] = iter([] if self._refuses else [best(passages)])
        return Proposal(drafts, self._confidence)


def test_it_is_proposed_where_the_answerer_would_answer() -> None:
    passages = found(ABOUT, [FIRE, TOLL, CAUSE, COURT])
    proposal = propose_timeline(Sure(0.9), "Timeline of the fire", passages)
    assert len(list(proposal.drafts)) == 4
    assert proposal.confidence == 0.9


def test_where_the_answerer_refuses_there_is_none() -> None:
    passages = found(ABOUT, [FIRE, TOLL, CAUSE, COURT])
    assert list(propose_timeline(Sure(0.1, refuses=True), "Timeline", passages).drafts) == []


@pytest.mark.parametrize(("confidence", "articles"), [(0.9, [FIRE]), (None, [FIRE, TOLL, CAUSE])])
def test_else_the_answerer_has_its_say(confidence: float | None, articles: list[Written]) -> None:
    passages = found(ABOUT, articles)
    assert len(list(propose_timeline(Sure(confidence), "Timeline", passages).drafts)) == 1


def test_where_a_timeline_is_asked_for_and_none_can_be_made_that_is_said() -> None:
    passages = found(ABOUT, [FIRE])
    asked = propose_timeline(Sure(0.9), "Timeline of the fire at the Dorn refinery", passages)
    assert len(list(asked.drafts)) == 1
    assert asked.ending.warnings == [
        "the articles tell too little of this day by day for a timeline"
    ]
    plain = propose_timeline(Sure(0.9), "What happened to the Dorn refinery?", passages)
    assert len(list(plain.drafts)) == 1
    assert plain.ending.warnings == []


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("Give me a timeline of the Dorn refinery fire", "about the Dorn refinery fire"),
        ("Timeline: OPCON transfer", "about OPCON transfer"),
        ("Can you give me a chronology of the talks?", "about the talks"),
        ("How did the strike unfold?", "about the strike"),
        ("How has the alliance evolved since 1953?", "about the alliance since 1953"),
        ("What happened in the Marlow ferry accident?", "about the Marlow ferry accident"),
        ("What has happened since the armistice?", "about the armistice"),
        ("What has happened since May 2025?", "about since May 2025"),
        ("What happened in the Corvina disaster?", "about the Corvina"),
        ("How did the Corvina affair unfold?", "about the Corvina"),
        ("What happened in the housing crisis?", "about the housing crisis"),
        ("What has happened since the Corvina sank?", "about the Corvina"),
        ("What has happened since the guidelines were lifted?", "about the guidelines"),
    ],
)
def test_questions_that_ask_for_a_timeline(question: str, about: str) -> None:
    assert asks_for_timeline(question)
    assert matter(question) == about


@pytest.mark.parametrize(
    "question",
    [
        "What did he say about the timeline?",
        "What matters more than a fixed timeline?",
        "What happened in 1998?",
        "What happened in May?",
        "What happened on Monday?",
        "What happened at the end of the experiment?",
        "What happened during the night?",
        "What happened to almost 1,200 people?",
        "How did he develop the drug?",
        "How many people died?",
        "What is a factor in the development of abilities?",
    ],
)
def test_questions_that_ask_for_one_thing(question: str) -> None:
    assert not asks_for_timeline(question)
