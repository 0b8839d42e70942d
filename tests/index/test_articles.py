"""Reading files: what each format gives, and what is said of a file that cannot be read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from index.articles import Problem, find, read
from index.errors import SourceError
from index.types import Article


def read_all(path: Path) -> list[Article | Problem]:
    files, problems = find([path])
    return [*problems, *(item for file in files for item in read(file))]


def only_article(path: Path) -> Article:
    (item,) = read_all(path)
    assert isinstance(item, Article)
    return item


def test_plain_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "\n  A first line.\n\nSEOUL, Dec. 24 (Korea Wire) – Talks went on.\n\n"
    (tmp_path / "talks.txt").write_text(text, encoding="utf-8")
    article = only_article(tmp_path)
    assert (article.id, article.text, article.source) == ("talks.txt", text, "Korea Wire")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Talks go on\n\nThey went on.", "Talks go on"),
        ("\n\nWhat now for Seoul?\n\nTalks went on.", "What now for Seoul?"),
        ("Minister: 'no deal'\n" + "Talks went on. " * 20, "Minister: 'no deal'"),
        ("Daily Post | May 18, 2025\n\nTalks go on\n\nThey went on.", "Talks go on"),
        ("2025-05-18\n\nTalks go on\n\nThey went on.", "Talks go on"),
        ("2025-05-18\n\nThey went on.", ""),
        ("They went on.\n\nAnd on.", ""),
        ("“They went on.”\n\nAnd on.", ""),
        ("Talks go on", ""),
        ("By Ann Lee\n\nThey went on.", ""),
        ("SEOUL (Korea Wire) –\n\nThey went on.", ""),
        ("A paragraph that somebody\nwrapped to a narrow column\n\nand another.", ""),
    ],
)
def test_a_line_above_a_plain_text_is_its_title(tmp_path: Path, text: str, title: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    article = only_article(tmp_path)
    assert (article.title, article.text) == (title, text)


def test_the_id_is_the_path_below_the_folder_given(tmp_path: Path) -> None:
    (tmp_path / "2025" / "12").mkdir(parents=True)
    (tmp_path / "2025" / "12" / "a.txt").write_text("Text.")
    assert only_article(tmp_path).id == "2025/12/a.txt"


def test_front_matter_gives_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: Talks go on\nsource: Wire\nauthor: [Ann Lee, Bo Kim]\n"
        "published_at: 2025-12-24\nurl: https://example.org/a\n---\n\nThey went on.\n"
    )
    assert only_article(tmp_path) == Article(
        id="a.md",
        text="They went on.",
        title="Talks go on",
        source="Wire",
        author="Ann Lee, Bo Kim",
        url="https://example.org/a",
        published_at="2025-12-24",
    )


def test_front_matter_is_text_whatever_it_looks_like(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\nid: 007\ntitle: yes\nsource: !!int ''\nauthor: null\n<<: {url: x}\n---\nThey met.\n"
    )
    assert only_article(tmp_path) == Article(id="007", text="They met.", title="yes")


@pytest.mark.parametrize(
    "text", ["---\n\nOne thing.\n\n---\n\nAnother.", "{\n  braces\n}\n\nA text."]
)
def test_what_only_looks_like_front_matter_is_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text)
    assert only_article(tmp_path).text == text


@pytest.mark.parametrize(
    "nested",
    [
        "a: " + "[" * 50_000,
        "a: " + "{a: " * 50_000,
        "- " * 50_000,
        "a0: &a0 {x: y}\n"
        + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 9)),
    ],
)
def test_front_matter_that_is_made_to_harm_does_none(tmp_path: Path, nested: str) -> None:
    (tmp_path / "a.md").write_text(f"---\n{nested}\n---\nText.\n")
    (item,) = read_all(tmp_path)
    assert "not YAML" in str(item) or isinstance(item, Article)


def test_a_heading_is_the_title_of_markdown_without_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Talks go on\n\nThey went on.\n")
    assert only_article(tmp_path).title == "Talks go on"


def test_json_lines_give_an_article_a_line(tmp_path: Path) -> None:
    lines = [
        {"id": "one", "title": "First", "text": "A text.", "published_at": "2025-12-24T10:00:00Z"},
        {"text": "It has no id."},
    ]
    path = tmp_path / "wire.jsonl"
    path.write_text("\n\n".join(json.dumps(line) for line in lines))
    first, second = read_all(path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.title, first.published_at) == (
        "one",
        "First",
        "2025-12-24T10:00:00+00:00",
    )
    assert second.id == "wire.jsonl#3"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "no text"),
        ("blank.txt", b" \n\n\t", "no text"),
        ("binary.txt", b"\x00\x01\x02", "binary"),
        ("latin.txt", "café".encode("latin-1"), "not UTF-8"),
        ("broken.md", b"---\ntitle: [\n---\nText.", "front matter"),
        ("deep.md", b"---\ntitle: " + b"[" * 3000 + b"\n---\nText.", "front matter"),
        ("broken.jsonl", b'{"text": "a"', "line 1: not JSON"),
        ("digits.jsonl", b'{"text": ' + b"7" * 5000 + b"}", "line 1: not JSON"),
        ("number.jsonl", b"7", "line 1"),
        ("untexted.jsonl", b'{"id": "a"}', "line 1"),
        ("latin.jsonl", '{"text": "café"}'.encode("latin-1"), "line 1"),
        ("nul.jsonl", rb'{"id": "a\u0000", "text": "a"}', "line 1: the id or text is not text"),
        ("half.jsonl", rb'{"text": "half a pair \ud800"}', "line 1"),
        ("deep.jsonl", b"[" * 100_000, "line 1"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (problem,) = read_all(tmp_path)
    assert isinstance(problem, Problem)
    assert problem.lost
    assert str(tmp_path / name) in str(problem)
    assert reason in str(problem)


def test_one_bad_line_does_not_spoil_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        b'{"id": "1", "text": "A."}\n\xff\n{"id": "2", "text": "B."}\n'
    )
    items = read_all(tmp_path)
    assert [item.id for item in items if isinstance(item, Article)] == ["1", "2"]
    assert [item.where for item in items if isinstance(item, Problem)] == [
        f"{tmp_path / 'a.jsonl'}, line 2"
    ]


def test_a_date_that_is_none_is_left_out_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "A.", "published_at": "yesterday"}')
    problem, article = read_all(tmp_path)
    assert isinstance(article, Article)
    assert article.published_at == ""
    assert isinstance(problem, Problem)
    assert not problem.lost
    assert "yesterday" in problem.reason


@pytest.mark.parametrize(
    "front",
    [
        "content: mine\nhandler: yours",
        "1: 2",
        "title: {a: b}",
        "author: [[a]]",
        "published_at: 2025-13-45",
        "published_at: 2025-12-24T10:2924637238",
        "published_at: soon",
    ],
)
def test_odd_front_matter_spoils_at_most_its_field(tmp_path: Path, front: str) -> None:
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nText.")
    article = read_all(tmp_path)[-1]
    assert isinstance(article, Article)
    assert (article.text, article.title, article.author) == ("Text.", "", "")


def test_a_date_is_stored_in_one_form(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "A.", "published_at": "20250101"}')
    assert only_article(tmp_path).published_at == "2025-01-01"


def test_a_file_name_that_is_not_utf_8_is_a_problem_of_its_own(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("A text.")
    (problem,) = read_all(tmp_path)
    assert isinstance(problem, Problem)
    assert "caf" in str(problem)


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        find([tmp_path / "nowhere"])


def test_a_path_that_is_not_utf_8_is_an_error_when_it_was_named(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    path.mkdir()
    with pytest.raises(SourceError, match="cannot be followed"):
        find([path])


def test_what_is_no_plain_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "folder.txt").mkdir()
    assert find([tmp_path]) == ([], [])
    for name in ("pipe.txt", "loop.txt"):
        with pytest.raises(SourceError, match=name):
            find([tmp_path / name])


def test_a_file_of_another_kind_is_an_error_when_it_was_named(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"png")
    with pytest.raises(SourceError, match=r"photo\.png.*\.txt"):
        find([tmp_path / "photo.png"])
    assert find([tmp_path]) == ([], [])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("SEOUL, Dec. 24 (Korea Wire) – Talks went on.", "Korea Wire"),
        ("WASHINGTON•SEOUL, Dec. 24 (Korea Wire) — Talks.", "Korea Wire"),
        ("LONDON (Reuters) - Talks went on.", "Reuters"),
        ("A caption. (Yonhap)\nNEW YORK, Jan 3, 2026 (AP) -- Talks.", "AP"),
        ("He left (finally) - and came back.", ""),
        ("No dateline.", ""),
    ],
)
def test_a_dateline_names_the_publisher(tmp_path: Path, text: str, source: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert only_article(tmp_path).source == source
