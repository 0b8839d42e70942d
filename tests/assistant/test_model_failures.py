"""What is said of a chat model whose server, or the way to it, fails."""

from __future__ import annotations

import pytest

from tests.assistant.asking import fault_of, told
from tests.assistant.openai_server import OpenAIServer, closed_address, serving

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
