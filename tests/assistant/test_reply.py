from __future__ import annotations

import pytest

from assistant.answer import Draft
from assistant.answer.generative import LONGEST_ANSWER, LONGEST_TEXT, GenerativeAnswerer
from tests.assistant.chat_models import saying
from tests.assistant.sources import (
    BRIDGE,
    PASSAGES,
    STOPPED,
    WALKED,
    cited,
    drafts,
)


def test_half_a_surrogate_pair_does_no_harm() -> None:
    (draft,) = drafts("About 28,500 people \ud800 walked there [1].")

    assert draft.text == "About 28,500 people � walked there."


@pytest.mark.timeout(30)
def test_a_reply_of_commas_is_read_to_its_end() -> None:
    first, *_ = drafts("About 28,500 people walked there. [1] Then" + "," * 90_000 + "x.")

    assert cited(first) == [WALKED]


@pytest.mark.timeout(30)
def test_broken_json_is_read_to_some_length() -> None:
    (draft,) = drafts("The ferry stopped [2].\n" + "{ " * 49_000)

    assert (draft.text, cited(draft)) == ("The ferry stopped.", [STOPPED])


def test_what_is_left_unread_is_said() -> None:
    reply = " ".join(f"Number {n} came." for n in range(LONGEST_ANSWER + 1))
    said = GenerativeAnswerer(saying(reply)).propose("What happened?", PASSAGES)

    assert len(list(said.drafts)) == LONGEST_ANSWER
    assert said.ending.cut_off
    assert "went on for more than 100 sentences" in said.ending.warnings[0]


def test_what_is_left_unread_for_its_length_is_said() -> None:
    reply = " ".join(f"Number {n} came {'and came ' * 100}." for n in range(LONGEST_ANSWER))
    said = GenerativeAnswerer(saying(reply)).propose("What happened?", PASSAGES)

    assert 10 < len(list(said.drafts)) < LONGEST_TEXT / 900
    assert said.ending.cut_off
    assert "went on for more than 20,000 characters, after which it was" in said.ending.warnings[0]


def test_each_is_tied_to_the_words_that_bear_it() -> None:
    first, second = drafts("About 28,500 people walked there [1]. The ferry ended in 2019 [2].")

    assert (first.text, cited(first)) == ("About 28,500 people walked there.", [WALKED])
    assert (second.text, cited(second)) == ("The ferry ended in 2019.", [STOPPED])


@pytest.mark.parametrize(
    "reply",
    [
        "In all 28,500 people walked [1]. The ferry stopped [2].",
        "In all 28,500 people walked. [1] The ferry stopped. [2]",
        "In all 28,500 people walked.[1] The ferry stopped.[2]",
        "In all 28,500 people walked. [1, 1] The ferry stopped. [2, 2]",
        "In all 28,500 people walked.\n[1]\n\nThe ferry stopped.\n[2]",
        "[1] In all 28,500 people walked.\n[2] The ferry stopped.",
        "- In all 28,500 people walked. [1]\n- The ferry stopped. [2]",
        "1. [1] In all 28,500 people walked.\n2. [2] The ferry stopped.",
        "In all 28,500 people walked. [2] says that the ferry stopped.",
        "In all 28,500 people walked [1]. [2] reports that the ferry stopped.",
    ],
)
def test_a_marker_belongs_to_its_sentence_wherever_it_stands(reply: str) -> None:
    assert [(draft.text, cited(draft)) for draft in drafts(reply)] == [
        ("In all 28,500 people walked.", [WALKED]),
        ("The ferry stopped.", [STOPPED]),
    ]


@pytest.mark.parametrize("markers", ["[1, 2]", "[1][2]", "[1] [2]", "[1-2]", "[1]. [2]"])
def test_one_may_cite_several_sources(markers: str) -> None:
    (draft,) = drafts(f"In 2019 the ferry stopped and 28,500 people walked {markers}")

    assert cited(draft) == [WALKED, STOPPED]
    assert draft.warnings == ()


