from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Draft, Span
from assistant.verify import verdict
from index.sentences import split
from index.types import Passage

TEXT = (
    "It is untrue: Kim resigned. The navy ordered twelve ships [3] on Monday. They sail in May. "
    "Did Lee resign? In all 28,500 people came."
)
PASSAGE = Passage(
    article_id="a",
    title="Five years of ships",
    source="Channel 4",
    author="",
    url="",
    published_at="2025-12-04T09:30:00+09:00",
    text=TEXT,
    start=100,
    end=100 + len(TEXT),
    score=1.0,
)
SENTENCES = split(TEXT)


def judged(text: str, *cited: int) -> str:
    """Judge a text that cites the sentences of these positions."""
    spans = (Span(PASSAGE, 100 + SENTENCES[i].start, 100 + SENTENCES[i].end) for i in cited)
    return verdict(Draft(text, tuple(spans)))


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("They sail in May.", [2]),
        ("They  sail\nin May", [2]),
        ("They sail in May.", [0, 2, 4]),
        ("The navy ordered twelve ships (3) on Monday.", [1]),
        ("The navy ordered twelve ships [3] on Monday. They sail in May.", [2, 1]),
    ],
)
def test_whole_sentences_that_are_quoted_are_supported(text: str, cited: list[int]) -> None:
    assert judged(text, *cited) == "supported"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Kim resigned.", [0]),
        ("Lee resign.", [3]),
        ("Did Lee resign.", [3]),
        ("It is untrue: Kim resigned. They sail in May.", [0, 2]),
        ("On Monday twelve ships were ordered.", [1]),
    ],
)
def test_a_part_of_a_sentence_or_a_run_with_a_gap_is_unchecked(text: str, cited: list[int]) -> None:
    assert judged(text, *cited) == "unchecked"


@pytest.mark.parametrize(
    "text",
    [
        "According to the article of 4 December 2025, the navy ordered twelve ships.",
        "On 2025-12-04 Channel 4 said that the navy ordered twelve ships.",
    ],
)
def test_numbers_in_the_header_of_a_cited_article_are_known(text: str) -> None:
    assert judged(text, 1) == "unchecked"


@pytest.mark.parametrize(
    "text",
    [
        "According to the article of 24 December 2025, the navy ordered twelve ships.",
        "The navy ordered 12.5 ships.",
        "At 9:30 the navy ordered twelve ships.",
        "The navy ordered ships for 28,500 people.",
        "Bitcoin rose again last week, said the navy.",
        "So it was.",
    ],
)
def test_an_unknown_number_or_next_to_no_shared_word_is_unsupported(text: str) -> None:
    assert judged(text, 1) == "unsupported"


def test_without_a_quote_nothing_is_supported() -> None:
    assert judged("They sail in May.") == "unsupported"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The navy never ordered twelve ships.", [1]),
        ("The twelve ships weren’t ordered by the navy.", [1]),
        ("It is not true that Kim resigned.", [0]),
        ("Nobody knows whether Lee resigned, nor when.", [3]),
    ],
)
def test_a_denial_of_what_is_quoted_is_unsupported(text: str, cited: list[int]) -> None:
    assert judged(text, *cited) == "unsupported"


def test_a_name_that_begins_like_a_no_denies_nothing() -> None:
    quote = "North Korea did launch missiles in November."
    passage = replace(PASSAGE, text=quote, start=0, end=len(quote))
    draft = Draft("North Korea did not launch missiles.", (Span(passage, 0, len(quote)),))
    assert verdict(draft) == "unsupported"


def test_a_denial_that_is_quoted_in_other_words_is_unchecked() -> None:
    quote = "The minister refused to order the twelve ships."
    passage = replace(PASSAGE, text=quote, start=0, end=len(quote))
    draft = Draft("The minister did not order the twelve ships.", (Span(passage, 0, len(quote)),))
    assert verdict(draft) == "unchecked"
