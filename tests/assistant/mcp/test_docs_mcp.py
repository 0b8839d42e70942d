"""Every example of docs/mcp.md, run."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.config import ServerSettings
from assistant.interfaces.access.keys import Keys
from assistant.interfaces.server.app import create_app
from tests.assistant.command import COMMAND
from tests.assistant.mcp.test_mcp import QUESTION, call, text
from tests.assistant.mcp.test_mcp_inspector import ASK, inspect
from tests.served import serving

DOCUMENT = (Path(__file__).parents[3] / "docs" / "mcp.md").read_text()
SERVED = "http://127.0.0.1:7860/mcp"
TROOPS = "The number of U.S. troops stationed on the Korean Peninsula is 28,500. [1]"


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)


def test_the_configuration_of_a_client_that_starts_it(
    inspector: Path, sample_index: Path, tmp_path: Path
) -> None:
    config = json.loads(examples("json")[0].replace(".dateline/index", str(sample_index)))
    server = config["mcpServers"]["news"]
    assert server["command"] == "dateline"
    server["command"], server["args"] = COMMAND[0], [*COMMAND[1:], *server["args"]]

    file = tmp_path / "mcp.json"
    file.write_text(json.dumps(config))

    named = ("--config", str(file), "--server", "news", "--method", "tools/call")
    told = inspect(inspector, *named, *ASK)

    assert TROOPS in told["content"][0]["text"]


def test_the_configuration_of_a_client_that_shows_a_key(
    inspector: Path, assistant: Assistant, tmp_path: Path
) -> None:
    key = Keys(tmp_path).add("reader", ["read"])
    with serving(create_app(assistant, ServerSettings(state=tmp_path))) as server:
        example = examples("json")[1].replace(SERVED, f"{server}mcp").replace("KEY", key)
        news = json.loads(example)["mcpServers"]["news"]
        assert news["type"] == "streamable-http"
        # The inspector reads no headers from a configuration.
        headers = [f"{name}: {value}" for name, value in news["headers"].items()]
        http = (news["url"], "--transport", "http", "--header", *headers, "--method", "tools/call")
        told = inspect(inspector, *http, *ASK)

    assert TROOPS in told["content"][0]["text"]


def test_the_client_in_python(address: str) -> None:
    (example,) = examples("python")
    done = subprocess.run(
        [sys.executable, "-c", example.replace(SERVED, address)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.strip() == TROOPS, done.stderr


def test_the_inspectors_command_line(inspector: Path, address: str) -> None:
    (example,) = examples("sh")
    npx, package, cli, *arguments = shlex.split(example.replace(SERVED, address))
    assert (npx, package, cli) == ("npx", "@modelcontextprotocol/inspector@1.0.3", "--cli")
    assert TROOPS in inspect(inspector, *arguments)["content"][0]["text"]


def test_the_text_that_it_shows(address: str) -> None:
    shown = re.sub(r"^ {4}", "", DOCUMENT, flags=re.MULTILINE)
    assert text(call(address, "ask", question=QUESTION)) in shown


@pytest.mark.parametrize("id_", ["wire/2026-11-27"])
def test_an_address_is_its_id_encoded(assistant: Assistant, address: str, id_: str) -> None:
    uri = "dateline://article/wire%2F2026-11-27"
    assert f"`{id_}` is `{uri}`" in DOCUMENT
    assistant.add([{"id": id_, "text": "The harbour reopened on Friday."}])
    assert call(address, "get_article", id=id_).structured_content["id"] == id_
