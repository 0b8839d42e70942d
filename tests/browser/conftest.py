from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from assistant import Assistant, Turn
from assistant.answer import Draft, Proposal, Span
from assistant.config import ServerSettings
from assistant.interfaces.server.app import create_app
from index.build import build
from index.embed import SentenceTransformerEmbedder
from index.retrieve import Retriever
from index.types import Passage
from tests.browser.embedded import Chat, OtherSite, other_site
from tests.served import serving

MARKS = [
    pytest.mark.browser,
    # Gradio counts its events with pandas, in the middle of whatever test runs then.
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
]
TROOPS = "How many U.S. troops are stationed on the peninsula?"
BREAD = "Who bakes the best bread in Lyon?"
ROOT = Path(__file__).parents[2]
ARTICLES, ARTIFACTS = ROOT / "articles", ROOT / "test-artifacts"
EXAMPLES = (TROOPS, "Which missile guidelines were lifted?")
HOSTILE = (
    "<script>document.title='owned'</script> <img src=x onerror=\"document.title='owned'\"> "
    "**bold** $$x$$ `code` [a](http://evil.example) ![](http://evil.example/x.png) ${1+1} {{x}}"
)
HOSTILE_ARTICLE = f"""---
title: {json.dumps(HOSTILE)}
source: "</span><b>Zanzibar Herald</b>"
---

The zanzibar clove harvest is near. {HOSTILE} Zanzibar cloves dry in the sun.
"""


class ScriptedAnswerer:
    """Answers with the first sentences of the passages; waits before the second until told to.

    The question "break" breaks it.
    """

    name = "scripted"

    def __init__(self) -> None:
        self.go_on = Event()
        self.history: Sequence[Turn] = ()

    def rewrite(self, question: str, history: Sequence[Turn]) -> str:
        """Note the conversation that a question came with."""
        self.history = history
        return question

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        return Proposal(self._drafts(question, passages))

    def _drafts(self, question: str, passages: Sequence[Passage]) -> Iterator[Draft]:
        if question == "break":
            raise RuntimeError("a fault of ours")
        for number, passage in enumerate(passages[:2]):
            if number:
                self.go_on.wait(30)
            first = passage.sentences[0]
            # What strangers write is only told if the passage that is cited says so, too.
            end = passage.end if HOSTILE in question else first.end
            yield Draft(f"{question} {first.text}", (Span(passage, first.start, end),))


@contextmanager
def served(assistant: Assistant, **given) -> Iterator[str]:
    """Serve the page on a free loopback port and give its address."""
    with TemporaryDirectory() as state:
        settings = ServerSettings(**{"examples": EXAMPLES, "state": Path(state)} | given)
        with serving(create_app(assistant, settings)) as address:
            yield address


@pytest.fixture(scope="session", autouse=True)
def reached() -> Iterator[list[str]]:
    """Hosts other than this one that the server tried to reach; it reaches none of them."""
    hosts: list[str] = []
    connect = socket.socket.connect

    def connect_at_home(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not (
            ip_address(address[0]).is_loopback
        ):
            hosts.append(address[0])
            raise ConnectionRefusedError(f"{address} is not this machine")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_at_home)
        yield hosts


def indexed(folder: Path, *paths: Path) -> Retriever:
    """Index articles in a folder and open the index."""
    embedder = SentenceTransformerEmbedder()
    assert build(paths, folder, embedder).problems == []
    return Retriever.open(folder, embedder)


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant.open(index=indexed(tmp_path_factory.mktemp("index"), ARTICLES).directory)


@pytest.fixture(scope="session")
def site(assistant: Assistant) -> Iterator[str]:
    with served(assistant) as address:
        yield address


@pytest.fixture(scope="session")
def scripted() -> ScriptedAnswerer:
    return ScriptedAnswerer()


