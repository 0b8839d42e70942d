"""Expected quotes: where they stand, and what bears them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.cases import Case, Evidence
from assistant.evaluation.scores.evidence import Place, Quote, expected, locate
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
        (" ", []),
    ],
)
def test_a_quote_is_found_whatever_its_spaces_marks_and_case(quote: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in locate(quote, TEXT)] == found


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_what_is_cut_from_a_text_is_found_in_it(quote: str, before: str, after: str) -> None:
    text = before + quote + after
    if quote.strip():
        assert any(text[s:e].strip() for s, e in locate(quote, text)) or not quote.isprintable()


def test_a_passage_bears_a_quote_of_which_it_covers_half() -> None:
    quote = Quote("0123456789", (Place("a", 10, 20),))
    assert quote.is_borne_by(Place("a", 0, 15), "")
    assert not quote.is_borne_by(Place("a", 0, 14), "")
    assert not quote.is_borne_by(Place("b", 0, 100), "")


def test_a_copy_of_the_quote_in_another_article_counts() -> None:
    quote = Quote("It rained.", (Place("a", 0, 10),))
    assert quote.is_borne_by(Place("b", 5, 30), "They say:  it rained. And so on.")


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
    assert found.lost == (
        "the article 'a' has no such words as its quote",
        "the article 'b' is not among those that may be searched",
        "the article 'c' is not indexed",
    )
