"""Servers that send on to others, that refuse without end, and that mistake their own words."""

from __future__ import annotations

import pytest

from tests.assistant.asking import fault_of, told
from tests.assistant.openai_server import UNTIL_CLOSED, OpenAIServer, event, sending, serving


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_the_question_goes_nowhere_else(self, status: int) -> None:
        with serving(OpenAIServer("Rain fell [1].")) as other:
            to = {"location": f"{other.url}/chat/completions"}
            server = OpenAIServer(status=status, headers=to)
            fault = fault_of(server)

        assert f"is not followed: if it is the right one, set {other.url} as the base URL" in fault
        assert len(server.requests) == 1
        assert other.requests == []

    @pytest.mark.parametrize("headers", [{}, {"location": "http://[::bad"}])
    def test_one_that_leads_nowhere(self, headers: dict[str, str]) -> None:
        server = OpenAIServer(status=307, headers=headers)

        assert "is not followed: check the address" in fault_of(server)
        assert len(server.requests) == 1


@pytest.mark.timeout(60)
@pytest.mark.parametrize("dripped", [b" ", b"a" * 100_000], ids=["little by little", "at once"])
def test_a_refusal_without_end_is_told_by_its_status(dripped: bytes) -> None:
    head = b"HTTP/1.1 500 Broken\r\nConnection: close\r\n\r\n"
    with sending(head, dripped, every=0.01, closes=False) as url:
        assert "failed at its server (status 500)" in told(url, timeout=3)[1]


def test_a_reply_that_is_not_compressed_as_it_says() -> None:
    compressed = UNTIL_CLOSED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n")
    with sending(compressed, b"Rain fell.") as url:
        assert "sent no chat reply" in told(url)[1]


def test_fields_of_other_types_are_no_news() -> None:
    """A warning would fail this, as all of them do in these tests."""
    odd = {"id": 7, "created": "x", "model": 5, "system_fingerprint": [1]}
    choice = {"index": 0, "delta": {"content": "Rain fell [1]."}, "finish_reason": "stop"}
    body = event({**odd, "choices": [choice]}) + "data: [DONE]\n\n"
    with serving(OpenAIServer(body=body)) as server:
        assert told(server.url) == (["Rain fell."], "")
