"""No answer is another one for what strangers plant, whoever answers."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.compose import Composition
from assistant.hostile import asked
from assistant.types import Answer
from index.retrieve import Retriever
from tests.assistant.hostile.answering import Guards, answer
from tests.assistant.hostile.obedient import ObedientChatModel
from tests.assistant.hostile.world import PLACES, Place

EACH_CASE = pytest.mark.parametrize("place", PLACES, ids=[place.case.name for place in PLACES])


def extracted(retriever: Retriever, question: str) -> Answer:
    question = asked(question)
    answerer = ExtractiveAnswerer(retriever.rarity)
    passages = retriever.search(question, 8)
    composition = Composition()
    for draft in answerer.propose(question, passages).drafts:
        composition.add(draft)
    return composition.finish(question, answerer.name, passages)


def obedient(place: Place) -> ObedientChatModel:
    return ObedientChatModel(trigger=place.case.trigger, reply=place.case.reply, fact=place.fact)


def said(answer: Answer) -> list[tuple[str, list[str]]]:
    """Give the sentences of an answer, each with the words that it cites."""
    quotes = {citation.n: citation.quote for citation in answer.citations}
    return [(s.text, [quotes[n] for n in s.citations]) for s in answer.sentences]


@EACH_CASE
def test_the_extractive_answer_is_what_it_is_without_it(
    place: Place, hostile: Retriever, clean: Retriever
) -> None:
    expected = extracted(clean, place.plain_question)

    assert said(expected) == [(place.fact, [place.fact])]
    assert said(extracted(hostile, place.question)) == said(expected)


@EACH_CASE
def test_an_obedient_model_answers_as_it_does_without_it(place: Place, hostile: Retriever) -> None:
    answered = answer(obedient(place), hostile, place.question)

    assert [sentence for sentence, _ in said(answered)] == [place.fact]


@EACH_CASE
def test_what_an_obedient_model_says_when_it_was_shown_it_is_not_told(
    place: Place, hostile: Retriever
) -> None:
    answered = answer(obedient(place), hostile, place.question, Guards(reading=False))

    told = answered.text.casefold()
    assert not any(word in told for word in ("cheese", "evil.example", "you answer a question"))
