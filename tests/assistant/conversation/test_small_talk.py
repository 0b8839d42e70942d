"""Greetings and thanks are answered; what is about the world is left to the articles."""

from __future__ import annotations

import pytest

from index.retrieve import Retriever
from tests.assistant.conversation.catalog import CITED, ask


@pytest.mark.parametrize(
    ("said_first", "kind"),
    [
        ("hi", "greeting"),
        ("Hello there!", "greeting"),
        ("Good morning", "greeting"),
        ("thanks!", "greeting"),
        ("Thank you very much.", "greeting"),
        ("Thanks, that's useful", "greeting"),
        ("bye", "greeting"),
        ("ok", "greeting"),
        ("Actually, yes", "greeting"),
        ("No thanks", "greeting"),
        ("never mind", "greeting"),
        ("That's not what I asked", "greeting"),
        ("I don't understand", "greeting"),
        ("you're wrong", "greeting"),
        ("Who are you?", "collection"),
        ("help", "collection"),
    ],
)
def test_small_talk_is_answered(catalog: Retriever, said_first: str, kind: str) -> None:
    reply = ask(catalog, said_first)

    assert reply
    assert reply.kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "How many articles of the treaty were changed?",
        "Which articles of the constitution protect free speech?",
        "How many articles does the constitution have?",
        "How many from Japan were hurt?",
        "How many from Japan?",
        "What is the latest news from Seoul?",
        "What is the newest submarine?",
        "Which of these ships is newest?",
        "Who is the author of the study?",
        "When was the report published?",
        "Who are the sources of the leak?",
        "Do you have anything about submarines?",
        "Hello Kitty's owner",
        "Thanks to whom did Seoul win?",
        "What can you tell me about Seoul?",
        "What do you know of the navy?",
        "Welche Artikel hast du?",
        "Hola",
        "기사가 몇 개예요?",
        "?",
    ],
)
def test_questions_about_the_world_are_left_to_the_articles(
    catalog: Retriever, question: str
) -> None:
    assert ask(catalog, question, CITED) is None
