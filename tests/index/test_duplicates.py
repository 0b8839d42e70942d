"""Near-duplicates: which passages are copies, and that nothing said is lost with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.duplicates import collapse
from index.sentences import split
from index.types import Copy, Passage

LEAD = "The navy ordered twelve new ships on Monday, its largest order in 30 years."
REST = (
    " They will sail in spring, the minister’s office said. “We have waited long enough,” said Adm."
    " Ada Moss. Each ship costs $350 million and has a crew of 1,200."
)
WIRE = LEAD + REST
MORE = "\nThe unions in Harbor City want half of the ships to be built there."


def passage(text: str, article_id: str = "a", source: str = "Test Wire") -> Passage:
    sentences = tuple(split(text))
    return Passage(
        article_id, "", source, "", "", "", text, 0, len(text), score=1, sentences=sentences
    )


def is_copy(lower: str, upper: str = WIRE) -> bool:
    kept = collapse([passage(upper, "upper"), passage(lower, "lower", "Daily Crumb")])
    if len(kept) == 2:
        assert kept == [passage(upper, "upper"), passage(lower, "lower", "Daily Crumb")]
        return False
    assert kept == [replace(passage(upper, "upper"), copies=(Copy("lower", "Daily Crumb"),))]
    return True


def test_a_copy_is_noted_on_the_best_ranked_whatever_its_headline() -> None:
    ranked = [
        passage(WIRE, "first", "Test Wire"),
        passage("Bread was sold warm in the harbour, as it has been for 300 years.", "bread"),
        replace(
            passage(WIRE, "second", "Daily Crumb"), title="Navy goes shopping", author="A. Lee"
        ),
        replace(passage(WIRE, "third", "Evening Loaf"), url="https://example.org"),
    ]
    copies = (Copy("second", "Daily Crumb"), Copy("third", "Evening Loaf"))
    assert collapse(ranked) == [replace(ranked[0], copies=copies), ranked[1]]
    assert collapse([]) == []


def test_a_copy_hands_on_its_own_copies() -> None:
    one, two, three = Copy("one", "A"), Copy("two", "B"), Copy("three", "C")
    ranked = [replace(passage(WIRE, "one", "A"), copies=(three,)), passage(WIRE, "two", "B")]
    ranked[1] = replace(ranked[1], copies=(one, three, Copy("four", "D")))
    assert collapse(ranked) == [replace(ranked[0], copies=(three, two, Copy("four", "D")))]


@pytest.mark.parametrize(
    "text",
    [
        f"By Ann Lee\n{WIRE}",
        f"{LEAD}{REST} (Reporting by Ann Lee; Editing by Lee Park)",
        WIRE.replace("’", "'").replace("“", '"').replace("”", '"').replace(" They", "\n\nThey"),
        LEAD + REST.partition(" Each")[0],
    ],
    ids=["byline", "credit", "typed otherwise", "cut at the end"],
)
def test_what_only_looks_different_is_a_copy(text: str) -> None:
    assert is_copy(text)


def test_the_agency_of_a_dateline_does_not_count_but_its_place_does() -> None:
    assert is_copy(f"HARBOR CITY (AP) — {WIRE}", f"HARBOR CITY (Reuters) -- {WIRE}")
    assert is_copy(WIRE, f"HARBOR CITY (Reuters) — {WIRE}")
    assert is_copy(f"SEOUL, South Korea (AP) – {WIRE}", f"SEOUL, South Korea — {WIRE}")
    assert not is_copy(f"SEOUL (AP) — {WIRE}", f"BUSAN (AP) — {WIRE}")
    assert not is_copy(f"HARBOR CITY (AP) — {WIRE}", WIRE)


def test_a_paragraph_more_is_never_lost() -> None:
    assert is_copy(WIRE, WIRE + MORE)
    assert is_copy(WIRE, LEAD + MORE + REST)
    assert not is_copy(WIRE + MORE, WIRE)
    assert not is_copy(LEAD + MORE + REST, WIRE)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("30 years", "40 years"),
        ("twelve", "ten"),
        ("1,200", "1,300"),
        ("$350", "€350"),
        ("Ada Moss", "Lee Park"),
        ("will sail", "will not sail"),
        ("largest", "smallest"),
        ("Monday", "Tuesday"),
    ],
)
def test_one_word_changed_keeps_both_versions_in_sight(was: str, now: str) -> None:
    assert was in WIRE
    assert not is_copy(WIRE.replace(was, now))
    assert not is_copy(WIRE, WIRE.replace(was, now))


def test_a_few_words_that_anybody_may_say_are_no_copy() -> None:
    assert not is_copy("The company declined to comment.", "The company declined to comment.")
    assert not is_copy("🚢", "🍞")
    assert not is_copy("The navy ordered twelve new ships.", f"Nobody says “{WIRE}”")


def test_a_text_that_repeats_its_own_article_is_folded_but_no_publisher_more() -> None:
    assert collapse([passage(WIRE), passage(WIRE)]) == [passage(WIRE)]


def test_a_passage_of_no_sentences_is_its_text() -> None:
    bare = replace(passage(WIRE, "bare"), sentences=())
    assert collapse([bare, bare]) == [bare]


SENTENCES = (
    "The navy ordered twelve new ships on Monday.",
    "The navy ordered thirteen new ships on Monday.",
    "“We waited,” said Ada Moss.",
    "By Ann Lee\n",
    "SEOUL (AP) — Ships will sail in spring.",
    "Ships will sail in spring.",
    "No.",
    "서울 🚢.",
)
RANKINGS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from("abcd")
    ),
    max_size=12,
).map(lambda drawn: [passage(" ".join(sentences), name) for sentences, name in drawn])


def bare(passages: Sequence[Passage]) -> list[Passage]:
    return [replace(passage, copies=()) for passage in passages]


@given(RANKINGS)
def test_done_twice_is_done_once_and_the_rest_stays_in_its_order(ranked: list[Passage]) -> None:
    kept = collapse(ranked)
    assert collapse(kept) == kept
    rest = iter(ranked)
    assert all(passage in rest for passage in bare(kept))
    assert kept[:1] == [replace(first, copies=kept[0].copies) for first in ranked[:1]]


@given(RANKINGS)
def test_every_article_is_still_to_be_seen_or_named(ranked: list[Passage]) -> None:
    kept = collapse(ranked)
    named = {copy.article_id for passage in kept for copy in passage.copies}
    assert named | {passage.article_id for passage in kept} == {p.article_id for p in ranked}
    for passage in kept:
        assert passage.article_id not in {copy.article_id for copy in passage.copies}


@given(RANKINGS)
def test_every_word_is_still_to_be_read(ranked: list[Passage]) -> None:
    said = " ".join(passage.text for passage in collapse(ranked))
    for passage in ranked:
        for word in set(passage.text.split()) - {"By", "Ann", "Lee", "(AP)", "—"}:
            assert word in said
