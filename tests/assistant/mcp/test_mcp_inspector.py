"""The same from the command line of the MCP inspector, which is written in TypeScript."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.assistant.mcp.test_mcp import QUESTION

ASK = ("--tool-name", "ask", "--tool-arg", f"question={QUESTION}")


def inspect(inspector: Path, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        ["node", str(inspector), "--cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_over_http(inspector: Path, address: str) -> None:
    http = (address, "--transport", "http", "--method")

    tools = inspect(inspector, *http, "tools/list")["tools"]
    assert [tool["name"] for tool in tools] == ["ask", "search", "get_article"]
    answered = inspect(inspector, *http, "tools/call", *ASK)
    assert "28,500. [1]" in answered["content"][0]["text"]
    (citation,) = answered["structuredContent"]["citations"]
    assert citation["quote"].endswith("is 28,500.")
    assert len(inspect(inspector, *http, "resources/list")["resources"]) == 13
    (template,) = inspect(inspector, *http, "resources/templates/list")["resourceTemplates"]
    uri = template["uriTemplate"].replace("{id}", citation["article_id"])
    (article,) = inspect(inspector, *http, "resources/read", "--uri", uri)["contents"]
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
