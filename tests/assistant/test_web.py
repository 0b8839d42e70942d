from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from typing import cast

import pytest

from assistant import Assistant
from assistant.errors import SettingsError
from assistant.interfaces.web import serve

NOBODY = cast(Assistant, None)
SERVE = """
from types import SimpleNamespace
from assistant.interfaces.web import serve

status = SimpleNamespace(articles=13)
serve(SimpleNamespace(status=lambda: status, warm=lambda: None), port=0)
"""


def test_a_port_in_use_is_named_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"port {port} is in use.*--port"):
            serve(NOBODY, port=port)


def test_an_address_of_another_machine_cannot_be_served_on() -> None:
    with pytest.raises(SettingsError, match=r"cannot listen on 192\.0\.2\.1 port 7860: "):
        serve(NOBODY, host="192.0.2.1")


def asked(address: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> int:
    """Send a request that is to be turned away, and give the status."""
    request = urllib.request.Request(address, data, headers or {})
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=30)
    refusal.value.close()
    return refusal.value.code


def test_serving_says_where_once_it_answers_and_ends_quietly() -> None:
    command = [sys.executable, "-c", SERVE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as it:
        assert it.stdout
        assert it.stderr
        said = it.stdout.readline().strip()
        address = said.removeprefix("Dateline is at ")
        assert address.startswith("http://127.0.0.1:"), said + it.stderr.read()
        with urllib.request.urlopen(address, timeout=30) as response:
            assert "Dateline" in response.read().decode()
            assert "default-src 'self'" in response.headers["content-security-policy"]
        assert asked(address, headers={"Host": "evil.example"}) == 400
        assert asked(address + "/gradio_api/upload", data=b"a file") == 404
        length = {"Content-Length": "2000000"}  # announced is enough, nothing of it is read
        assert asked(address + "/gradio_api/call/ask", data=b"", headers=length) == 413

        it.send_signal(signal.SIGINT)

        assert it.wait(30) == 0
        assert it.stdout.read() == ""
        assert it.stderr.read() == ""
