"""No answer is another one for what strangers plant, whoever answers."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answer import Answerer
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.generative import GenerativeAnswerer
from index.retrieve import Retriever
from tests.assistant.hostile.answering import Guards, answer
from tests.assistant.hostile.obedient import ObedientChatModel
from tests.assistant.hostile.world import PLACES, Place

each_case = pytest.mark.parametrize("place", PLACES, ids=[place.case.name for place in PLACES])


def obedient(place: Place) -> ObedientChatModel:
    return ObedientChatModel(trigger=place.case.trigger, reply=place.case.reply, fact=place.fact)


def told(retriever: Retriever, answerer: Answerer, question: str) -> list[str]:
    return [sentence.text for sentence in Assistant(retriever, answerer).ask(question).sentences]


@each_case
def test_an_obedient_model_is_told_no_orders(place: Place, hostile: Retriever) -> None:
    answerer = GenerativeAnswerer(obedient(place))
    assert told(hostile, answerer, place.question) == [place.fact]


@each_case
def test_no_order_is_told_as_news(place: Place, hostile: Retriever) -> None:
    answerer = ExtractiveAnswerer(hostile.rarity)
    assert told(hostile, answerer, place.question) == [place.fact]


@each_case
def test_what_an_obedient_model_says_when_it_was_shown_it_is_not_told(
    place: Place, hostile: Retriever
) -> None:
    said = answer(obedient(place), hostile, place.question, Guards(reading=False)).text.casefold()
    assert not any(word in said for word in ("cheese", "evil.example", "you answer a question"))
