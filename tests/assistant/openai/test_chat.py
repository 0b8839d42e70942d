"""Chat completions, asked for by the official client."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from openai import (
    AsyncOpenAI,
    BadRequestError,
    NotFoundError,
    OpenAI,
)
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from assistant import Assistant
from assistant.types import REFUSAL
from tests.assistant.openai.cited import TROOPS, check_citations, plain

QUESTIONS = [
    TROOPS,
    "Who bakes the best bread in Lyon?",
    "Which articles do you have?",
    "Hello!",
    "How many U.S. troops are stationed on the peninsula, and who bakes bread in Lyon?",
]


def user(text: Any) -> Any:
    return [{"role": "user", "content": text}]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_completion_is_the_answer_that_python_gives(
    client: OpenAI, assistant: Assistant, question: str
) -> None:
    completion = client.chat.completions.create(model="dateline", messages=user(question))
    (choice,) = completion.choices
    answer = assistant.ask(question)
    assert choice.message.content == answer.text
    assert choice.finish_reason == "stop"
    assert plain(choice.message.dateline) == plain(answer.to_dict())  # type: ignore[attr-defined]
    notes = [note.url_citation.model_dump() for note in choice.message.annotations or []]
    assert {note["n"] for note in notes} == {citation.n for citation in answer.citations}
    check_citations(assistant, answer.text, notes)


@pytest.mark.parametrize("question", QUESTIONS)
def test_streamed_pieces_add_up_to_the_completion(
    client: OpenAI, assistant: Assistant, question: str
) -> None:
    stream = client.chat.completions.create(
        model="dateline",
        messages=user(question),
        stream=True,
        stream_options={"include_usage": True},
    )
    *chunks, last, usage = list(stream)
    pieces = [chunk.choices[0].delta.content or "" for chunk in chunks]
    answer = assistant.ask(question)
    assert "".join(pieces) == answer.text
    assert len([piece for piece in pieces if piece]) >= len(answer.sentences[:1])
    assert last.choices[0].finish_reason == "stop"
    end: Any = last.choices[0].delta
    assert plain(end.dateline) == plain(answer.to_dict())
    check_citations(assistant, answer.text, [note["url_citation"] for note in end.annotations])
    assert usage.choices == []
    assert usage.usage
    assert usage.usage.total_tokens > usage.usage.completion_tokens > 0


def test_what_is_sent_is_what_the_clients_types_say(client: OpenAI) -> None:
    """The client itself takes whatever comes."""
    asked: Any = {"model": "dateline", "messages": user(TROOPS)}
    completion = client.chat.completions.create(**asked)
    ChatCompletion.model_validate(completion.to_dict(), strict=True)
    for chunk in client.chat.completions.create(**asked, stream=True):
        ChatCompletionChunk.model_validate(chunk.to_dict(), strict=True)


def test_the_clients_own_helper_puts_a_stream_together(
    client: OpenAI, assistant: Assistant
) -> None:
    with client.chat.completions.stream(model="dateline", messages=user(TROOPS)) as stream:
        message: Any = stream.get_final_completion().choices[0].message
    answer = assistant.ask(TROOPS)
    assert message.content == answer.text
    assert plain(message.dateline) == plain(answer.to_dict())


def test_each_sentence_is_a_piece_of_its_own(client: OpenAI, assistant: Assistant) -> None:
    question = "What did Gen. Brunson say about the conditions for OPCON transfer?"
    stream = client.chat.completions.create(model="dateline", messages=user(question), stream=True)
    pieces = [chunk.choices[0].delta.content for chunk in stream if chunk.choices]
    answer = assistant.ask(question)
    assert len(answer.sentences) > 1
    assert len([piece for piece in pieces if piece]) >= len(answer.sentences)


async def test_it_is_asked_without_blocking_too(base_url: str, assistant: Assistant) -> None:
    async with AsyncOpenAI(base_url=base_url, api_key="unused") as client:
        whole = await client.chat.completions.create(model="dateline", messages=user(TROOPS))
        stream = await client.chat.completions.create(
            model="dateline", messages=user(TROOPS), stream=True
        )
        pieces = [chunk.choices[0].delta.content or "" async for chunk in stream]
    answer = assistant.ask(TROOPS).text
    assert whole.choices[0].message.content == "".join(pieces) == answer


def test_usage_counts_what_is_read_and_written(client: OpenAI, assistant: Assistant) -> None:
    completion = client.chat.completions.create(
        model="dateline", messages=[{"role": "system", "content": "Be brief."}, *user(TROOPS)]
    )
    read, written = assistant.embedder.count_tokens([TROOPS, assistant.ask(TROOPS).text])
    assert completion.usage
    assert completion.usage.prompt_tokens == read
    assert completion.usage.completion_tokens == written
    assert completion.usage.total_tokens == read + written


def test_a_follow_up_leans_on_the_conversation(client: OpenAI) -> None:
    messages: list[Any] = [
        {"role": "system", "content": "Answer like a pirate."},
        *user([{"type": "text", "text": "Who is Gen. Brunson?"}]),
    ]
    first = client.chat.completions.create(model="dateline", messages=messages)
    messages += [first.choices[0].message, *user("What did he say about the timeline?")]
    second: Any = client.chat.completions.create(model="dateline", messages=messages)
    assert "Brunson" in second.choices[0].message.dateline["query"]


@pytest.mark.parametrize("kept", ["dateline", "annotations"])
def test_what_an_earlier_answer_cited_is_remembered(client: OpenAI, kept: str) -> None:
    first: Any = client.chat.completions.create(model="dateline", messages=user(TROOPS))
    said = first.choices[0].message.model_dump()

    def ask_on(**brought: Any) -> str:
        reply = {"role": "assistant", "content": "It is as I said.", **brought}
        messages = [*user(TROOPS), reply, *user("When was that article published?")]
        done = client.chat.completions.create(model="dateline", messages=messages)
        return done.choices[0].message.content or ""

    assert "was published on" in ask_on(**{kept: said[kept]})
    assert ask_on() == REFUSAL


def test_filters_are_an_extension_of_the_request(client: OpenAI) -> None:
    nowhere = {"dateline": {"filters": {"published_to": "1990-01-01"}}}
    completion: Any = client.chat.completions.create(
        model="dateline", messages=user(TROOPS), extra_body=nowhere
    )
    assert completion.choices[0].message.dateline["status"] == "refused"


def test_what_changes_nothing_of_an_answer_is_ignored(client: OpenAI, assistant: Assistant) -> None:
    completion = client.chat.completions.create(
        model="dateline",
        messages=user(TROOPS),
        temperature=0.9,
        max_completion_tokens=3,
        seed=1,
        n=1,
        tool_choice="none",
        response_format={"type": "text"},
        user="somebody",
        extra_body={"top_k": 7},
    )
    assert completion.choices[0].message.content == assistant.ask(TROOPS).text


TOOL = {"type": "function", "function": {"name": "look", "parameters": {}}}
IMAGE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}


@pytest.mark.parametrize(
    ("wish", "param"),
    [
        ({"n": 2}, "n"),
        ({"tools": [TOOL]}, "tools"),
        ({"tool_choice": "required"}, "tools"),
        ({"functions": [{"name": "look"}]}, "functions"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"modalities": ["text", "audio"]}, "modalities"),
        ({"messages": user([IMAGE])}, "messages.0"),
        ({"messages": []}, "messages"),
        ({"messages": user("x" * 20_001)}, "messages.0"),
        ({"messages": user("x") * 1_001}, "messages"),
        ({"messages": [{"role": "assistant", "content": "Hello."}]}, "messages"),
        ({"messages": [{"role": "nobody", "content": "Hello."}]}, "messages.0.role"),
        ({"dateline": {"filters": {"publisher": "x"}}}, "dateline.filters.publisher"),
        ({"dateline": {"filters": {"published_to": "soon"}}}, None),
        ({"messages": user(" ")}, None),
        ({"messages": user("x" * 2_001)}, None),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_as_openai_tells_it(
    client: OpenAI, wish: dict[str, Any], param: str | None
) -> None:
    messages = wish.pop("messages", user(TROOPS))
    with pytest.raises(BadRequestError) as refused:
        client.chat.completions.create(model="dateline", messages=messages, extra_body=wish)
    assert refused.value.param == param
    assert refused.value.type == "invalid_request_error"
    assert refused.value.response.headers["content-type"] == "application/json"


def test_another_model_is_not_found(client: OpenAI) -> None:
    with pytest.raises(NotFoundError) as refused:
        client.chat.completions.create(model="gpt-4o", messages=user(TROOPS))
    assert refused.value.code == "model_not_found"
    assert refused.value.param == "model"


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', '{"messages": 1}', '{"model": "dateline"}'])
def test_what_is_no_request_is_told_as_such(base_url: str, body: str) -> None:
    response = httpx.post(
        f"{base_url}/chat/completions",
        content=body,
        headers={"content-type": "application/json"},
    )
    assert response.status_code == 400
    assert response.json()["error"]["type"] == "invalid_request_error"


def test_half_a_surrogate_pair_is_no_text(base_url: str) -> None:
    body = json.dumps({"model": "dateline", "messages": user("\ud800")})
    headers = {"content-type": "application/json"}
    for route in ("chat/completions", "embeddings", "responses"):
        whole = body.replace("}]", '}], "input": "\\ud800"')
        response = httpx.post(f"{base_url}/{route}", content=whole, headers=headers)
        assert response.status_code == 400, route
