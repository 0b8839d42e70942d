"""Responses, asked for by the official client."""

from __future__ import annotations

from typing import Any, cast

import pytest
from openai import AsyncOpenAI, BadRequestError, OpenAI
from openai.types.responses import (
    Response,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseStreamEvent,
)
from pydantic import TypeAdapter

from assistant import Assistant
from tests.assistant.openai.cited import TROOPS, check_citations, plain

QUESTIONS = [TROOPS, "Who bakes the best bread in Lyon?", "Which articles do you have?"]


def text_of(response: Response) -> ResponseOutputText:
    (message,) = response.output
    assert isinstance(message, ResponseOutputMessage)
    (text,) = message.content
    assert isinstance(text, ResponseOutputText)
    return text


def notes_of(response: Response) -> list[dict[str, Any]]:
    return [note.model_dump() for note in text_of(response).annotations]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_response_is_the_answer_that_python_gives(
    client: OpenAI, assistant: Assistant, question: str
) -> None:
    response: Any = client.responses.create(
        model="dateline", input=question, instructions="Be brief.", metadata={"for": "a test"}
    )
    answer = assistant.ask(question)
    assert response.status == "completed"
    assert response.output_text == answer.text
    assert plain(response.dateline) == plain(answer.to_dict())
    assert response.instructions == "Be brief."
    assert response.metadata == {"for": "a test"}
    assert response.usage.total_tokens == sum(
        assistant.embedder.count_tokens([question, answer.text])
    )
    notes = notes_of(response)
    assert {note["n"] for note in notes} == {citation.n for citation in answer.citations}
    check_citations(assistant, answer.text, notes)


@pytest.mark.parametrize("question", QUESTIONS)
def test_its_events_are_those_of_openai_in_their_order(
    client: OpenAI, assistant: Assistant, question: str
) -> None:
    events: list[Any] = list(client.responses.create(model="dateline", input=question, stream=True))
    kinds = [event.type.removeprefix("response.") for event in events]
    assert kinds[:4] == ["created", "in_progress", "output_item.added", "content_part.added"]
    assert kinds[-4:] == [
        "output_text.done",
        "content_part.done",
        "output_item.done",
        "completed",
    ]
    assert set(kinds[4:-4]) <= {"output_text.delta", "output_text.annotation.added"}
    assert [event.sequence_number for event in events] == list(range(len(events)))
    answer, whole = assistant.ask(question), events[-1].response
    assert whole.output_text == events[-4].text == answer.text
    assert plain(whole.dateline) == plain(answer.to_dict())
    deltas = [event.delta for event in events if event.type.endswith("output_text.delta")]
    assert "".join(deltas) == answer.text
    added = [event for event in events if event.type.endswith("annotation.added")]
    assert [event.annotation_index for event in added] == list(range(len(added)))
    assert [event.annotation.model_dump() for event in added] == notes_of(whole)


def test_what_is_sent_is_what_the_clients_types_say(client: OpenAI) -> None:
    """The client itself takes whatever comes."""
    event_types: TypeAdapter[ResponseStreamEvent] = TypeAdapter(ResponseStreamEvent)
    Response.model_validate(client.responses.create(model="dateline", input=TROOPS).to_dict())
    for event in client.responses.create(model="dateline", input=TROOPS, stream=True):
        event_types.validate_python(event.to_dict())


def test_where_a_sentence_cites_comes_right_after_it(client: OpenAI) -> None:
    said = ""
    for event in client.responses.create(model="dateline", input=TROOPS, stream=True):
        if event.type == "response.output_text.delta":
            said += event.delta
        elif event.type == "response.output_text.annotation.added":
            note = cast("Any", event.annotation).model_dump()
            assert said[note["start_index"] : note["end_index"]] == f"[{note['n']}]"


def test_the_clients_own_helper_puts_a_stream_together(
    client: OpenAI, assistant: Assistant
) -> None:
    with client.responses.stream(model="dateline", input=TROOPS) as stream:
        whole: Any = stream.get_final_response()
    assert whole.output_text == assistant.ask(TROOPS).text
    check_citations(assistant, whole.output_text, notes_of(whole))


async def test_it_is_asked_without_blocking_too(base_url: str, assistant: Assistant) -> None:
    async with AsyncOpenAI(base_url=base_url, api_key="unused") as client:
        response = await client.responses.create(model="dateline", input=TROOPS)
    assert response.output_text == assistant.ask(TROOPS).text


def test_what_came_out_goes_in_again_as_the_conversation(client: OpenAI) -> None:
    asked: Any = [{"role": "user", "content": TROOPS}]
    first = client.responses.create(model="dateline", input=asked)
    asked += first.output
    asked += [{"role": "user", "content": "When was that article published?"}]
    second = client.responses.create(model="dateline", input=asked)
    assert "was published on" in second.output_text


@pytest.mark.parametrize(
    ("wish", "param"),
    [
        ({"tools": [{"type": "web_search"}]}, "tools"),
        ({"previous_response_id": "resp_1"}, "previous_response_id"),
        ({"conversation": "conv_1"}, "conversation"),
        ({"background": True}, "background"),
        ({"text": {"format": {"type": "json_object"}}}, "text.format"),
        ({"input": [{"type": "item_reference", "id": "msg_1"}]}, "input.0"),
        ({"input": [{"role": "user", "content": [{"type": "input_image"}]}]}, "input.0"),
        ({"input": ""}, None),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_as_openai_tells_it(
    client: OpenAI, wish: dict[str, Any], param: str | None
) -> None:
    with pytest.raises(BadRequestError) as refused:
        client.responses.create(model="dateline", extra_body={"input": TROOPS, **wish})
    assert refused.value.param == param
