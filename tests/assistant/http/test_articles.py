from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx
import pytest
from filelock import FileLock

from assistant import Assistant
from assistant.config import ServerSettings

HARBOUR = {
    "id": "wire/2026/harbour",
    "text": "The harbour of Vlissingen reopened on Friday after a week of repairs.",
    "title": "Harbour reopens",
    "source": "The Wire",
    "published_at": "2026-11-27",
}


def add(client: httpx.Client, *articles: dict[str, Any], key: str = "") -> httpx.Response:
    headers = {"idempotency-key": key} if key else {}
    return client.post("/api/articles", json={"articles": articles}, headers=headers)


def pages(client: httpx.Client, **query: Any) -> list[list[str]]:
    """Give the ids of each page of the list."""
    found = []
    cursor: str | None = ""
    while cursor is not None:
        page = client.get("/api/articles", params={**query, "cursor": cursor}).json()
        found.append([article["id"] for article in page["articles"]])
        cursor = page["next"]
    return found


def test_pages_of_the_list_make_up_all_articles(client: httpx.Client, assistant: Assistant) -> None:
    read = pages(client, limit=4)
    assert [len(page) for page in read] == [4, 4, 4, 1]
    assert [id_ for page in read for id_ in page] == [one.id for one in assistant.listed(limit=99)]
    assert client.get("/api/articles").json()["total"] == 13


def test_a_page_that_ends_with_the_list_is_the_last(client: httpx.Client) -> None:
    assert [len(page) for page in pages(client, limit=13)] == [13]


def test_a_list_may_be_of_some_publishers_and_days(client: httpx.Client) -> None:
    assert pages(client, source=["Nobody"]) == [[]]
    assert pages(client, published_to="1990-01-01") == [[]]
    assert len(pages(client, source=["Nobody", "Dateline samples"])[0]) == 13


@pytest.mark.parametrize("cursor", ["x", "WyIyMDI2Il0=", "bnVsbA==", "é"])
def test_a_cursor_is_one_that_a_page_named(client: httpx.Client, cursor: str) -> None:
    response = client.get("/api/articles", params={"cursor": cursor})
    assert response.status_code == 422
    assert response.json()["detail"] == "cursor: not one that a page named as its next"


def test_an_article_is_sent_again_only_if_it_changed(client: httpx.Client) -> None:
    first = client.get("/api/articles/troop-numbers.md")
    etag = first.headers["etag"]
    for tag in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = client.get("/api/articles/troop-numbers.md", headers={"if-none-match": tag})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == etag
    other = client.get("/api/articles/troop-numbers.md", headers={"if-none-match": '"other"'})
    assert other.json() == first.json()


def test_an_article_that_is_added_is_answered_from_until_it_is_removed(
    client: httpx.Client,
) -> None:
    question = {"question": "When did the harbour of Vlissingen reopen?"}
    assert add(client, HARBOUR).json() == {
        "added": [HARBOUR["id"]],
        "updated": [],
        "unchanged": [],
    }
    answer = client.post("/api/ask", json=question).json()
    assert answer["citations"][0]["article_id"] == HARBOUR["id"]
    assert client.get(f"/api/articles/{HARBOUR['id']}").json()["title"] == "Harbour reopens"
    assert add(client, HARBOUR).json()["unchanged"] == [HARBOUR["id"]]

    removed = client.delete(f"/api/articles/{HARBOUR['id']}")

    assert removed.status_code == 204
    assert client.get(f"/api/articles/{HARBOUR['id']}").status_code == 404
    assert client.delete(f"/api/articles/{HARBOUR['id']}").status_code == 404
    assert client.post("/api/ask", json=question).json()["status"] == "refused"


def test_an_addition_with_a_key_is_made_once(client: httpx.Client) -> None:
    article = {"id": "once", "text": "A lighthouse was lit in Westkapelle."}
    first = add(client, article, key="k-1")
    client.delete("/api/articles/once")
    again = add(client, article, key="k-1")
    assert again.json() == first.json()
    assert client.get("/api/articles/once").status_code == 404
    assert add(client, article, key="k-2").json()["added"] == ["once"]
    client.delete("/api/articles/once")


def test_an_article_may_have_any_name(client: httpx.Client) -> None:
    for id_ in ("wire/upload", "gradio_api/upload", "a b/ü", "%2F", "x" * 500):
        assert add(client, {"id": id_, "text": f"Of {id_}."}).json()["added"] == [id_]
        path = f"/api/articles/{quote(id_, safe='')}"
        assert client.get(path).json()["id"] == id_
        assert client.delete(path).status_code == 204


def test_an_addition_beside_another_is_told_to_come_back(
    client: httpx.Client, settings: ServerSettings
) -> None:
    article = {"id": "beside", "text": "A lock was opened."}
    with FileLock(settings.state / "idempotency.lock"):
        busy = add(client, article, key="k-5")
        assert busy.status_code == 409
        assert busy.headers["retry-after"]
        assert add(client, {"id": "once", "text": "A lamp."}, key="k-2").status_code == 422
    assert add(client, article, key="k-5").json()["added"] == ["beside"]
    client.delete("/api/articles/beside")


def test_a_key_is_of_one_addition(client: httpx.Client) -> None:
    add(client, {"id": "one", "text": "A dyke was raised."}, key="k-3")
    response = add(client, {"id": "one", "text": "A dyke was lowered."}, key="k-3")
    assert response.status_code == 422
    assert "used for another request" in response.json()["detail"]
    client.delete("/api/articles/one")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": "  "}, "it has no text"),
        ({"published_at": "3/4/2021"}, "published_at not taken: '3/4/2021' is not an ISO date"),
        ({"url": "javascript:alert(1)"}, "does not begin with http:// or https://"),
        ({"text": "nul \0"}, "not text but binary data"),
        ({"id": "troop-numbers.md"}, "comes from a file, troop-numbers.md"),
    ],
)
def test_what_is_wrong_with_an_article_is_told_and_none_is_added(
    client: httpx.Client, fields: dict[str, str], told: str
) -> None:
    good = {"id": "good", "text": "All is well."}
    body = {"articles": [good, HARBOUR | fields]}
    response = client.post("/api/articles", json=body)
    assert response.status_code == 422
    assert told in response.json()["detail"]
    assert client.get("/api/articles/good").status_code == 404
