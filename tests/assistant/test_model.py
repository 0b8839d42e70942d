from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.answer.generative import GenerativeAnswerer
from assistant.errors import ModelError
from assistant.model import open_chat_model
from assistant.prompting import CANNOT_ANSWER
from assistant.rewrite import rewrite
from assistant.types import Turn
from index.types import Passage
from tests.assistant.openai_server import OpenAIServer, serving

RAIN = Passage("rain", "Rain", "", "", "", "", "Rain fell on Monday.", 0, 20, score=1.0)


def answer(base_url: str, *, timeout: float = 20.0) -> list[str]:
    model = open_chat_model("openai:tiny", base_url=base_url, timeout=timeout)
    drafts = GenerativeAnswerer(model).propose("When did rain fall?", [RAIN]).drafts
    return [f"{draft.text} {[span.quote for span in draft.spans]}" for draft in drafts]


class TestAddress:
    def test_an_answer_streams_from_an_openai_compatible_server(self) -> None:
        with serving(OpenAIServer("Rain fell on Monday [1]. It was wet.")) as server:
            assert answer(server.url) == [
                "Rain fell on Monday. ['Rain fell on Monday.']",
                "It was wet. []",
            ]

        (asked,) = server.requests
        assert (asked["model"], asked["temperature"], asked["stream"]) == ("tiny", 0, True)
        assert [message["role"] for message in asked["messages"]] == ["system", "user"]

    def test_it_may_refuse(self) -> None:
        with serving(OpenAIServer(CANNOT_ANSWER)) as server:
            assert answer(server.url) == []

    def test_it_may_rewrite_a_question(self) -> None:
        history = [Turn("user", "When did rain fall?")]
        with serving(OpenAIServer("When did snow fall?")) as server:
            model = open_chat_model("tiny", base_url=server.url)

            assert rewrite(model, "And snow?", history) == "When did snow fall?"

    def test_the_model_can_be_called_without_streaming(self) -> None:
        with serving(OpenAIServer("Hello.")) as server:
            assert open_chat_model("tiny", base_url=server.url).invoke("Hi").text == "Hello."

    @pytest.mark.parametrize(
        ("spec", "model"),
        [("openai:tiny", "tiny"), ("tiny", "tiny"), ("qwen3:8b", "qwen3:8b"), ("", "default")],
    )
    def test_a_model_there_needs_no_provider(self, spec: str, model: str) -> None:
        with serving(OpenAIServer("Hello.")) as server:
            open_chat_model(spec, base_url=server.url).invoke("Hi")

        assert server.requests[0]["model"] == model

    def test_only_a_key_meant_for_it_is_sent(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", "a key for another host")
        with serving(OpenAIServer("Hello.")) as server:
            open_chat_model("tiny", base_url=server.url).invoke("Hi")
            open_chat_model("tiny", base_url=server.url, api_key="mine").invoke("Hi")

        assert server.authorization == ["Bearer none", "Bearer mine"]

    @pytest.mark.parametrize("spec", ["o1", "openai:o3", "openai:o4-mini", "openai/o3-mini"])
    def test_a_model_that_takes_no_temperature_is_sent_none_of_ours(self, spec: str) -> None:
        with serving(OpenAIServer("Hello.")) as server:
            open_chat_model(spec, base_url=server.url).invoke("Hi")

        assert server.requests[0].get("temperature") in (None, 1)


class TestOpening:
    @pytest.fixture(autouse=True)
    def without_keys(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for variable in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "LANGSMITH_GATEWAY"):
            monkeypatch.delenv(variable, raising=False)

    @pytest.mark.parametrize(
        ("spec", "advice"),
        [
            ("openai:tiny", "set OPENAI_API_KEY or DATELINE_API_KEY"),
            ("azure_openai:tiny", "set DATELINE_API_KEY"),
            ("nobody:tiny", "of no known provider: write provider:model"),
            ("tiny", "of no known provider: write provider:model"),
            ("openai:", "of no known provider: write provider:model"),
            ("gpt-4o", "of no known provider: write provider:model"),  # though LangChain guesses
            ("", "no chat model is named"),
        ],
    )
    def test_what_is_missing_is_said(self, spec: str, advice: str) -> None:
        with pytest.raises(ModelError, match=advice) as raised:
            open_chat_model(spec)

        assert spec in str(raised.value)

    @pytest.mark.parametrize("provider", ["anthropic", "ollama", "google_genai"])
    def test_a_missing_package_is_named(
        self, provider: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        package = f"langchain_{provider}"
        monkeypatch.setitem(sys.modules, package, None)

        with pytest.raises(ModelError, match=f"pip install {package.replace('_', '-')}$"):
            open_chat_model(f"{provider}:tiny")

    def test_a_proxy_that_is_none_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ALL_PROXY", "nonsense://127.0.0.1")

        with pytest.raises(ModelError, match=r"cannot be opened, .*: Unknown scheme for proxy"):
            open_chat_model("tiny", base_url="http://127.0.0.1:9/v1")

    def test_a_key_may_be_given(self) -> None:
        assert open_chat_model("openai:tiny", api_key="k").get_name() == "openai:tiny"


def in_a_fresh_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_nothing_heavy_is_imported_before_a_model_is_opened() -> None:
    heavy = in_a_fresh_process(
        "import sys, assistant.answer.generative, assistant.rewrite;"
        "print({'langchain', 'langchain_core', 'openai', 'httpx'} & sys.modules.keys())"
    )

    assert heavy == "set()"


def test_nothing_is_traced_unless_the_user_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.replace("LANGSMITH", "LANGCHAIN"), raising=False)
    ask = (
        "import assistant.model as m; m.open_chat_model('tiny', base_url='http://127.0.0.1:9');"
        "from langsmith.utils import tracing_is_enabled; print(tracing_is_enabled())"
    )

    assert in_a_fresh_process(ask) == "False"
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    assert in_a_fresh_process(ask) == "True"
