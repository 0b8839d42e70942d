"""Four articles that questions about the collection are asked of, and what is said to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.conversation import Reply, about_collection
from assistant.types import Turn
from index.retrieve import Retriever

TODAY = date(2026, 11, 27)
ARTICLES = [
    ("a.md", "Ships sail", "Yonhap News Agency", "Jane Doe, John Roe", "2025-12-24"),
    ("b.md", "Bread is warm", "Korea Bizwire", "Ann Lee", "2026-03-02"),
    ("c.md", "Rain falls", "Yonhap News Agency", "Jane Doe", "2025-12-31"),
    ("d.md", "Nobody knows", "", "", ""),
]
CITED = [Turn("user", "What sails?"), Turn("assistant", "Ships do [1] [2].", ("a.md", "b.md"))]


def write(folder: Path, articles: Sequence[tuple[str, str, str, str, str]]) -> None:
    """Write articles, each given by its file, title, publisher, author and day."""
    for name, title, source, author, day in articles:
        fields = {"title": title, "source": source, "author": author, "published_at": day}
        known = [f"{field}: {value}" for field, value in fields.items() if value]
        text = "\n".join(["---", *known, f"url: https://example.org/{name}", "---", "", title])
        (folder / name).write_text(f"{text} at last.\n")


def ask(catalog: Retriever, question: str, history: Sequence[Turn] = ()) -> Reply | None:
    """Ask the collection."""
    return about_collection(question, history, catalog, today=TODAY)


def text_of(reply: Reply) -> str:
    """Give what a reply says, a line a sentence."""
    return "\n".join(told.text for told in reply.sentences)


def said(catalog: Retriever, question: str, history: Sequence[Turn] = ()) -> str:
    """Give what is said to a question that is surely about the collection."""
    reply = ask(catalog, question, history)
    assert reply, question
    return text_of(reply)