def test_abbreviations_do_not_end_one() -> None:
    (draft,) = drafts("Gen. Ada Moss of the U.S. engineers praised it on Dec. 24 [1].")

    assert draft.text == "Gen. Ada Moss of the U.S. engineers praised it on Dec. 24."


def test_a_quotation_of_several_sentences_stays_in_one() -> None:
    texts = [d.text for d in drafts('He said "It works. It is safe." in May [1]. Then he left.')]

    assert texts == ['He said "It works. It is safe." in May.', "Then he left."]


def test_one_that_no_source_bears_is_not_cited() -> None:
    (draft,) = drafts("Oil prices rose.")

    assert draft == Draft("Oil prices rose.", ())


@pytest.mark.parametrize(
    "reply",
    [
        "**The bridge** opened on *Dec. 24* [1].",
        "The `bridge` opened on __Dec. 24__ [1].",
        "```markdown\nThe bridge opened on Dec. 24 [1].\n```",
        "## The bridge opened on Dec. 24 [1].",
        "* **The bridge opened on Dec. 24** [1].",
        "1) The bridge opened on Dec. 24 [1].",
        "> The bridge opened on Dec. 24 [1].",
        "<think>\nIs it 2019? No. It is [2].\n</think>\n\nThe bridge opened on Dec. 24 [1].",
        "<think>Hm.</think></think>**The bridge** opened on Dec. 24 [1].",
        "Okay. Is it 2019? No. It is [2].\n</think>\n\nThe bridge opened on Dec. 24 [1].",
        "Is it 2019 [2]?</think>The bridge opened on Dec. 24 [1].",
        "</think>\n* The bridge opened on Dec. 24 [1].",
    ],
)
def test_markdown_and_thinking_are_left_out(reply: str) -> None:
    (draft,) = drafts(reply)

    assert draft.text == "The bridge opened on Dec. 24."
    assert [span.passage.article_id for span in draft.spans] == ["bridge"]


@pytest.mark.parametrize("marker", ["([1])", ", [1]", "; [1], [1]"])
def test_punctuation_around_a_marker_goes_with_it(marker: str) -> None:
    (draft,) = drafts(f"The bridge opened{marker}.")

    assert draft.text == "The bridge opened."


def test_a_repeated_sentence_is_said_once() -> None:
    first, second = drafts("It opened [1]. It opened [2]. It closed [1]. It opened [1].")

    assert (first.text, second.text) == ("It opened.", "It closed.")


@pytest.mark.parametrize(
    "marker",
    [
        "[1",
        "1]",
        "【1】",
        "【1†source】",
        "【3:1†test.txt】".replace("3", "1"),
        "［1］",
        r"\[1\]",
        "[^1]",
        "[[1]](https://example.org/a_b)",
        "[Source 1]",
        "[Source 1: About the bridge, Test Wire, 2026-01-02]",
        "(source 1)",
        "(Source [1])",
        "(see source 1)",
        "<sup>1</sup>",
        "<cite>[1]</cite>",
        "¹",
    ],
)
def test_whatever_a_marker_looks_like_it_is_read(marker: str) -> None:
    for reply in (
        f"In all 28,500 people walked {marker}. The ferry stopped [2].",
        f"In all 28,500 people walked. {marker} The ferry stopped. [2]",
        f"In all 28,500 people walked. {marker}\nThe ferry stopped. [2]",
    ):
        assert [(draft.text, cited(draft)) for draft in drafts(reply)] == [
            ("In all 28,500 people walked.", [WALKED]),
            ("The ferry stopped.", [STOPPED]),
        ]


@pytest.mark.parametrize(
    "reply",
    [
        "According to Source 2, the ferry stopped.",
        "According to [2], the ferry stopped.",
        "As stated in [2], the ferry stopped.",
        "Source 2 states that the ferry stopped.",
        "[2] says that the ferry stopped.",
        "Answer: The ferry stopped [2].",
        "The ferry stopped, according to source 2.",
    ],
)
def test_what_introduces_a_source_is_left_out(reply: str) -> None:
    (draft,) = drafts(reply)

    assert (draft.text, cited(draft)) == ("The ferry stopped.", [STOPPED])


