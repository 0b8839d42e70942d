"""When an article was published: what says so, and what does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import Problem, find, read
from index.articles.dating import published_day
from index.days import written_day
from index.types import Article


def only_article(path: Path) -> Article:
    (file,), _ = find([path])
    (item,) = read(file)
    assert isinstance(item, Article)
    return item


@pytest.mark.parametrize(
    "text",
    [
        "SEOUL, Dec. 24, 2025 (Korea Wire) – Talks went on.",
        "WASHINGTON•SEOUL, December 24, 2025 (Korea Wire) — Talks.",
        "PARIS – 24 December 2025 – Talks went on.",
        "GENEVA, Dec. 24, 2025 /Newswire/ -- Talks went on.",
        "A caption.\nNEW YORK, Dec 24, 2025 (AP) -- Talks.",
        "Talks go on\n\nBy Ann Lee\nPublished December 24, 2025\n\nThey went on.",
        "Talks go on\nBy Ann Lee | Dec. 24, 2025 | Updated Dec. 26, 2025\nThey went on.",
        "Talks go on\nPublished: 2025-12-24T10:00:00Z\nThey went on.",
        "By ANN LEE December 24, 2025 at 10:00 AM\nThey went on.",
        "Wednesday, 24 December 2025\nThey went on.",
        "Dec 24, 2025 ... Talks went on.",
    ],
)
def test_a_full_date_in_the_head_of_a_text_is_its_day(text: str) -> None:
    assert published_day(text, "", "") == "2025-12-24"


@pytest.mark.parametrize(
    "text",
    [
        "SEOUL, Dec. 24 (Korea Wire) – Talks went on.",
        "This photo, taken on Oct. 29, 2025, shows two men.",
        "On December 24, 2025 the talks went on",
        "Updated December 24, 2025\nThey went on.",
        "February 30, 2025\nThey went on.",
        "Published: 2025-12-24T10:2924637238\nThey went on.",
        "3/4/2025\nThey went on.",
        "They went on.\n" * 12 + "December 24, 2025",
    ],
)
def test_half_a_date_or_one_of_something_else_leaves_the_day_unknown(text: str) -> None:
    assert published_day(text, "", "") == ""


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/world/2025/12/24/talks", ""),
        ("https://example.org/world/2025/dec/24/talks", ""),
        ("https://example.org/talks-2025-12-24.html?on=2020-01-01", ""),
        ("", "2025-12-24-talks.txt"),
        ("", "20251224_talks.txt"),
        ("", "2025/12/24/talks.md"),
        ("https://example.org/2025/12/24/a", "2020-01-01.txt"),
    ],
)
def test_an_address_or_a_file_name_may_give_the_day(url: str, name: str) -> None:
    assert published_day("They went on.", url, name) == "2025-12-24"


@pytest.mark.parametrize("name", ["20251324.txt", "a-120251224.txt", "2025/12/talks.md", "24.txt"])
def test_other_digits_in_a_name_are_no_day(name: str) -> None:
    assert published_day("They went on.", "https://[", name) == ""


def test_a_file_that_says_no_date_has_none_however_new_it_is(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text("They went on.")
    assert only_article(tmp_path).published_at == ""


def test_a_files_name_gives_way_to_what_the_file_says(tmp_path: Path) -> None:
    (tmp_path / "2020-01-01.md").write_text("---\npublished_at: December 24, 2025\n---\nA text.")
    assert only_article(tmp_path).published_at == "2025-12-24"


def test_a_file_of_many_articles_does_not_date_them_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "export-2026-01-01.jsonl"
    path.write_text(json.dumps({"text": "They went on."}))
    assert only_article(path).published_at == ""


def test_an_object_of_schema_org_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    news = {
        "@type": "NewsArticle",
        "headline": "Talks go on",
        "articleBody": "They went on.",
        "datePublished": "2025-12-24T10:00:00+09:00",
        "publisher": {"@type": "Organization", "name": "Wire"},
        "author": [{"@type": "Person", "name": "Ann Lee"}, "Bo Kim"],
        "url": "https://example.org/a",
    }
    path.write_text(json.dumps(news))
    assert only_article(path) == Article(
        id="wire.jsonl#1",
        text="They went on.",
        title="Talks go on",
        source="Wire",
        author="Ann Lee, Bo Kim",
        url="https://example.org/a",
        published_at="2025-12-24T10:00:00+09:00",
    )


def test_our_own_names_go_before_those_of_schema_org(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(json.dumps({"text": "Ours.", "articleBody": "Theirs.", "title": "Ours"}))
    assert (only_article(path).text, only_article(path).title) == ("Ours.", "Ours")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "\x01javascript:alert(1)", "data:,x"])
def test_an_address_that_is_none_of_the_web_is_left_out_and_said(tmp_path: Path, url: str) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(json.dumps({"text": "A text.", "url": url}))
    (file,), _ = find([path])
    problem, article = read(file)
    assert isinstance(problem, Problem)
    assert "url not taken" in problem.reason
    assert isinstance(article, Article)
    assert article.url == ""


def test_an_object_without_a_name_leaves_the_field_empty_and_is_said(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(json.dumps({"text": "A text.", "author": {"age": 7}}))
    (file,), _ = find([path])
    problem, article = read(file)
    assert isinstance(problem, Problem)
    assert "author not taken" in problem.reason
    assert isinstance(article, Article)
    assert article.author == ""


@given(st.text(), st.text(), st.text())
def test_any_text_has_a_day_or_none(text: str, url: str, name: str) -> None:
    day = published_day(text, url, name)
    assert written_day(day) == day
