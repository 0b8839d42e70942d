"""The browser page: a Gradio chat whose every word is rendered by ``render``.

Importing this module imports Gradio, which takes seconds and reads the environment;
``assistant.interfaces.server.app`` does so when it builds the app.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.interfaces.server.desk import Desk
from assistant.interfaces.server.problems import TOLD, told
from assistant.interfaces.ui import render
from assistant.interfaces.ui.article import READER
from assistant.interfaces.ui.conversation import Conversation, Exchange
from assistant.interfaces.ui.filters import PANEL, SENT, chosen
from assistant.interfaces.ui.report import report_forms

if TYPE_CHECKING:
    from fastapi import FastAPI

SEND = "Send"
STOP = "Stop"

FAULT = "Something went wrong on the server; its log says what."

STYLES, SCRIPTS = ("page", "answer", "report", "filters"), ("page", "report", "filters")

ICON = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
    "<rect width='32' height='32' rx='7' fill='%231c5480'/>"
    "<path d='M7 9h18M7 23h11' stroke='%23fff' stroke-width='2.5'/>"
    "<path d='M7 16h18' stroke='%23ffe48a' stroke-width='5'/></svg>"
)

Update = tuple[Any, Any]
"""What an event changes on the page: the chat, the question field."""

NOTHING: Update = (gr.skip(), gr.skip())


def mount_page(app: FastAPI, desk: Desk, examples: Sequence[str], root_path: str = "") -> None:
    """Serve the page at the root of ``app``, behind the routes that it has already.

    ``root_path`` is what a reverse proxy serves the whole app below.
    """
    gr.mount_gradio_app(
        app,
        _page(desk, examples),
        path="/",
        root_path=root_path or None,
        theme=_theme(),
        head=_head(),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        max_file_size=1,
        show_error=False,
    )


def _theme() -> gr.themes.Base:
    """Return a theme of system fonts whose first paint has the colours of page.css."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]).set(
        body_background_fill="#fdfcfa",
        body_background_fill_dark="#161614",
        body_text_color="#1d1c1a",
        body_text_color_dark="#edebe5",
    )


def _head() -> str:
    styles = "".join(f"<style>{_asset(f'{name}.css')}</style>" for name in STYLES)
    scripts = "".join(f"<script>{_asset(f'{name}.js')}</script>" for name in SCRIPTS)
    return f'<link rel="icon" href="{ICON}">{styles}{scripts}'


def _asset(name: str) -> str:
    return files("assistant.interfaces.ui").joinpath(name).read_text(encoding="utf-8")


def _page(desk: Desk, examples: Sequence[str]) -> gr.Blocks:
    talk = _Talk(desk)
    page = gr.Blocks(title="Dateline", fill_height=True, fill_width=True, analytics_enabled=False)
    # Who waits and who is turned away is the desk's to say: Gradio lets in one more than it does.
    page.max_threads = desk.admission.most + 1
    page.queue(default_concurrency_limit=None)
    with page:
        with gr.Row(elem_id="dl-header"):
            header = gr.HTML(talk.header(), apply_default_css=False)
            new_chat = gr.Button("New chat", elem_id="dl-new", size="sm", scale=0)
        chat = gr.Chatbot(
            elem_id="dl-chat",
            show_label=False,
            container=False,
            height="100%",
            autoscroll=False,
            buttons=[],
            latex_delimiters=[],
            group_consecutive_messages=False,
            placeholder=render.WELCOME,
            examples=[{"text": example} for example in examples],
        )
        gr.HTML(PANEL, apply_default_css=False)
        question = gr.Textbox(
            elem_id="dl-ask",
            label="Your question",
            show_label=False,
            container=False,
            placeholder="Ask about the articles",
            max_lines=8,
            autofocus=True,
            submit_btn=SEND,
            html_attributes=gr.InputHTMLAttributes(enterkeyhint="send"),
        )
        gr.HTML(READER + report_forms(), apply_default_css=False)
        conversation = gr.State(Conversation())
        filters = gr.Textbox(visible=False)

        hidden: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        shown: dict[str, Any] = {"outputs": [chat, question], **hidden}
        asked: dict[str, Any] = {"js": SENT, **shown}
        typed = question.submit(talk.reply, [filters, question, conversation], **asked)
        example = chat.example_select(talk.reply_to_example, [filters, conversation], **asked)
        direct: dict[str, Any] = {"inputs": conversation, "queue": False, **shown}
        # Gradio calls a cancelled event a failed one, once no more of it can arrive.
        typed.failure(talk.settle, **direct)
        example.failure(talk.settle, **direct)
        question.stop(talk.stop, cancels=[typed, example], **direct)
        new_chat.click(talk.clear, cancels=[typed, example], **direct)
        page.load(talk.header, outputs=header, queue=False, **hidden)
        gr.api(talk.answer, api_name="ask")
    return page


