"""Likeness in meaning: with the default embedder, a sentence about something else is seen."""

from __future__ import annotations

import pytest

from assistant.verify import BuiltInChecker
from index.embed import SentenceTransformerEmbedder
from tests.assistant.verify.cited import cited, judged

QUOTE = "The baker Ann Lee sold warm bread in May."


@pytest.fixture(scope="module")
def checker() -> BuiltInChecker:
    return BuiltInChecker(SentenceTransformerEmbedder().encode_document)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["Ann Lee died.", "Ann Lee won.", "Lee resigned."])
def test_the_name_alone_bears_nothing(checker: BuiltInChecker, text: str) -> None:
    (found,) = checker.judge([cited(text, QUOTE)])
    assert (found.verdict, found.reason) == (
        "unsupported",
        "the cited sentences are about something else",
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", [QUOTE, "Ann Lee sold bread.", "Ann Lee, a baker, sold warm loaves in May."]
)
def test_the_same_in_other_words_is_borne(checker: BuiltInChecker, text: str) -> None:
    (found,) = checker.judge([cited(text, QUOTE)])
    assert found.verdict == "supported"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("3.5 percent of GDP", "supported"),
        ("3.5 percent of GDP.", "supported"),
        ("Its gross product", "supported"),
        ("3.5 percent of Norway’s oil", "unsupported"),
    ],
)
def test_a_few_words_are_held_to_the_words_alone(
    checker: BuiltInChecker, text: str, verdict: str
) -> None:
    quote = (
        "Norland has pledged to raise what it spends on its army and its navy to 3.5 percent of"
        " its gross domestic product (GDP)."
    )
    assert checker.judge([cited(text, quote)])[0].verdict == verdict


@pytest.mark.slow
def test_what_is_very_like_may_share_few_words(checker: BuiltInChecker) -> None:
    quote = (
        "It is very challenging to make pupils stay in school, so many of these children drop out."
    )
    text = "Such kids often quit, so keeping them at school is hard."
    assert judged(text, quote).verdict == "unsupported"
    assert checker.judge([cited(text, quote)])[0].verdict == "supported"


@pytest.mark.slow
def test_of_a_long_quotation_a_sentence_may_bear_it(checker: BuiltInChecker) -> None:
    talk = "“Rain fell on the hills of Holm for weeks. Ships lay in the harbor without crews."
    more = "She sold bread. The choir sang of the sea, the king and his war,” Bo Berg said."
    quote = f"{talk} {more}"
    (found,) = checker.judge([cited("She sold some bread, Berg said.", quote)])
    assert found.verdict == "supported"


@pytest.mark.slow
def test_of_several_quotes_one_may_bear_it(checker: BuiltInChecker) -> None:
    (found,) = checker.judge([cited("Ann Lee sold bread.", "Rain fell on Holm.", QUOTE)])
    assert found.verdict == "supported"
