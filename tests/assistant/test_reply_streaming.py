"""A chat model's reply as it arrives: how soon a sentence is told, and where reading ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.answer import Draft
from assistant.answer.generative import GenerativeAnswerer
from assistant.errors import ModelError
from assistant.prompting import CANNOT_ANSWER, NOT_ANSWERED
from tests.assistant.chat_models import ScriptedChatModel, saying
from tests.assistant.sources import PASSAGES, STOPPED, WORDS, cited, drafts


def test_a_sentence_comes_before_the_reply_has_ended() -> None:
    model = ScriptedChatModel(
        deltas=["The bridge", " opened [1]", ". The ", "ferry stopped", " in 2019 [2]."]
    )
    stream = GenerativeAnswerer(model).propose("What happened?", PASSAGES).drafts

    assert next(stream).text == "The bridge opened."
    assert model.taken < len(model.deltas)


def test_a_quotation_that_never_closes_holds_back_only_so_much() -> None:
    model = ScriptedChatModel(deltas=['He said "yes [1]. ', *["It opened again. "] * 1_000])
    stream = GenerativeAnswerer(model).propose("What happened?", PASSAGES).drafts

    assert next(stream).text == 'He said "yes.'
    assert model.taken < 100


@pytest.mark.parametrize("thinking", ["<think>So. ", "So. "])
def test_after_the_thinking_a_sentence_comes_before_the_reply_has_ended(thinking: str) -> None:
    answer = ["Here it is. ", "It opened [1]. ", "It closed [2]. "]
    model = ScriptedChatModel(deltas=[thinking, "See [1]. ", "</think>\n", *answer])
    stream = GenerativeAnswerer(model).propose("What happened?", PASSAGES).drafts

    assert next(stream).text == "Here it is."
    assert model.taken < len(model.deltas)


def test_thinking_that_is_seen_too_late_is_an_error() -> None:
    stream = (
        GenerativeAnswerer(saying("It opened [1]. Or not?</think>No [2]."))
        .propose("What happened?", PASSAGES)
        .drafts
    )

    assert next(stream).text == "It opened."
    with pytest.raises(ModelError, match="mixed its thinking with its answer"):
        next(stream)


def test_a_sentence_that_never_ends_is_cut_at_a_word() -> None:
    model = ScriptedChatModel(deltas=["the bridge opened and "] * 1_000)
    first = next(GenerativeAnswerer(model).propose("What happened?", PASSAGES).drafts)

    assert first.text.split()[-1] in ("the", "bridge", "opened", "and")
    assert len(first.text) < 1_100


def test_a_closed_stream_reads_no_further() -> None:
    model = ScriptedChatModel(deltas=["The bridge opened [1]. "] * 1_000)
    stream = GenerativeAnswerer(model).propose("What happened?", PASSAGES).drafts
    next(stream)
    read = model.taken
    del stream

    assert model.taken == read


@pytest.mark.parametrize("begun", ["[", "[1", " 【", " (sour", " [[", " (source 1"])
def test_a_marker_in_which_a_reply_ends_is_not_told(begun: str) -> None:
    assert drafts(f"The bridge opened{begun}")[0].text == "The bridge opened"


def test_a_refusal_reads_no_further() -> None:
    model = ScriptedChatModel(deltas=[f"{CANNOT_ANSWER}. ", *["It rained [1]. "] * 1_000])

    assert list(GenerativeAnswerer(model).propose("What happened?", PASSAGES).drafts) == []
    assert model.taken < 10


def test_a_reply_without_words_is_an_error() -> None:
    with pytest.raises(ModelError, match="ScriptedChatModel said nothing"):
        drafts("\n```\n[1]\n")


def test_a_reply_without_end_is_an_error() -> None:
    model = ScriptedChatModel(deltas=["again and again "] * 100_000)

    with pytest.raises(ModelError, match="came to no end"):
        list(GenerativeAnswerer(model).propose("What happened?", PASSAGES).drafts)
    assert model.taken < 10_000


def test_any_chat_model_of_langchain_will_do() -> None:
    model = GenericFakeChatModel(messages=iter([AIMessage("The ferry stopped [2].")]))
    answerer = GenerativeAnswerer(model, "fake:model")

    assert answerer.name == "fake:model"
    assert [cited(d) for d in answerer.propose("What stopped?", PASSAGES).drafts] == [[STOPPED]]


MARKUP = """[1] [2] [1, 2] [9] [ ] ** _ ` - 1. ``` * " . ! <think> </think> \u2028 【1】 【2†x】
(source 2) (Source [2]) Sources: [1](https://a.org) ![x](y) ]( | |---| ¹ { } {"answer": "x"}
<source> </source> https://a.org According to Source 1""".split(" ")
PHRASES = [CANNOT_ANSWER, f"\n{NOT_ANSWERED}: the cost.", "The sources do not mention it."]
PIECES = st.sampled_from(
    [*WORDS, *MARKUP, "\n", "\n\n", "\r\n", "The ferry stopped in 2019.", *PHRASES]
)
REPLIES = st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), min_size=1, max_size=25).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)


def outcome(deltas: list[str]) -> list[Draft] | str:
    answerer = GenerativeAnswerer(ScriptedChatModel(deltas=deltas))
    try:
        return list(answerer.propose("What happened?", PASSAGES).drafts)
    except ModelError as error:
        return str(error)


@given(REPLIES, st.data())
def test_drafts_do_not_depend_on_how_the_stream_was_cut(reply: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(reply)))) | {0, len(reply)})
    deltas = [reply[start:end] for start, end in pairwise(cuts)]

    assert outcome(deltas) == outcome([reply])
