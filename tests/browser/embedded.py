"""Pages of another site that embed the widget, under a policy that allows as little as can be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

STRICT = (
    "default-src 'none'; script-src {host}; connect-src {host}; frame-src {host};"
    " style-src 'self'; base-uri 'none'; form-action 'none';"
    " require-trusted-types-for 'script'; trusted-types 'none'"
)
# The policy reports what it stopped; a page may hide that from its console.
_WATCH = """
window.stopped = [];
addEventListener("securitypolicyviolation", (event) =>
  window.stopped.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
STYLE = "body { margin: 0; font-family: serif } .place { block-size: 600px }"


class OtherSite:
    """Serves pages by path; ``host`` is the Dateline that their policy lets them reach."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.host = ""
        self.pages: dict[str, str] = {}

    def page(self, body: str, path: str = "/") -> str:
        """Let a page have a body, in which HOST is the host, and give its address."""
        body = body.replace("https://HOST", self.host)
        self.pages[path] = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Another site</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<link rel="stylesheet" href="/style.css">{body}</html>'
        )
        return self.origin + path


@contextmanager
def other_site() -> Iterator[OtherSite]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            style = self.path == "/style.css"
            body = STYLE if style else site.pages.get(self.path, "")
            self.send_response(200 if body else 404)
            self.send_header("content-type", "text/css" if style else "text/html")
            self.send_header("content-security-policy", STRICT.format(host=site.host))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = OtherSite(f"http://127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield site
        finally:
            server.shutdown()


def element(attributes: str = "") -> str:
    return (
        '<script src="https://HOST/widget/dateline.js" defer></script><div class="place">'
        f'<dateline-chat server="https://HOST" {attributes}></dateline-chat></div>'
    )


class Chat:
    """The widget of a page that is open in a browser context of its own."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        options = {"viewport": {"width": 1100, "height": 760}, **options}
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(20_000)
        self.context.add_init_script(_WATCH)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(address)

    @property
    def question(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your question")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="Conversation")

    @property
    def source(self) -> Locator:
        return self.page.get_by_role("dialog", name="Source")

    @property
    def marked(self) -> Locator:
        return self.source.locator("mark")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def ask(self, question: str) -> None:
        """Type a question and press Enter."""
        self.question.fill(question)
        self.question.press("Enter")

    def answered(self, question: str) -> Locator:
        """Ask, wait until the answer is complete, and give it."""
        self.ask(question)
        expect(self.button("Send")).to_be_visible()
        expect(self.log.get_by_text(question, exact=True).last).to_be_visible()
        return self.log.locator(".reply").last

    def focused(self) -> str:
        """Return the accessible name, or the words, of what has the focus within the widget."""
        return self.page.evaluate(
            """() => { let at = document.activeElement;
                while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                return at?.getAttribute("aria-label") ?? at?.textContent; }"""
        )

    def stopped(self) -> list[str]:
        """Return what the page's policy has stopped."""
        return self.page.evaluate("window.stopped")
