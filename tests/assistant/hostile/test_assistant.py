"""What is planted changes no answer of an assistant, whoever answers."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.generative import GenerativeAnswerer
from index.retrieve import Retriever
from tests.assistant.hostile.obedient import ObedientChatModel
from tests.assistant.hostile.world import PLACES, Place

each_case = pytest.mark.parametrize("place", PLACES, ids=[place.case.name for place in PLACES])


@each_case
def test_an_obedient_model_is_told_no_orders(place: Place, hostile: Retriever) -> None:
    model = ObedientChatModel(trigger=place.case.trigger, reply=place.case.reply, fact=place.fact)
    told = Assistant(hostile, GenerativeAnswerer(model)).ask(place.question)
    assert [sentence.text for sentence in told.sentences] == [place.fact]


@each_case
def test_no_order_is_told_as_news(place: Place, hostile: Retriever) -> None:
    told = Assistant(hostile, ExtractiveAnswerer(hostile.rarity)).ask(place.question)
    assert [sentence.text for sentence in told.sentences] == [place.fact]
