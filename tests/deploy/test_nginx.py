"""deploy/nginx.conf in a real nginx: the page and the interfaces for programs below a path."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest
from playwright.sync_api import expect, sync_playwright

from tests.assistant.openai_server import OpenAIServer, serving
from tests.chroma import free_port
from tests.deploy.served import ROOT, served

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
QUESTION = "How many U.S. troops are stationed on the peninsula?"
REPLY = "About 28,500 U.S. troops are stationed on the peninsula [1]. "
PASSWORD = "sesame"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None, reason="no nginx here; .ci/programs installs it on Debian"),
]


@contextmanager
def nginx(folder: Path, behind: str) -> Iterator[str]:
    """Run nginx with the file as it is, but for the ports; give the address of the sub-path."""
    port = free_port()
    given = (ROOT / "deploy" / "nginx.conf").read_text()
    adapted, replaced = re.subn(
        r"listen 80;|127\.0\.0\.1:7860",
        lambda found: f"listen 127.0.0.1:{port};" if "listen" in found[0] else behind,
        given,
    )
    assert replaced == 3
    (folder / "dateline.conf").write_text(adapted)
    kept = "\n".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors warn; events {{}}\n"
        f"http {{ access_log off; {kept} include {folder}/dateline.conf; }}"
    )
    command = [
        str(NGINX),
        "-e",
        f"{folder}/errors",
        "-p",
        str(folder),
        "-c",
        f"{folder}/nginx.conf",
    ]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            while not _listens(port):
                assert process.poll() is None, process.stderr.read()
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/dateline/"
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def model() -> Iterator[OpenAIServer]:
    with serving(OpenAIServer(reply=REPLY, pause=0.05)) as model:
        yield model


@pytest.fixture(scope="module")
def below(
    tmp_path_factory: pytest.TempPathFactory, index: Path, model: OpenAIServer
) -> Iterator[str]:
    """The address of a password-protected page below a path."""
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    settings = {"root_path": "/dateline", "password": PASSWORD, "base_url": model.url}
    with (
        served(folder, "--index", index, **settings) as server,
        nginx(folder, server.address.removeprefix("http://")) as address,
    ):
        yield address


def test_people_log_in_ask_and_read_below_the_path(below: str) -> None:
    asked, failed, complaints = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on(
            "response",
            lambda reply: failed.append((reply.status, reply.url)) if reply.status > 399 else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(below)
        expect(page).to_have_url(f"{below}login")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        question = page.get_by_role("textbox", name="Your question")
        expect(question).to_be_visible(timeout=30_000)
        expect(page).to_have_url(below)
        question.fill(QUESTION)
        question.press("Enter")
        expect(page.locator(".dl-reply")).to_contain_text("28,500", timeout=30_000)
        page.locator(".dl-chip").first.click()
        reader = page.get_by_role("complementary", name="Source")
        expect(reader.locator("mark").first).to_be_in_viewport(timeout=30_000)
        browser.close()
    assert [url for url in asked if not url.startswith((below, "data:", "blob:"))] == []
    assert failed == []
    assert complaints == []


@pytest.fixture
def client(below: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=below, timeout=60) as client:
        logged_in = client.post("login", data={"secret": PASSWORD})
        assert logged_in.headers["location"] == "/dateline/"
        assert "path=/dateline" in logged_in.headers["set-cookie"]
        yield client


def test_a_stream_comes_through_as_it_is_made(client: httpx2.Client, model: OpenAIServer) -> None:
    before = model.sent
    headers = {"accept": "text/event-stream"}
    with client.stream("POST", "api/ask", json={"question": QUESTION}, headers=headers) as answer:
        lines = answer.iter_lines()
        assert next(lines) == "event: stage"
        assert model.sent - before < len(REPLY) / 5  # of so many pieces, not all are there yet
        assert "event: done" in list(lines)


ODD_IDS = ("wire/../crab", "https://example.com/a?b#c", "a//b", "50% of it", "ü/é")


@pytest.fixture
def writer(tmp_path: Path, index: Path) -> Iterator[httpx2.Client]:
    """A client that may add and remove, of an index of its own."""
    own = shutil.copytree(index, tmp_path / "index")
    tmp_path.chmod(0o755)
    with (
        served(tmp_path, "--index", own, root_path="/dateline") as server,
        nginx(tmp_path, server.address.removeprefix("http://")) as address,
        httpx2.Client(base_url=address, timeout=60) as client,
    ):
        yield client


def test_the_id_of_an_article_comes_through_whatever_is_in_it(writer: httpx2.Client) -> None:
    articles = [{"id": id_, "text": f"Of {id_}."} for id_ in (*ODD_IDS, "crab")]
    writer.post("api/articles", json={"articles": articles}).raise_for_status()
    for id_ in ODD_IDS:
        at = f"api/articles/{quote(id_, safe='')}"
        assert writer.get(at).raise_for_status().json()["id"] == id_
        assert writer.delete(at).status_code == 204
        assert writer.get(at).status_code == 404
    assert writer.get("api/articles/crab").raise_for_status().json()["id"] == "crab"


def test_programs_ask_below_the_path_and_figures_stay_inside(client: httpx2.Client) -> None:
    listed = client.get("api/articles", params={"limit": 2}).raise_for_status().json()
    assert listed["total"] == 13
    document = client.get("api/openapi.json").raise_for_status().json()
    assert document["servers"] == [{"url": "/dateline"}]
    for inside in ("healthz", "readyz", "metrics"):
        assert client.get(inside).status_code == 404
    bare = client.get(str(client.base_url).rstrip("/"))
    assert (bare.status_code, bare.headers["location"].endswith("/dateline/")) == (308, True)
