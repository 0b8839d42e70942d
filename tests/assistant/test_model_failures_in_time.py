"""How long a chat model is waited for, and how often it is asked again."""

from __future__ import annotations

from time import monotonic, sleep

import pytest

from tests.assistant.asking import fault_of, told
from tests.assistant.openai_server import CHUNKED, OpenAIServer, chunk, sending, serving


class TestTime:
    IN_TIME = "did not answer in time: raise DATELINE_TIMEOUT or choose a faster model"
    TO_ITS_END = IN_TIME.replace("answer", "end its answer")

    @pytest.mark.parametrize(
        ("server", "texts", "advice"),
        [
            (OpenAIServer(deltas=[{"content": ""}], ends="hangs"), [], IN_TIME),
            (OpenAIServer("Rain fell", ends="hangs"), [], TO_ITS_END),
            (OpenAIServer("Rain fell [1]. It was wet", ends="hangs"), ["Rain fell."], TO_ITS_END),
        ],
    )
    def test_a_server_that_falls_silent(
        self, server: OpenAIServer, texts: list[str], advice: str
    ) -> None:
        with serving(server):
            assert told(server.url, timeout=0.3)[0] == texts
            assert advice in told(server.url, timeout=0.3)[1]

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
            assert self.TO_ITS_END in told(server.url, timeout=0.3)[1]
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
