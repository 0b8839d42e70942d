from __future__ import annotations

import pytest

from assistant.evaluation.drafts.model import draft_with_model
from tests.assistant.chat_models import ScriptedChatModel, saying
from tests.assistant.evaluation.news import ARTICLES, FERRY, LIBRARY, article

FOUNDED = """Question: When was the Northgate Library founded?
Answer: 1912
Quote: The Northgate Library was founded in 1912 by a group of weavers."""
WEAVERS = "The Northgate Library was founded in 1912 by a group of weavers."


def single(model: ScriptedChatModel, count: int = 1) -> tuple[list, int]:
    return draft_with_model(model, [LIBRARY], count=count, unanswerable=0, multi_article=0)


def test_a_reply_becomes_cases_with_the_words_of_the_article() -> None:
    (case,), dropped = single(saying(FOUNDED))

    assert case.question == "When was the Northgate Library founded?"
    assert case.answers == ("1912",)
    assert [(proof.article_id, proof.quote) for proof in case.evidence] == [("library", WEAVERS)]
    assert case.tags == ("draft", "model")
    assert dropped == 0


def test_the_model_reads_the_title_and_the_passage() -> None:
    model = saying(FOUNDED)

    single(model)

    assert LIBRARY.title in model.prompts[0]
    assert WEAVERS in model.prompts[0]


@pytest.mark.parametrize(
    "reply",
    [
        FOUNDED.replace("Question:", "1. **Question 1:**").replace("Answer:", "**Answer:**"),
        f"<think>Question: Hm?</think>Here they are.\n\n{FOUNDED}\n\nI hope that they help.",
        FOUNDED.replace("Quote: ", 'QUOTE: "').replace("weavers.", 'weavers."'),
        FOUNDED.replace("Answer: 1912", "Answer: It was founded in 1912."),
    ],
)
def test_a_reply_may_be_dressed_up(reply: str) -> None:
    (case,), dropped = single(saying(reply))

    assert case.evidence[0].quote == WEAVERS
    assert dropped == 0


@pytest.mark.parametrize(
    "reply",
    [
        "I cannot do that.",
        "",
        "Question: ...",
        FOUNDED.replace("weavers", "sailors"),
        FOUNDED.replace("1912\n", "1871\n"),
        FOUNDED.replace("Answer: 1912\n", ""),
        FOUNDED.replace("the Northgate Library founded?", "the library of this article founded?"),
        FOUNDED.replace("When was the Northgate Library founded", "Was it founded in 1912"),
    ],
)
def test_a_reply_that_the_article_does_not_bear_out_is_dropped_and_counted(reply: str) -> None:
    cases, dropped = single(saying(reply))

    assert cases == []
    assert dropped == 1


def test_a_quote_is_found_whatever_its_quotes_and_spaces() -> None:
    text = "The mayor\nof  Wexcombe called pumpkins “rolling thunder” in 2019."
    reply = (
        "Question: What did the mayor of Wexcombe call pumpkins?\nAnswer: rolling thunder\n"
        'Quote: The mayor of Wexcombe called pumpkins "rolling thunder" in 2019.'
    )

    (case,), _ = draft_with_model(
        saying(reply), [article("new", text)], count=1, unanswerable=0, multi_article=0
    )

    assert case.evidence[0].quote == text


def test_a_model_that_never_keeps_the_form_is_given_up() -> None:
    model = saying("No.")
    news = [article(str(number), f"Gull {number} flew.") for number in range(50)]

    cases, dropped = draft_with_model(model, news, count=4)

    assert cases == []
    assert dropped == len(model.prompts) <= 18


def test_unanswerable_questions_are_put_to_their_article_alone() -> None:
    reply = "Question: Who painted the ceiling of the Northgate Library?"

    cases, dropped = draft_with_model(
        saying(reply), [LIBRARY], count=1, unanswerable=1, multi_article=0
    )

    (case,) = cases
    assert (case.answerable, case.type, case.docs) == (False, "unanswerable", ("library",))
    assert dropped == 0


@pytest.mark.parametrize(
    "question",
    ["When was the Northgate Library founded?", "How deep did the Titanic sink off Newfoundland?"],
)
def test_a_question_in_its_article_s_words_or_of_another_matter_is_not_taken_for_unanswerable(
    question: str,
) -> None:
    reply = f"Question: {question}"

    cases, dropped = draft_with_model(
        saying(reply), [LIBRARY], count=1, unanswerable=1, multi_article=0
    )

    assert [case for case in cases if not case.answerable] == []
    assert dropped >= 1


def test_a_question_of_two_articles_has_a_quote_of_each() -> None:
    ferry = article("b", "Tom Bell steers the Sandness Ferry every morning.")
    works = article("a", "The Sandness Ferry needs engines, says Ada Crane.")
    reply = (
        "Question: Who steers the Sandness Ferry, and what is missing there?\n"
        "Answer: Tom Bell, engines\nFirst quote: {}\nSecond quote: {}"
    )
    replies = [reply.format(works.text, ferry.text), reply.format(ferry.text, works.text)]

    made = [
        draft_with_model(saying(text), [ferry, works], count=1, unanswerable=0, multi_article=1)
        for text in replies
    ]

    found = [case for cases, _ in made for case in cases if case.type == "multi_article"]
    assert len(found) == 1
    assert {proof.article_id for proof in found[0].evidence} == {"a", "b"}


def test_a_question_is_drafted_once() -> None:
    cases, _ = draft_with_model(
        saying(FOUNDED), [*ARTICLES, FERRY], count=5, unanswerable=0, multi_article=0
    )

    assert len(cases) == 1
