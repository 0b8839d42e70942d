"""What is quoted whole is borne, whatever it says; a part of it, or nothing, may not be."""

from __future__ import annotations

import pytest

from assistant.answer import Draft, Span
from assistant.verify import BuiltInChecker
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
    return BuiltInChecker().judge([Draft(text, tuple(spans))])[0].verdict


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("They sail in May.", [2]),
        ("They  sail\nin May", [2]),
        ("They sail in May.", [0, 2, 4]),
        ("The navy ordered twelve ships (3) on Monday.", [1]),
        ("The navy ordered twelve ships [3] on Monday. They sail in May.", [2, 1]),
        ("It is untrue: Kim resigned.", [0]),
        ("Did Lee resign?", [3]),
    ],
)
def test_whole_sentences_that_are_quoted_are_supported(text: str, cited: list[int]) -> None:
    assert judged(text, *cited) == "supported"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Kim resigned.", [0]),
        ("Lee did resign.", [3]),
        ("Did Lee resign.", [3]),
        ("They sail in May.", []),
        ("They sail in May.", [4]),
        ("So it was.", [1]),
    ],
)
def test_a_part_of_a_sentence_may_say_something_else(text: str, cited: list[int]) -> None:
    assert judged(text, *cited) == "unsupported"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "According to the article of 4 December 2025, the navy ordered twelve ships.",
            "supported",
        ),
        ("On 2025-12-04 Channel 4 said that the navy ordered twelve ships.", "supported"),
        (
            "According to the article of 24 December 2025, the navy ordered twelve ships.",
            "unsupported",
        ),
        ("At 9:30 the navy ordered twelve ships.", "unsupported"),
        ("The navy ordered 12.5 ships.", "unsupported"),
    ],
)
def test_numbers_in_the_header_of_a_cited_article_are_known(text: str, verdict: str) -> None:
    assert judged(text, 1) == verdict


@pytest.mark.parametrize(
    "text",
    [
        "The navy ordered twelve sh",
        "The navy ordered twelve ships on",
        "They s",
        "The navy ordered twelve ships, from.",
        "The navy ordered the.",
    ],
)
def test_what_breaks_off_is_not_borne(text: str) -> None:
    assert judged(text, 1, 2) == "unsupported"


def test_a_sentence_may_lack_its_full_stop() -> None:
    assert judged("Twelve ships were ordered by the navy", 1) == "supported"