class _Talk:
    """The page's events; each is handed the conversation of its own browser."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._article_count = 0

    def header(self, request: gr.Request | None = None) -> str:
        """Return the page's header as of now, and as its visitor needs it."""
        self._article_count = self._desk.assistant.status().articles
        visit = request.request if request else None
        logged_in = visit is not None and bool(visit.scope.get("session"))
        return render.header_html(self._article_count, logged_in=logged_in)

    async def reply(
        self, sent: str, question: str, conversation: Conversation
    ) -> AsyncIterator[Update]:
        """Stream the reply to a question into the chat; cancelling does not wait for the model."""
        if not question.strip():
            yield NOTHING
            return
        history = conversation.turns()
        exchange = Exchange(question)
        conversation.exchanges.append(exchange)
        conversation.replying = True
        try:
            yield self._chat(conversation), _composer(running=True, text="")
            choice = chosen(sent)
            async for event in self._desk.stream(
                question, history, choice.filters(), read_time=choice.read_time
            ):
                before, exchange = exchange, exchange.after(event)
                if not conversation.advance(before, exchange):
                    # Stopped or cleared, and done before Gradio could cancel it.
                    last = conversation.exchanges[-1] if conversation.exchanges else None
                    yield self._chat(conversation), _composer(running=bool(last and last.running))
                    return
                if exchange.running:
                    yield self._chat(conversation), gr.skip()
            yield self._chat(conversation), _composer(running=False)
        except TOLD as error:
            if conversation.advance(exchange, exchange.failed(told(error).detail)):
                yield self._chat(conversation), _composer(running=False, text=question)
        finally:
            conversation.replying = False

    async def reply_to_example(
        self, sent: str, conversation: Conversation, example: gr.SelectData
    ) -> AsyncIterator[Update]:
        """Stream the reply to an example question."""
        async for update in self.reply(sent, example.value["text"], conversation):
            yield update

    async def stop(self, conversation: Conversation) -> Update:
        """End the running reply with what has arrived."""
        if conversation.exchanges:
            running = conversation.exchanges[-1]
            conversation.advance(running, running.stop())
        return self._chat(conversation), gr.skip()

    async def clear(self, conversation: Conversation) -> Update:
        """Begin a new conversation."""
        conversation.exchanges.clear()
        return self._chat(conversation), gr.update(value="")

    async def settle(self, conversation: Conversation) -> Update:
        """Show where a reply was left that was cancelled, or broken off by a fault of ours."""
        composer = _composer(running=conversation.replying)
        last = conversation.exchanges[-1] if conversation.exchanges else None
        if last and last.running and not conversation.replying:
            conversation.advance(last, last.failed(FAULT))
            composer = _composer(running=False, text=last.question)
        return self._chat(conversation), composer

    async def answer(self, question: str) -> dict[str, Any]:
        """Answer one question from the articles, with citations."""
        sent: object = question
        if not isinstance(sent, str):
            raise gr.Error("the question has to be a text", print_exception=False)
        try:
            return (await self._desk.ask(sent)).to_dict()
        except TOLD as error:
            raise gr.Error(told(error).detail, print_exception=False) from error

    def _chat(self, conversation: Conversation) -> list[dict[str, Any]]:
        messages = []
        for exchange in conversation.exchanges:
            reply = render.reply_html(exchange, self._article_count)
            messages.append(_message("user", render.question_html(exchange.question)))
            messages.append(_message("assistant", reply))
        return messages


def _message(role: str, html: str) -> dict[str, Any]:
    """Return a chat message of ready HTML; as plain text, Gradio would read it as Markdown."""
    return {"role": role, "content": gr.HTML(html, apply_default_css=False, js_on_load=None)}


def _composer(*, running: bool, text: str | None = None) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "submit_btn": False if running else SEND,
        "stop_btn": STOP if running else False,
    }
    if text is not None:
        changes["value"] = text
    return gr.update(**changes)
