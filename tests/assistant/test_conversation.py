from __future__ import annotations

from assistant.interfaces.ui.conversation import Conversation, Exchange
from assistant.interfaces.ui.render import reply_html
from assistant.types import AnswerEvent, Turn
from tests.assistant.rendered import ANSWER, CITATION, SENTENCE, Page


def test_a_reply_grows_with_its_stream() -> None:
    exchange = Exchange("How many troops?")
    searching = exchange.after(AnswerEvent("stage", stage="searching"))
    cited = searching.after(AnswerEvent("sentence", sentence=SENTENCE, citations=(CITATION,)))
    done = cited.after(AnswerEvent("done", answer=ANSWER))

    assert "Searching 13 articles…" in Page(reply_html(searching, 13)).text
    assert "There are 28,500 troops.[1]" in Page(reply_html(cited, 13)).text
    assert "Searching" in Page(reply_html(cited, 13)).text
    assert "Searching" not in Page(reply_html(done, 13)).text
    assert "Sources" in Page(reply_html(done, 13)).text
    assert [exchange.running, cited.running, done.running] == [True, True, False]


def test_a_stopped_reply_keeps_what_had_arrived() -> None:
    exchange = Exchange("How many troops?")
    cited = exchange.after(AnswerEvent("sentence", sentence=SENTENCE, citations=(CITATION,)))

    assert "There are 28,500 troops." in Page(reply_html(cited.stop(), 13)).text
    assert "Stopped" in Page(reply_html(cited.stop(), 13)).text
    assert not cited.stop().running


def test_a_complete_answer_cannot_be_stopped() -> None:
    done = Exchange("How many?").after(AnswerEvent("done", answer=ANSWER))

    assert done.stop() == done


def test_a_reply_that_was_stopped_or_cleared_does_not_go_on() -> None:
    asked = Exchange("How many troops?")
    more = asked.after(AnswerEvent("sentence", sentence=SENTENCE, citations=(CITATION,)))
    running, stopped, cleared = (
        Conversation([asked]),
        Conversation([asked.stop()]),
        Conversation(),
    )

    assert [c.advance(asked, more) for c in (running, stopped, cleared)] == [True, False, False]
    assert running.exchanges == [more]
    assert stopped.exchanges == [asked.stop()]


def test_only_answered_questions_become_history() -> None:
    asked = Exchange("How many troops?")
    answered = asked.after(AnswerEvent("done", answer=ANSWER))

    conversation = Conversation([asked.failed("no"), answered, asked.stop()])

    assert conversation.turns() == [
        Turn("user", "How many troops?"),
        Turn("assistant", "There are 28,500 troops. [1]", ("wire/2025/troops.txt",)),
    ]


def test_an_error_is_announced() -> None:
    page = Page(reply_html(Exchange("?").failed("the model is <gone>"), 13))

    assert page.all(role="alert")
    assert "the model is <gone>" in page.text
