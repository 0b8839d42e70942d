"""The sample articles: complete, able to answer the questions, and written in our own words."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import frontmatter
import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = {path.name: path for path in sorted((ROOT / "articles").glob("*.md"))}
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (ROOT / "tests/benchmarks/questions.jsonl").read_text(encoding="utf-8").splitlines()
]
ANSWERABLE = [question for question in QUESTIONS if question["answerable"]]
ORIGINALS = ROOT.parent / "shared" / "articles"
LONGEST_SHARED_RUN = 7  # words; enough for a long name or an official term

each_sample = pytest.mark.parametrize("name", SAMPLES)
each_answerable = pytest.mark.parametrize("question", ANSWERABLE, ids=lambda q: q["id"])


def body(name: str) -> str:
    """Return everything after the line that closes the front matter."""
    _, _, text = SAMPLES[name].read_text(encoding="utf-8").partition("\n---\n")
    return text


def sample_evidence(question: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (entry["article_id"], entry["quote"])
        for entry in question["evidence"]
        if entry["article_id"].endswith(".md")
    ]


def runs(text: str, length: int) -> set[str]:
    words = re.findall(r"[^\W_]+", text.lower())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_the_folder_holds_about_a_dozen_articles_and_nothing_else() -> None:
    assert 11 <= len(SAMPLES) <= 14
    assert {path.name for path in (ROOT / "articles").iterdir()} == set(SAMPLES)


@each_sample
def test_front_matter_is_complete(name: str) -> None:
    fields = frontmatter.load(str(SAMPLES[name])).metadata

    assert set(fields) == {"title", "source", "author", "published_at", "url"}
    assert all(str(value).strip() for value in fields.values())
    assert fields["url"] == f"https://example.org/dateline/{SAMPLES[name].stem}"
    published = str(fields["published_at"])
    assert datetime.date.fromisoformat(published).isoformat() == published


def test_no_two_samples_share_a_title() -> None:
    titles = {frontmatter.load(str(path)).metadata["title"] for path in SAMPLES.values()}

    assert len(titles) == len(SAMPLES)


@each_sample
def test_samples_are_short_and_have_paragraphs(name: str) -> None:
    assert 110 <= len(body(name).split()) <= 260
    assert 2 <= len(body(name).strip().split("\n\n")) <= 4


@each_answerable
def test_an_answerable_question_is_answered_in_the_exact_words_of_a_sample(
    question: dict[str, Any],
) -> None:
    evidence = sample_evidence(question)

    assert evidence, "no sample is named as evidence"
    for name, quote in evidence:
        assert quote
        assert quote in body(name)
        assert any(answer in quote for answer in question["answers"]), quote


def test_an_unanswerable_question_has_no_evidence() -> None:
    assert not [q["id"] for q in QUESTIONS if not q["answerable"] and q["evidence"]]


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the original news texts are not here")
@each_sample
def test_samples_are_in_our_own_words(name: str) -> None:
    length = LONGEST_SHARED_RUN + 1
    originals = [path.read_text(encoding="utf-8") for path in sorted(ORIGINALS.glob("*.txt"))]
    theirs = set().union(*(runs(original, length) for original in originals))

    assert theirs, f"no text in {ORIGINALS}"
    title = str(frontmatter.load(str(SAMPLES[name])).metadata["title"])
    assert not runs(f"{title}\n{body(name)}", length) & theirs