@pytest.mark.parametrize(
    "references",
    [
        "Sources: 1, 2",
        "Sources: [1], [2]",
        "**References**\n[1] About the bridge, Test Wire\n[2] About the ferry, Test Wire",
        "## Sources\n1. About the bridge (Test Wire)\n2. About the ferry",
        "Sources:\n- [1] https://example.org/bridge\n- [2] https://example.org/ferry",
        "[1] https://example.org/bridge\n[2] https://example.org/ferry",
        "[1]: https://example.org/bridge\n[2]: https://example.org/ferry",
        "[^1]: About the bridge, Test Wire, 2026-01-02",
        "Source: [2]",
        "Citations:\n[2] The bridge opened.",
    ],
)
def test_a_list_of_references_is_no_sentence(references: str) -> None:
    (draft,) = drafts(f"The ferry stopped [2].\n\n{references}")

    assert (draft.text, cited(draft)) == ("The ferry stopped.", [STOPPED])


@pytest.mark.parametrize(
    "reply",
    [
        '{"answer": "The ferry stopped.", "sources": [2]}',
        '```json\n{\n  "answer": "The ferry stopped [2]."\n}\n```',
        'Here is the JSON:\n{"answer": "The ferry stopped [2]."}',
        '{"sentences": [{"text": "The ferry stopped.", "citations": [{"source": "[2]"}]}]}',
        '["The ferry stopped [2]."]',
        '{"answer": "The ferry stopped [2].", "sour',
        '{"reasoning": "It rained [1].", "answer": "The ferry stopped.", "source": 2}',
    ],
)
def test_json_is_read(reply: str) -> None:
    (draft,) = drafts(reply)

    assert (draft.text, cited(draft)) == ("The ferry stopped.", [STOPPED])


@pytest.mark.parametrize(
    "reply",
    [
        "Question: What happened?\nAnswer: The ferry stopped [2].",
        "What happened? The ferry stopped [2].",
        "You answer a question from numbered news sources.\n\nThe ferry stopped [2].",
        f"<source>\nSource [1]: About the bridge\n{BRIDGE}\n</source>\nThe ferry stopped [2].",
        "Source [2]: About the ferry, Test Wire, 2026-01-02\nThe ferry stopped [2].",
        "**About the ferry**\n\nThe ferry stopped [2].",
    ],
)
def test_what_repeats_the_prompt_is_no_answer(reply: str) -> None:
    (draft,) = drafts(reply)

    assert (draft.text, cited(draft)) == ("The ferry stopped.", [STOPPED])


@pytest.mark.parametrize(
    "reply",
    [
        "Sure! Here is what the sources say:\n\n- The ferry stopped [2].",
        "## A short answer\n\nThe ferry stopped [2].\n\nI hope this helps!",
        "The ferry stopped [2]. Let me know if you need more.",
        "| Event | Source |\n|-------|:------:|\n| The ferry stopped. | [2] |",
        "| Event | Source |\n| --- | --- |\n| **The ferry stopped**. | 【2】 |\n",
        "The [ferry](https://example.org/x_(y)) stopped [2]. ![A ferry](https://example.org/f.png)",
        "<p>The <b>ferry</b> stopped [2].</p>",
    ],
)
def test_what_tells_nothing_is_left_out(reply: str) -> None:
    (draft,) = drafts(reply)

    assert (draft.text, cited(draft)) == ("The ferry stopped.", [STOPPED])


def test_markers_before_the_sentences_of_a_line_belong_to_them() -> None:
    first, second = drafts("[2] The ferry stopped. [1] In all 28,500 people walked.")

    assert (cited(first), cited(second)) == ([STOPPED], [WALKED])
    assert first.warnings == second.warnings == ()


def test_list_items_are_sentences_of_their_own() -> None:
    texts = [d.text for d in drafts("- Bridge: $350 million [1]\n- Ferry: sold [2]\n")]

    assert texts == ["Bridge: $350 million", "Ferry: sold"]
