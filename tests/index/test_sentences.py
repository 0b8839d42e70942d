"""Sentences: the breaks that news text invites, and exact offsets for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import split


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. Army and the U.S. Navy met in Washington, D.C. on Dec. 24, 2025.",
        "Gen. Xavier Brunson met Lt. Col. Park and Sen. J. D. Vance of Ohio at 5 p.m. on Tuesday.",
        "At the 57th meeting, RAND Corp. and Apple Inc. pledged $350 billion, or 3.5 percent.",
        "The bitter strike in the harbour of Porto began in May.",
        "He called it “a start,” and added that the No. 2 U.S. diplomat was No. 5 on the list.",
        "Mr. Kim said: “We will not stop. We never did.”",
        "This photo, taken on Oct. 29, 2025, shows two men shaking hands.",
        "“It was a Witch Hunt!” Trump tweeted on Sunday.",
        '"Is it over?" Gen. Ann Lee, a former minister, asked on Monday.',
    ],
)
def test_a_sentence_of_news_stays_whole(sentence: str) -> None:
    assert texts(f"{sentence} Then came another.") == [sentence, "Then came another."]


def test_an_abbreviation_may_end_a_sentence() -> None:
    assert texts("Students came to the U.K. They left.") == [
        "Students came to the U.K.",
        "They left.",
    ]


def test_what_follows_a_call_is_a_sentence_of_its_own() -> None:
    assert texts("“Stop!” The crowd said nothing. “Why?” Ann Lee left.") == [
        "“Stop!”",
        "The crowd said nothing.",
        "“Why?”",
        "Ann Lee left.",
    ]


def test_a_line_break_ends_a_paragraph() -> None:
    text = "A headline without a stop\nSEOUL, Dec. 24 (Wire) – The talks " + "went on and " * 12
    assert len(split(text)) == 2


def test_a_text_wrapped_to_a_column_is_joined() -> None:
    text = (
        "The committee met in the capital on Monday and agreed to\n"
        "publish the minutes within a week of each of its meetings.\n"
        "Nobody objected."
    )
    assert len(split(text)) == 2


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_spans_are_exact_ordered_and_lose_nothing(text: str) -> None:
    position = 0
    for sentence in split(text):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert not text[position : sentence.start].strip()
        position = sentence.end
    assert not text[position:].strip()


def test_a_credit_belongs_to_its_caption() -> None:
    caption = "This photo, taken on Oct. 29, 2025, shows two men. (Pool photo) (Wire)"
    assert texts(f"{caption}\nSEOUL, Dec. 24 (Wire) – The talks went on.") == [
        caption,
        "SEOUL, Dec. 24 (Wire) – The talks went on.",
    ]


def test_a_comment_before_a_sentence_is_none_of_it() -> None:
    text = "It opened. <!-- A note. Another. --> The bridge is long. No <!-- comma --> here."
    assert [sentence.text for sentence in split(text)] == [
        "It opened.",
        "<!-- A note. Another. -->",
        "The bridge is long.",
        "No <!-- comma --> here.",
    ]
