"""Expected quotes: where they stand, and what bears them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.cases import Case, Evidence
from assistant.evaluation.scores.evidence import (
    NOT_INDEXED,
    NOT_ITS_WORDS,
    OUT_OF_REACH,
    Place,
    Quote,
    expected,
    locate,
)
from index.types import Article

TEXT = "It rained.\n“The ferry — old as it was —\nnever failed,” she said. It rained."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("It rained.", ["It rained.", "It rained."]),
        ('"The ferry - old as it was - never  failed,"', [TEXT[11:54]]),
        ("the FERRY", ["The ferry"]),
        ("the ferry never", []),
        (".*", []),
        ("ferr", []),
        ("Theferry", []),
        (" ", []),
    ],
)
def test_a_quote_is_found_whatever_its_spaces_marks_and_case(quote: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in locate(quote, TEXT)] == found


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_what_is_cut_from_a_text_is_found_in_it(quote: str, before: str, after: str) -> None:
    text = f"{before} {quote} {after}"
    found = [text[start:end] for start, end in locate(quote, text)]
    assert bool(found) == bool(quote.strip())
    assert all(locate(quote, piece) for piece in found)


def test_a_passage_bears_a_quote_of_which_it_covers_half() -> None:
    quote = Quote("0123456789", (Place("a", 10, 20),))
    assert quote.is_borne_by(Place("a", 0, 15), "")
    assert not quote.is_borne_by(Place("a", 0, 14), "")
    assert not quote.is_borne_by(Place("b", 0, 100), "")


def test_a_copy_of_the_quote_in_another_article_counts() -> None:
    quote = Quote("It rained all day.", (Place("a", 0, 18),))
    assert quote.is_borne_by(Place("b", 5, 40), "They say:  it rained all\nday. And so on.")
    assert not Quote("2012", (Place("a", 0, 4),)).is_cited_by(Place("b", 0, 9), "In 2012.")


def test_a_citation_of_one_sentence_is_of_a_longer_quote() -> None:
    quote = Quote("x" * 100, (Place("a", 0, 100),))
    assert quote.is_cited_by(Place("a", 60, 90), "")
    assert quote.is_cited_by(Place("a", 90, 110), "")
    assert not quote.is_cited_by(Place("a", 95, 115), "")
    assert not quote.is_borne_by(Place("a", 60, 90), "")


def test_evidence_that_cannot_be_found_is_named() -> None:
    articles = {"a": Article("a", "It rained."), "b": Article("b", "It snowed.")}
    case = Case(
        "q",
        "What?",
        answerable=True,
        evidence=(Evidence("a", "It snowed."), Evidence("b", "It snowed."), Evidence("c")),
        docs=("a",),
    )
    found = expected(case, articles.get)
    assert found.article_ids == ("a",)
    assert found.quotes == ()
    assert found.lost == (("a", NOT_ITS_WORDS), ("b", OUT_OF_REACH), ("c", NOT_INDEXED))
    assert not found.articles_can_be_missed


def test_a_long_quote_of_odd_characters_takes_no_time() -> None:
    for quote in ("a " * 2_000 + "X", "'" * 60_000, "—" * 60_000):
        assert locate(quote, "a " * 20_000 + "'— " * 5_000) == []
