from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from assistant import Assistant, Filters

TROOPS = "How many U.S. troops are stationed on the peninsula?"
BREAD = "Who bakes the best bread in Lyon?"


def plain(answer: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps({**answer, "timings_ms": None}))


def events(client: httpx.Client, **asked: Any) -> list[tuple[str, dict[str, Any]]]:
    """Ask for events, and give the name and data of each."""
    found = []
    headers = {"accept": "text/event-stream"}
    with client.stream("POST", "/api/ask", json=asked, headers=headers) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        for block in "".join(response.iter_text()).strip().split("\n\n"):
            name, data = block.split("\n")
            found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


@pytest.mark.parametrize("question", [TROOPS, BREAD, "Which articles do you have?", "Hello!"])
def test_the_answer_is_the_one_that_python_gives(
    client: httpx.Client, assistant: Assistant, question: str
) -> None:
    response = client.post("/api/ask", json={"question": question})
    assert response.status_code == 200
    assert plain(response.json()) == plain(assistant.ask(question).to_dict())


def test_a_conversation_and_filters_come_with_the_question(client: httpx.Client) -> None:
    first = client.post("/api/ask", json={"question": "Who is Gen. Brunson?"}).json()
    cited = [citation["article_id"] for citation in first["citations"]]
    history = [
        {"role": "user", "text": first["question"]},
        {"role": "assistant", "text": first["text"], "article_ids": cited},
    ]
    asked = {"question": "What did he say about the timeline?", "history": history}
    assert "Brunson" in client.post("/api/ask", json=asked).json()["query"]
    nowhere = {"question": TROOPS, "filters": {"published_to": "1990-01-01"}}
    assert client.post("/api/ask", json=nowhere).json()["status"] == "refused"


def test_events_are_stages_then_sentences_after_their_citations_then_the_answer(
    client: httpx.Client,
) -> None:
    told = events(client, question=TROOPS)
    assert [name for name, _ in told][:2] == ["stage", "stage"]
    assert [name for name, _ in told][2:4] == ["citation", "sentence"]
    name, answer = told[-1]
    assert name == "done"
    assert [data for name, data in told if name == "sentence"] == answer["sentences"]
    assert [data for name, data in told if name == "citation"] == answer["citations"]
    whole = client.post("/api/ask", json={"question": TROOPS}).json()
    assert plain(answer) == plain(whole)


def test_a_question_that_is_none_is_a_problem_also_where_events_are_asked_for(
    client: httpx.Client,
) -> None:
    for accept in ("application/json", "text/event-stream"):
        response = client.post("/api/ask", json={"question": " "}, headers={"accept": accept})
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"].startswith("the question is empty")


def test_a_search_finds_what_python_finds(client: httpx.Client, assistant: Assistant) -> None:
    sought = {"query": "missile guidelines", "k": 3, "filters": {"published_from": "2026-01-01"}}
    found = client.post("/api/search", json=sought).json()["passages"]
    expected = assistant.search("missile guidelines", 3, Filters(published_from="2026-01-01"))
    assert [(p["article_id"], p["start"], p["end"]) for p in found] == [
        (p.article_id, p.start, p.end) for p in expected
    ]
    for passage in found:
        article = client.get(f"/api/articles/{passage['article_id']}").json()
        assert article["text"][passage["start"] : passage["end"]] == passage["text"]


@pytest.mark.parametrize(
    ("body", "pointer", "detail"),
    [
        ({"question": 5}, "/question", "valid string"),
        ({"question": "Who?", "colour": "red"}, "/colour", "Extra inputs"),
        ({"question": "Who?", "history": [{"role": "system", "text": "x"}]}, "/history/0/role", ""),
        ({"question": "Who?", "filters": {"sources": "Wire"}}, "/filters/sources", "valid list"),
        ({}, "/question", "Field required"),
    ],
)
def test_a_problem_names_the_place(
    client: httpx.Client, body: dict[str, Any], pointer: str, detail: str
) -> None:
    response = client.post("/api/ask", json=body)
    assert response.status_code == 422
    problem = response.json()
    assert problem["errors"][0]["pointer"] == pointer
    assert detail in problem["errors"][0]["detail"]
    assert problem["request_id"] == response.headers["x-request-id"]


@pytest.mark.parametrize("path", ["ask", "search", "articles", "feedback"])
def test_a_flood_of_fields_is_turned_down_at_once(client: httpx.Client, path: str) -> None:
    few = client.post(f"/api/{path}", json={f"field{n}": n for n in range(10)})
    assert few.status_code == 422
    assert {"pointer": "/field7", "detail": "Extra inputs are not permitted"} in few.json()[
        "errors"
    ]
    for flood in ({f"field{n}": n for n in range(200_000)}, {"history": [0] * 200_000}):
        response = client.post(f"/api/{path}", json=flood)
        assert response.status_code == 422
        assert len(response.content) < 5_000


def test_a_filter_that_is_none_is_told(client: httpx.Client) -> None:
    asked = {"question": "Who?", "filters": {"published_from": "soon"}}
    response = client.post("/api/ask", json=asked)
    assert response.status_code == 422
    assert "published_from is 'soon'" in response.json()["detail"]
