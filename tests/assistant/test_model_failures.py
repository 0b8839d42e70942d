"""What becomes of a chat model's answer when its server, or the way to it, fails."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic, sleep

import pytest

from tests.assistant.asking import fault_of, told
from tests.assistant.openai_server import (
    CHUNKED,
    UNTIL_CLOSED,
    OpenAIServer,
    chunk,
    closed_address,
    said,
    sending,
    serving,
)

NOT_OPENAI = "check that its address is OpenAI-compatible, often one in /v1"


class TestOneSentence:
    @pytest.mark.parametrize(
        ("status", "advice"),
        [
            (400, "the test server says 400"),
            (401, "refused the API key: set DATELINE_API_KEY"),
            (403, "refused the API key: set DATELINE_API_KEY"),
            (404, "check the model's name and the address"),
            (422, "the test server says 422"),
            (429, "is over its rate limit or quota: wait and ask again"),
            (500, "failed at its server (status 500): ask again"),
            (503, "failed at its server (status 503): ask again"),
        ],
    )
    def test_of_a_status(self, status: int, advice: str) -> None:
        assert advice in fault_of(OpenAIServer(status=status))

    def test_what_a_server_says_steers_nothing(self) -> None:
        said = fault_of(OpenAIServer(status=400, complaint="no\x1b[31m \u202eway\x07"))
        assert "no[31m way" in said
        assert said.isprintable()

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "<html>Hello</html>",
            "data: nonsense\n\n",
            "data: null\n\n",
            'data: {"choices": "abc"}\n\n',
            'data: {"choices": [{"delta": "abc"}]}\n\n',
            'data: {"choices": [{"delta": {"content": 5}}]}\n\n',
            "data: " + "[" * 100_000 + "\n\n",
        ],
        ids=range(8),
    )
    def test_of_what_is_no_chat_reply(self, body: str) -> None:
        assert NOT_OPENAI in fault_of(OpenAIServer(body=body))

    @pytest.mark.parametrize(
        "body",
        [
            "request (8607 tokens) exceeds the available context size (4096 tokens)",
            "This model's maximum context length is 4096 tokens",
            "context_length_exceeded",
        ],
    )
    def test_of_too_much_text(self, body: str) -> None:
        server = OpenAIServer(status=400, complaint=body)

        assert "cannot take so much text: lower DATELINE_PASSAGES" in fault_of(server)

    def test_of_an_error_in_the_stream(self) -> None:
        assert "the test server gave up" in fault_of(OpenAIServer("Rain", ends="error"))

    @pytest.mark.parametrize(
        "server",
        [
            OpenAIServer(""),
            OpenAIServer(" \n "),
            OpenAIServer(body='data: {"id": "1"}\n\n'),
            OpenAIServer(deltas=[{"reasoning_content": "Rain fell on Monday [1]."}]),
            OpenAIServer(
                deltas=[
                    {
                        "content": None,
                        "tool_calls": [
                            {"index": 0, "id": "a", "function": {"name": "f", "arguments": "{}"}}
                        ],
                    }
                ],
                finish="tool_calls",
            ),
        ],
        ids=["nothing", "spaces", "an identity", "thoughts", "a call of a tool"],
    )
    def test_of_a_reply_that_says_nothing(self, server: OpenAIServer) -> None:
        assert "said nothing: choose another model" in fault_of(server)

    def test_nobody_listens(self) -> None:
        texts, fault = told(closed_address())

        assert texts == []
        assert "cannot be reached: check its server and the address" in fault
        assert "Connection refused" in fault

    def test_an_address_without_tls_is_called_by_one_with_it(self) -> None:
        with serving(OpenAIServer("Rain fell [1].")) as server:
            texts, fault = told(server.url.replace("http:", "https:"))

        assert texts == []
        assert "cannot be reached: check its server and the address" in fault
        assert "SSL" in fault

    def test_it_names_the_model_and_its_address(self) -> None:
        with serving(OpenAIServer(status=500)) as server:
            _, fault = told(server.url)

        assert fault.startswith(f"the chat model openai:tiny at {server.url} ")
        assert "\n" not in fault


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
        ("rest", "advice"),
        [
            (chunk(said("was wet for ho")), "cannot be reached"),
            (chunk(said("was wet [1")), "cannot be reached"),
            (chunk(said("was wet"), missing=3), "cannot be reached"),
            (chunk(said("젖었다").partition("다".encode())[0] + b"\xeb"), "cannot be reached"),
        ],
        ids=["in a sentence", "in a marker", "in a chunk", "in a character"],
    )
    def test_in_the_second_sentence(self, rest: bytes, advice: str) -> None:
        with sending(CHUNKED, chunk(said("Rain fell on Monday [1]. It ")), rest) as url:
            texts, fault = told(url)

        assert texts == ["Rain fell on Monday."]
        assert advice in fault

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


class TestTime:
    IN_TIME = "did not answer in time: raise DATELINE_TIMEOUT or choose a faster model"

    @pytest.mark.parametrize(
        ("server", "texts"),
        [
            (OpenAIServer(deltas=[{"content": ""}], ends="hangs"), []),
            (OpenAIServer("Rain fell", ends="hangs"), []),
            (OpenAIServer("Rain fell [1]. It was wet", ends="hangs"), ["Rain fell."]),
        ],
    )
    def test_a_server_that_falls_silent(self, server: OpenAIServer, texts: list[str]) -> None:
        with serving(server):
            assert told(server.url, timeout=0.3)[0] == texts
            assert self.IN_TIME in told(server.url, timeout=0.3)[1]

    @pytest.mark.parametrize("parts", [[b""], [CHUNKED]], ids=["at all", "after its headers"])
    def test_a_server_that_says_nothing(self, parts: list[bytes]) -> None:
        with sending(*parts, closes=False) as url:
            assert self.IN_TIME in told(url, timeout=0.3)[1]

    @pytest.mark.parametrize(
        "parts",
        [
            [b"HTTP/1.1 200 OK\r\n", b"X-At: work\r\n"],
            [b"HTTP/1.1 200 ", b"O"],
            [b"HTTP/1.1 100 Continue\r\n\r\n"],
        ],
        ids=["in its headers", "in its first line", "with a reply before the reply"],
    )
    @pytest.mark.timeout(60)
    def test_a_server_that_does_not_get_to_its_reply(self, parts: list[bytes]) -> None:
        with sending(*parts, every=0.1, closes=False) as url:
            assert self.IN_TIME in told(url, timeout=0.5)[1]

    def test_a_server_that_only_gives_signs_of_life(self) -> None:
        with sending(CHUNKED, chunk(b": at work\n\n"), every=0.1, closes=False) as url:
            began = monotonic()
            assert self.IN_TIME in told(url, timeout=0.5)[1]

        assert monotonic() - began < 10

    def test_a_server_that_drips(self) -> None:
        with serving(OpenAIServer("Rain fell. " * 100, pause=0.05)) as server:
            assert self.IN_TIME in told(server.url, timeout=0.3)[1]
            sent = server.sent
            sleep(0.5)
            assert server.sent <= sent + 1, "the server writes on, the stream is not closed"

    def test_a_reply_without_end(self) -> None:
        with serving(OpenAIServer(deltas=[{"content": "rain " * 4_000}] * 30)) as server:
            assert "came to no end" in told(server.url)[1]


class TestTries:
    @pytest.mark.parametrize("status", [408, 429, 500, 503])
    def test_what_may_pass_is_tried_again(self, status: int) -> None:
        with serving(OpenAIServer("Rain fell [1].", status=[status, status])) as server:
            assert told(server.url) == (["Rain fell."], "")

        assert len(server.requests) == 3

    def test_they_are_bounded(self) -> None:
        server = OpenAIServer(status=500)
        fault_of(server)

        assert len(server.requests) == 3

    @pytest.mark.parametrize("status", [400, 401, 404])
    def test_what_comes_again_is_not(self, status: int) -> None:
        server = OpenAIServer(status=status)
        fault_of(server)

        assert len(server.requests) == 1

    def test_the_server_says_when(self) -> None:
        server = OpenAIServer("Rain fell [1].", status=[429], headers={"retry-after": "1"})
        with serving(server):
            began = monotonic()
            assert told(server.url) == (["Rain fell."], "")

        assert monotonic() - began >= 1

    def test_nobody_waits_for_longer_than_an_answer_may_take(self) -> None:
        server = OpenAIServer(status=429, headers={"retry-after": "3600"})
        fault = fault_of(server)

        assert len(server.requests) == 1
        assert "rate limit or quota: wait 3600 seconds and ask again" in fault

    @pytest.mark.parametrize("after", ["1e9", "1000000000", "Wed, 01 Jan 2200 00:00:00 GMT"])
    def test_nobody_is_told_to_wait_for_years(self, after: str) -> None:
        server = OpenAIServer(status=429, headers={"retry-after": after})
        fault = fault_of(server)

        assert len(server.requests) == 1
        assert "rate limit or quota for hours: check the account" in fault

    @pytest.mark.parametrize("after", ["soon", "nan", "inf", "-5", ""])
    def test_nonsense_is_not_waited_for(self, after: str) -> None:
        server = OpenAIServer("Rain fell [1].", status=[429], headers={"retry-after": after})
        with serving(server):
            assert told(server.url) == (["Rain fell."], "")

    def test_what_has_begun_is_not_begun_again(self) -> None:
        with serving(OpenAIServer("Rain fell [1]. It was wet", ends="dropped")) as server:
            assert told(server.url)[0] == ["Rain fell."]

        assert len(server.requests) == 1


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