@pytest.fixture(scope="session")
def scripted_site(
    tmp_path_factory: pytest.TempPathFactory, scripted: ScriptedAnswerer
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    hostile = folder / "hostile.md"
    hostile.write_text(HOSTILE_ARTICLE, encoding="utf-8")
    retriever = indexed(folder / "index", ARTICLES, hostile)
    with served(Assistant(retriever, scripted, rewriter=scripted.rewrite)) as address:
        yield address
        scripted.go_on.set()


# Not for the session: as long as Playwright runs, no test of the same process can use asyncio.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


class Visit:
    """A page of its own browser context, and everything it asked of the network."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(address)
        expect(self.question).to_be_visible()

    @property
    def question(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your question")

    @property
    def replies(self) -> Locator:
        return self.page.locator(".dl-reply")

    @property
    def reader(self) -> Locator:
        return self.page.get_by_role("complementary", name="Source")

    def ask(self, question: str) -> None:
        """Type a question and press Enter."""
        self.question.fill(question)
        self.question.press("Enter")

    def answered(self, question: str) -> None:
        """Ask, and wait until the answer is complete."""
        earlier = self.replies.count()
        self.ask(question)
        expect(self.replies).to_have_count(earlier + 1)
        expect(self.replies.last.get_by_role("list").last).to_be_visible()
        expect(self.page.get_by_role("button", name="Send")).to_be_visible()

    def shoot(self, state: str, settled: int) -> None:
        """Take pictures, in light and dark, of a state that is there after some milliseconds.

        Nothing in it may lie beyond the page's right edge.
        """
        ARTIFACTS.mkdir(exist_ok=True)
        self.page.wait_for_timeout(settled)
        for scheme in ("dark", "light"):
            self.page.emulate_media(color_scheme=scheme)
            assert self.overflow() == 0
            self.page.screenshot(path=ARTIFACTS / f"{state}-{scheme}.png", animations="disabled")

    def overflow(self) -> int:
        """Return how many pixels of the page lie beyond its right edge."""
        return self.page.evaluate(
            """() => Math.max(0, ...[...document.querySelectorAll('body, body *')]
                .filter((element) => !element.closest('.dl-unseen, .sr-only'))
                .map((element) => element.getBoundingClientRect().right - innerWidth))"""
        )


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, site: str, reached: list[str]) -> Iterator[Open]:
    """Open the page in a new browser context; nobody but the site may have been asked."""
    opened: list[tuple[BrowserContext, Visit, str]] = []

    def open_page(address: str = site, width: int = 1280, height: int = 800, **options) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(20_000)
        visit = Visit(context, address)
        opened.append((context, visit, address))
        return visit

    expect.set_options(timeout=20_000)
    yield open_page
    for context, visit, address in opened:
        context.close()
        strangers = [u for u in visit.asked if not u.startswith((address, "data:", "blob:"))]
        assert strangers == []
        assert visit.complaints == []
    assert reached == []


@pytest.fixture
def arriving(visit: Open, scripted_site: str, scripted: ScriptedAnswerer) -> Visit:
    """A page on which the first sentence of an answer is there and the second is waited for."""
    scripted.go_on.clear()
    on = visit(scripted_site)
    on.ask("troops")
    expect(on.page.get_by_role("button", name="Source 1:")).to_be_visible()
    return on


@pytest.fixture(scope="module")
def other(assistant: Assistant) -> Iterator[OtherSite]:
    """A site whose pages may ask the assistant of the sample articles."""
    with other_site() as site, served(assistant, cors=(site.origin,)) as address:
        site.host = address.rstrip("/")
        yield site


@pytest.fixture
def open_page(browser: Browser, reached: list[str]) -> Iterator[Callable[..., Chat]]:
    """Open pages; nothing on them may be stopped by their policy, or fail."""
    opened: list[Chat] = []
    expect.set_options(timeout=20_000)

    def open_one(address: str, **options: object) -> Chat:
        opened.append(Chat(browser, address, **options))
        return opened[-1]

    yield open_one
    for chat in opened:
        assert chat.stopped() == []
        assert chat.complaints == []
        chat.context.close()
    assert reached == []
