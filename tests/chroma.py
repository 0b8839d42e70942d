"""A real Chroma server in a process of its own, and a proxy before it that asks for a token."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx2

CHROMA = Path(sys.executable).with_name("chroma")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def chroma_server(data: Path, port: int = 0) -> Iterator[str]:
    """Run a server whose data lie in a folder, and give its address."""
    port = port or free_port()
    command = [str(CHROMA), "run", "--path", str(data), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield _answering(process, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(30)


def collections(address: str, tenant: str = "default_tenant", database: str = "") -> set[str]:
    """Name what is on a server, as it says itself."""
    at = f"{address}/api/v2/tenants/{tenant}/databases/{database or 'default_database'}"
    found = httpx2.get(f"{at}/collections").raise_for_status().json()
    return {collection["name"] for collection in found}


@contextmanager
def guarded(address: str, header: str, value: str) -> Iterator[tuple[str, list[str]]]:
    """Put a proxy before a server that lets by who sends a header; give its address, and paths."""
    asked: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def handle_request(self) -> None:
            asked.append(f"{self.command} {self.path}")
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            if self.headers.get(header) != value:
                self.answer(401, b"<html>No entry</html>")
                return
            passed = {"content-type": "application/json"}
            reply = httpx2.request(
                self.command, f"{address}{self.path}", content=body, headers=passed, timeout=60
            )
            self.answer(reply.status_code, reply.content)

        do_GET = do_POST = do_DELETE = handle_request  # noqa: N815 - the names that it looks for

        def answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join(30)


def _answering(process: subprocess.Popen[bytes], address: str) -> str:
    while process.poll() is None:
        try:
            if httpx2.get(f"{address}/api/v2/heartbeat", timeout=5).is_success:
                return address
        except httpx2.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"chroma run ended with {process.returncode}")
