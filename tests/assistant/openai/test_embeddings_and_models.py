"""Embeddings and models, asked for by the official client and by LangChain's."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_openai import OpenAIEmbeddings
from openai import BadRequestError, NotFoundError, OpenAI
from pydantic import SecretStr

from assistant import Assistant
from assistant.langchain.embeddings import DatelineEmbeddings

TEXTS = ["Troops are stationed on the peninsula.", "Bread is baked in Lyon.", "한국"]


@pytest.mark.parametrize("more", [{}, {"encoding_format": "float"}])
def test_vectors_are_those_of_the_index(
    client: OpenAI, assistant: Assistant, more: dict[str, Any]
) -> None:
    """The client asks for base64 unless it is told otherwise."""
    made = client.embeddings.create(model="dateline", input=TEXTS, **more)
    expected = DatelineEmbeddings(assistant.embedder).embed_documents(TEXTS)
    assert [each.embedding for each in made.data] == expected
    assert [each.index for each in made.data] == [0, 1, 2]
    assert made.usage.prompt_tokens == sum(assistant.embedder.count_tokens(TEXTS))


def test_one_request_has_its_bounds(client: OpenAI) -> None:
    for texts in (["a"] * 257, ["a" * 20_001], ["a " * 10_000] * 11):
        with pytest.raises(BadRequestError, match="input"):
            client.embeddings.create(model="dateline", input=texts)


def test_one_text_and_a_question(client: OpenAI, assistant: Assistant) -> None:
    embeddings = DatelineEmbeddings(assistant.embedder)
    (one,) = client.embeddings.create(model="dateline", input=TEXTS[0], dimensions=384).data
    assert one.embedding == embeddings.embed_documents(TEXTS[:1])[0]
    asked = {"input_type": "query"}
    (one,) = client.embeddings.create(model="dateline", input="Who bakes?", extra_body=asked).data
    assert one.embedding == embeddings.embed_query("Who bakes?")


def test_langchain_embeds_by_it(base_url: str, assistant: Assistant) -> None:
    there = OpenAIEmbeddings(
        model="dateline",
        openai_api_base=base_url,
        openai_api_key=SecretStr("unused"),
        check_embedding_ctx_length=False,
    )
    here = DatelineEmbeddings(assistant.embedder)
    assert there.embed_documents(TEXTS) == here.embed_documents(TEXTS)


@pytest.mark.parametrize(
    ("wish", "param"),
    [
        ({"dimensions": 8}, "dimensions"),
        ({"input": []}, "input"),
        ({"input": [[1, 2]]}, "input"),
        ({"input": ["text"] * 257}, "input"),
        ({"input": ["x" * 20_001]}, "input.0"),
        ({"input": [""]}, "input.0"),
        ({"encoding_format": "hex"}, "encoding_format"),
    ],
)
def test_what_cannot_be_embedded_is_told(client: OpenAI, wish: dict[str, Any], param: str) -> None:
    with pytest.raises(BadRequestError) as refused:
        client.embeddings.create(model="dateline", input="text", extra_body=wish)
    assert refused.value.param == param


def test_there_is_one_model(client: OpenAI, assistant: Assistant) -> None:
    (model,) = client.models.list().data
    assert model.id == "dateline"
    assert client.models.retrieve("dateline") == model
    assert model.model_dump()["dateline"] == {"embedder": assistant.embedder.name}
    for name in ("gpt-4o", "text-embedding-3-small", "a/b"):
        with pytest.raises(NotFoundError) as missing:
            client.models.retrieve(name)
        assert missing.value.code == "model_not_found"
    with pytest.raises(NotFoundError):
        client.embeddings.create(model="text-embedding-3-small", input="text")
