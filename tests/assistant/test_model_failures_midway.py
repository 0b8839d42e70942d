"""What becomes of a chat model's reply that breaks off, and of texts that come in pieces."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.assistant.asking import told
from tests.assistant.openai_server import (
    CHUNKED,
    UNTIL_CLOSED,
    OpenAIServer,
    chunk,
    said,
    sending,
    serving,
)


class TestCutOff:
    """Only whole sentences are told, and that something is missing is always said."""

    @pytest.mark.parametrize(
        ("parts", "advice"),
        [
            ([b""], "cannot be reached"),
            ([CHUNKED], "cannot be reached"),
            ([CHUNKED, chunk(said("Rain fell on Mon"), missing=9)], "cannot be reached"),
            ([UNTIL_CLOSED, said("Rain fell on Monday")], "broke off in the middle"),
            ([UNTIL_CLOSED, said("Rain fell on Monday [1")], "broke off in the middle"),
            ([UNTIL_CLOSED, said("Rain fell on"), said("월요일")[:-60]], "broke off in the middle"),
        ],
        ids=[
            "before the headers",
            "after the headers",
            "in a chunk",
            "in a sentence",
            "in a marker",
            "in a character",
        ],
    )
    def test_in_the_first_sentence(self, parts: Sequence[bytes], advice: str) -> None:
        with sending(*parts) as url:
            texts, fault = told(url)

        assert texts == []
        assert advice in fault

    @pytest.mark.parametrize(
        "rest",
        [
            chunk(said("was wet for ho")),
            chunk(said("was wet [1")),
            chunk(said("was wet"), missing=3),
            chunk(said("젖었다").partition("다".encode())[0] + b"\xeb"),
        ],
        ids=["in a sentence", "in a marker", "in a chunk", "in a character"],
    )
    def test_in_the_second_sentence(self, rest: bytes) -> None:
        with sending(CHUNKED, chunk(said("Rain fell on Monday [1]. It ")), rest) as url:
            texts, fault = told(url)

        assert texts == ["Rain fell on Monday."]
        assert "broke off in the middle: check its server" in fault

    @pytest.mark.parametrize(
        ("finish", "advice"),
        [
            ("length", "may write no more before its answer ends: raise its limit"),
            ("content_filter", "withheld its answer (content_filter): ask in other words"),
        ],
    )
    def test_by_the_provider(self, finish: str, advice: str) -> None:
        server = OpenAIServer("Rain fell [1]. It was wet for ho", finish=finish)
        with serving(server):
            texts, fault = told(server.url)

        assert texts == ["Rain fell."]
        assert advice in fault

    def test_without_a_word(self) -> None:
        with serving(OpenAIServer("Rain fell [1]. It was wet.", ends="silent")) as server:
            texts, fault = told(server.url)

        assert texts == ["Rain fell."]
        assert "broke off in the middle: check its server" in fault


class TestText:
    def test_half_a_character_finds_its_other_half(self) -> None:
        halves = [{"content": "Rain fell \ud83c"}, {"content": "\udf27 on Monday [1]."}]
        with serving(OpenAIServer(deltas=halves)) as server:
            assert told(server.url) == (["Rain fell 🌧 on Monday."], "")

    def test_half_a_character_alone_is_no_text(self) -> None:
        with serving(
            OpenAIServer(deltas=[{"content": "Rain fell \ud83c on Monday [1]."}])
        ) as server:
            assert told(server.url) == (["Rain fell � on Monday."], "")

    def test_what_a_model_thinks_aside_is_not_its_answer(self) -> None:
        deltas = [{"reasoning_content": "Snow fell [1]. "}, {"content": "Rain fell [1]."}]
        with serving(OpenAIServer(deltas=deltas)) as server:
            assert told(server.url) == (["Rain fell."], "")

    @pytest.mark.parametrize("first", [0, 1])
    def test_of_several_replies_side_by_side_the_first_to_begin_is_told(self, first: int) -> None:
        replies = [
            said("Rain fell ", choice=first),
            said("Snow came ", choice=1 - first),
            said("in July [1].", choice=1 - first, finish="length"),
            said("on Monday [1].", choice=first, finish="stop"),
        ]
        with serving(OpenAIServer(body=b"".join(replies).decode())) as server:
            assert told(server.url) == (["Rain fell on Monday."], "")
