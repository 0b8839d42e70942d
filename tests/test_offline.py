"""No connection to any other host: asked, indexed and served with every other address shut.

Python's own ways out are shut; what libraries of machine code try is seen by strace.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterable
from pathlib import Path

import pytest

from assistant.interfaces.access.provider import is_loopback

ROOT = Path(__file__).parents[1]

SHUT = """
import socket, sys

def allowed(address):
    host = address[0] if isinstance(address, tuple) else address
    return isinstance(address, str | bytes) or host in ("127.0.0.1", "::1", "localhost", "0.0.0.0")

def guard(name, address):
    if not allowed(address):
        print("OUTSIDE", name, address, file=sys.stderr, flush=True)
        raise OSError("shut by the test")

class Socket(socket.socket):
    def connect(self, address):
        guard("connect", address)
        return super().connect(address)

    def connect_ex(self, address):
        guard("connect_ex", address)
        return super().connect_ex(address)

    def sendto(self, data, *rest):
        guard("sendto", rest[-1])
        return super().sendto(data, *rest)

look_up = socket.getaddrinfo

def getaddrinfo(host, *rest, **more):
    if host is not None:
        guard("getaddrinfo", (host.decode() if isinstance(host, bytes) else host, 0))
    return look_up(host, *rest, **more)

socket.socket = Socket
socket.getaddrinfo = getaddrinfo
"""
ASK = f"{SHUT}\nfrom assistant.interfaces.cli import main\nmain()"
LINGER = f"{SHUT}\nimport atexit, time\natexit.register(time.sleep, 12)\n{ASK}"
SERVE = f"""{SHUT}
from assistant import Assistant
from assistant.interfaces.server.serving import serve
serve(Assistant.open(index=sys.argv[1]), port=0)
"""
# What this test environment may set to keep libraries quiet, and a user's machine does not.
QUIET = (
    "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "GRADIO_ANALYTICS_ENABLED", "DO_NOT_TRACK",
    "ORT_DISABLE_TELEMETRY",
)  # fmt: skip
CALLS = ("strace", "--follow-forks", "--seccomp-bpf", "--trace=connect,sendto")
OUTSIDE = re.compile(
    r"sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )\"([^\"]+)\""
)


def shut_off(
    program: str, *arguments: str | Path, watched: Iterable[str] = ()
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*watched, sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in QUIET},
    )


def reached_outside(calls: Path) -> set[tuple[str, str]]:
    """Give address and port of each call to another host, or for the name of one."""
    reached = set(OUTSIDE.findall(calls.read_text()))
    return {(host, port) for port, host in reached if port == "53" or not is_loopback(host)}


def test_the_guard_notices_an_outside_connection() -> None:
    program = (
        f"{SHUT}\nimport urllib.request\nurllib.request.urlopen('http://192.0.2.1/', timeout=2)"
    )
    _, errors = shut_off(program).communicate(timeout=60)
    assert "OUTSIDE getaddrinfo ('192.0.2.1', 0)" in errors


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """Where strace writes, if it is here and may watch."""
    log = tmp_path / "calls"
    if not shutil.which("strace"):
        pytest.skip("no strace here; .ci/programs installs it on Debian")
    trial = subprocess.run([*CALLS, "-o", log, "true"], check=False, capture_output=True)
    if trial.returncode:
        pytest.skip("strace may not watch here")
    return log


def test_strace_notices_an_outside_connection(calls: Path) -> None:
    program = "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(('192.0.2.1', 443))"
    shut_off(program, watched=(*CALLS, "-o", str(calls))).communicate(timeout=60)
    assert reached_outside(calls) == {("192.0.2.1", "443")}


@pytest.mark.slow
def test_no_library_tells_its_makers_that_it_is_used(calls: Path, tmp_path: Path) -> None:
    arguments = ("index", ROOT / "articles", "--index", tmp_path / "index")
    indexing = shut_off(LINGER, *arguments, watched=(*CALLS, "-o", str(calls)))
    _, errors = indexing.communicate(timeout=240)
    assert indexing.returncode == 0, errors
    assert reached_outside(calls) == set()


@pytest.mark.slow
def test_indexing_asking_and_serving_reach_no_other_host(tmp_path: Path) -> None:
    index = tmp_path / "index"
    steps: tuple[list[str | Path], ...] = (
        ["index", ROOT / "articles", "--index", index],
        ["ask", "When were the missile guidelines lifted?", "--index", index],
    )
    for arguments in steps:
        process = shut_off(ASK, *arguments)
        _, errors = process.communicate(timeout=240)
        assert process.returncode == 0, errors
        assert "OUTSIDE" not in errors

    server = shut_off(SERVE, index)
    assert server.stdout
    try:
        address = server.stdout.readline().split()[-1]
        from gradio_client import Client  # type: ignore[import-untyped]

        answer = Client(address, verbose=False).predict(
            "When were the missile guidelines lifted?", api_name="/ask"
        )
        assert "2021" in answer["text"]
        with urllib.request.urlopen(address, timeout=30) as page:
            assert page.status == 200
    finally:
        server.terminate()
        _, errors = server.communicate(timeout=60)
    assert "OUTSIDE" not in errors
