"""What several articles say of one thing: who agrees, who differs, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.accounts import notes
from index.types import Copy
from tests.assistant.accounts.found import best, found, noted

HOW_MANY = "How many people died in the ferry accident?"
FIRST = ("Yonhap", "2025-05-03", "Twelve people died in the ferry accident, police said.")
LATER = (
    "Kyodo",
    "2025-05-05",
    "It is over. Now 14 people died in the ferry accident, police said.",
)
SAME = ("AP", "2025-05-04", "The ferry accident, in which 12 people died, was the worst in years.")
TOPIC = ("Reuters", "2025-05-04", "The ferry accident, in which people died, led to an inquiry.")


def test_different_figures_are_both_told_with_their_days_and_the_newer_is_named() -> None:
    note = noted(HOW_MANY, LATER, FIRST)["conflict"]
    assert note.text == ("Yonhap, on 3 May 2025, says 12; Kyodo, on 5 May 2025, says 14 (newer).")


def test_the_sentence_that_the_answer_lacks_is_drafted_word_for_word() -> None:
    note = noted(HOW_MANY, FIRST, LATER)["conflict"]
    assert [draft.text for draft in note.drafts] == [
        "Now 14 people died in the ferry accident, police said."
    ]
    assert {span.quote for span in note.spans} == {
        "Twelve people died in the ferry accident, police said.",
        "Now 14 people died in the ferry accident, police said.",
    }


def test_an_answer_that_tells_both_needs_no_more_drafts() -> None:
    passages = found(HOW_MANY, [FIRST, LATER])
    told = [best(passages[:1]), best(passages[1:])]
    conflict, *_ = notes(HOW_MANY, told, passages)
    assert conflict.drafts == ()


def test_where_articles_differ_those_of_each_version_are_counted_there() -> None:
    told = noted(HOW_MANY, FIRST, LATER, SAME)
    assert {kind: note.text for kind, note in told.items()} == {
        "conflict": "AP, on 4 May 2025, and 1 more say 12; Kyodo, on 5 May 2025, says 14 (newer)."
    }


def test_of_two_accounts_of_one_day_none_is_newer() -> None:
    note = noted(HOW_MANY, FIRST, ("Kyodo", "2025-05-03", LATER[2]))["conflict"]
    assert "newer" not in note.text


def test_an_article_of_unknown_day_and_publisher_is_told_as_such() -> None:
    note = noted(HOW_MANY, ("", "", FIRST[2]), ("Kyodo", "", LATER[2]))["conflict"]
    assert note.text == "article-0 says 12; Kyodo says 14."


def test_the_publisher_of_an_article_cannot_look_like_a_citation() -> None:
    note = noted(HOW_MANY, ("Wire [1]", "", FIRST[2]), LATER)["conflict"]
    assert note.text.startswith("Wire (1) says 12")


def test_publishers_that_report_the_same_are_counted_with_the_articles_that_mention_it() -> None:
    note = noted(HOW_MANY, FIRST, SAME, TOPIC)["agreement"]
    assert note.text == "2 publishers report this, of 3 articles that mention it."
    assert [span.passage.source for span in note.spans] == ["Yonhap", "AP"]


def test_copies_count_once_and_are_told() -> None:
    passages = found(HOW_MANY, [FIRST, SAME, TOPIC])
    copies = (Copy("copy-1", "Herald"), Copy("copy-2", "Post"))
    passages[0] = replace(passages[0], copies=copies)
    (note,) = notes(HOW_MANY, [best(passages)], passages)
    assert note.text == (
        "2 publishers report this, of 3 articles that mention it; carried by 2 more."
    )


def test_a_sentence_that_is_there_word_for_word_is_a_copy_and_no_second_account() -> None:
    text = (
        "Twelve people died on Saturday in the ferry accident off the southern coast, police said."
    )
    assert noted(HOW_MANY, ("Yonhap", "2025-05-03", text), ("AP", "2025-05-04", text)) == {}


def test_one_publisher_does_not_confirm_itself() -> None:
    assert noted(HOW_MANY, FIRST, ("Yonhap", SAME[1], SAME[2])) == {}


def test_an_article_that_gives_no_figure_does_not_agree_on_one() -> None:
    assert noted(HOW_MANY, FIRST, TOPIC) == {}


def test_one_article_alone_is_no_account_of_several() -> None:
    assert noted(HOW_MANY, FIRST) == {}


def test_no_answer_has_no_notes() -> None:
    assert notes(HOW_MANY, [], found(HOW_MANY, [FIRST, LATER])) == ()


@pytest.mark.parametrize(
    ("question", "one", "other", "told"),
    [
        (
            "How much did the bridge over the Tarn cost?",
            "The bridge over the Tarn cost $350 million.",
            "The bridge over the Tarn cost $410 million, auditors found.",
            ("$350 million", "$410 million"),
        ),
        (
            "What share of voters backed the pact?",
            "Of all, 54 percent of voters backed the pact.",
            "In the end 61% of voters backed the pact.",
            ("54 percent", "61%"),
        ),
        (
            "When was the treaty on missiles signed?",
            "The treaty on missiles was signed on May 3, 2025.",
            "The treaty on missiles was signed on June 3, 2025.",
            ("May 3, 2025", "June 3, 2025"),
        ),
        (
            "Who won the Alpine Cup in Sandry?",
            "Mira Holt won the Alpine Cup in Sandry ahead of Petra Lang.",
            "Jana Weiss won the Alpine Cup in Sandry ahead of Petra Lang.",
            ("Mira Holt", "Jana Weiss"),
        ),
    ],
)
def test_sums_shares_days_and_names_that_differ(
    question: str, one: str, other: str, told: tuple[str, str]
) -> None:
    note = noted(question, ("Yonhap", "2025-07-03", one), ("Kyodo", "2025-07-05", other))
    assert all(value in note["conflict"].text for value in told)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many troops does Velland have in Ostria?",
            "Velland has 28,500 troops in Ostria.",
            "Ostria itself has 45,000 Ostrian troops, who train with those of Velland.",
        ),
        (
            "How many visitors came to the museum?",
            "In 2021 the museum had 120,000 visitors.",
            "In 2024 the museum had 310,000 visitors.",
        ),
        (
            "How many troops does Velland keep in the south?",
            "Velland keeps 28,500 troops in the south.",
            "Velland keeps nearly 30,000 troops in the south.",
        ),
        (
            "How many fans came to the farewell?",
            "At least 60 fans came to the farewell.",
            "To the farewell came 64 fans.",
        ),
        (
            "What share of its income does Velland spend on defence?",
            "Velland spends 2.1 percent of its income on defence.",
            "Velland has pledged to spend 3.5 percent of its income on defence by 2030.",
        ),
        (
            "How many sailors were on the Osprey?",
            "There were 60 sailors on the Osprey.",
            "Nine of the sailors on the Osprey were hurt.",
        ),
        (
            "How much did the rent in Marlow rise?",
            "Rent in Marlow rose by 4 percent.",
            "Rent in Marlow rose to 31 percent of the average income.",
        ),
        (
            "How many ships does the Velland navy have?",
            "The Velland navy has 74 ships.",
            "The Velland navy has sent 12 ships to the Gull Strait.",
        ),
        (
            "How many students failed the exam in Selby?",
            "In Selby 120 students failed the exam in mathematics.",
            "In Selby 145 students failed the exam in history.",
        ),
        (
            "When will the museum in Corin reopen?",
            "The museum in Corin will reopen on June 2.",
            "The museum in Corin will reopen in June.",
        ),
        (
            "Did the council of Sandry approve the airport?",
            "The council of Sandry approved the airport on Friday.",
            "The council of Sandry has not approved the airport on Friday.",
        ),
        (
            "Where was the summit of the league held?",
            "The summit of the league was held in Paris.",
            "The summit of the league was held in France.",
        ),
    ],
    ids=[
        "other things counted",
        "other years",
        "an approximation",
        "a bound",
        "a target",
        "a part",
        "a change and a level",
        "something else done",
        "other subjects",
        "a day in a month",
        "a denial",
        "a town and its country",
    ],
)
def test_what_only_looks_like_a_conflict_or_agreement_is_neither(
    question: str, one: str, other: str
) -> None:
    assert noted(question, ("Yonhap", "2025-05-03", one), ("Kyodo", "2025-05-05", other)) == {}


SANK = "The Osprey sank off Marlow on 3 May 2025."


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "When did the Osprey sink off Marlow?",
            SANK,
            "The inquiry into the sinking of the Osprey off Marlow opened on 9 June 2025.",
        ),
        (
            "When did the Osprey sink off Marlow?",
            SANK,
            "The minister resigned on 8 May 2025 after the Osprey sank off Marlow.",
        ),
        (
            "When did the Osprey sink off Marlow?",
            SANK,
            "Police said on 5 May 2025 that the Osprey sank off Marlow.",
        ),
        (
            "When did the Osprey sink off Marlow?",
            SANK,
            "The anniversary of the sinking of the Osprey off Marlow was on 4 May 2025.",
        ),
        (
            "When is the vote on the budget?",
            "The vote on the budget is on 9 June 2025.",
            "The debate before the vote on the budget is on 7 June 2025.",
        ),
        (
            "How many people were rescued from the Osprey off Marlow?",
            "In all 90 people were rescued from the Osprey off Marlow.",
            "Police say that 14 people died when the Osprey sank off Marlow.",
        ),
        (
            "Who leads the Marlow inquiry into the Osprey sinking?",
            "Former judge Ada Lund leads the Marlow inquiry into the Osprey sinking.",
            "Former judge Per Holm opened the Marlow inquiry into the Osprey sinking.",
        ),
    ],
    ids=["opened", "resigned", "said", "anniversary", "a debate before", "died", "another deed"],
)
def test_what_the_verb_asked_for_does_not_carry_is_no_version(
    question: str, one: str, other: str
) -> None:
    articles = ("Yonhap", "2025-06-10", one), ("Kyodo", "2025-06-12", other)
    assert "conflict" not in noted(question, *articles)


@pytest.mark.parametrize(
    "other",
    [
        "The sinking of the Osprey off Marlow took place on 4 May 2025.",
        "On 4 May 2025 the Osprey sank off Marlow, police said on Monday.",
        "The Osprey, which was launched in 1999, sank off Marlow on 4 May 2025.",
        "It was the Osprey that sank off Marlow on 4 May 2025.",
    ],
)
def test_a_day_that_the_verb_asked_for_or_its_noun_carries_is_a_version(other: str) -> None:
    articles = ("Yonhap", "2025-06-10", SANK), ("Kyodo", "2025-06-12", other)
    told = noted("When did the Osprey sink off Marlow?", *articles)["conflict"].text
    assert "3 May 2025" in told
    assert "4 May 2025" in told


def test_up_to_three_versions_are_told_also_of_an_article_without_a_day() -> None:
    undated = ("Herald", "", "In the ferry accident off Marlow, 17 people died.")
    note = noted(HOW_MANY, FIRST, LATER, undated)["conflict"]
    assert all(version in note.text for version in ("says 12", "says 14", "Herald says 17"))


def test_a_publisher_that_changed_its_figure_hides_no_other() -> None:
    before = "The ferry sank off Marlow on 2 May 2025, and 12 people died in the ferry accident."
    note = noted(
        HOW_MANY,
        ("Yonhap", "2025-05-03", before),
        LATER,
        ("Kyodo", "2025-06-03", "The final toll of the ferry accident is 17 people dead."),
    )["conflict"]
    assert note.text == (
        "Yonhap, on 3 May 2025, says 12; Kyodo, on 5 May 2025, says 14;"
        " Kyodo, on 3 June 2025, says 17 (newest)."
    )
