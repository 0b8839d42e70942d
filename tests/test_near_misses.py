"""The benchmark of near-misses: questions whose answer was cut from their article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.evaluation.cases import Case, Evidence
from assistant.evaluation.reading import load_cases
from index.types import Article
from tests.benchmarks.near_misses import NearMisses, make

SHIPS = Article(
    "ships",
    "The navy ordered twelve ships. They will sail in spring.\n\nEach costs $350 million.",
    title="A large order",
)
BREAD = Article("bread", "The baker sold warm bread. Nobody complained.")
HOW_MANY = Case(
    "how-many",
    "How many ships did the navy order?",
    answerable=True,
    answers=("twelve",),
    evidence=(Evidence("ships", "ordered  twelve ships"),),
)


def made_of(*cases: Case) -> NearMisses:
    return make({"ships": SHIPS, "bread": BREAD}, cases, [Case("x", "Who won?", answerable=True)])


def test_only_the_sentence_that_answers_is_cut_and_all_else_may_be_searched() -> None:
    made = made_of(HOW_MANY)
    answerable, near_miss, off_topic = made.cases
    assert answerable.docs == off_topic.docs == ("ships", "bread")
    assert (answerable.answerable, answerable.evidence) == (True, HOW_MANY.evidence)
    variant, other = near_miss.docs
    assert made.articles[variant].text == "They will sail in spring.\n\nEach costs $350 million."
    assert (made.articles[variant].title, other) == (SHIPS.title, "bread")
    assert (near_miss.question, near_miss.answerable) == (HOW_MANY.question, False)
    assert (off_topic.question, off_topic.answerable) == ("Who won?", False)


@pytest.mark.parametrize(
    ("evidence", "answers", "reason"),
    [
        ((), ("twelve",), "no quote"),
        ((Evidence("ships"),), ("twelve",), "no quote"),
        ((Evidence("ships", "thirteen ships"),), (), "not in an article"),
        ((Evidence("trains", "twelve ships"),), (), "not in an article"),
        ((Evidence("ships", "twelve ships"),), ("spring",), "stand elsewhere"),
        ((Evidence("bread", "warm bread"), Evidence("bread", "Nobody"),), (), "nothing is left"),
    ],
)  # fmt: skip
def test_what_makes_no_near_miss_is_left_out_and_counted(
    evidence: tuple[Evidence, ...], answers: tuple[str, ...], reason: str
) -> None:
    made = made_of(Case("a", "How many?", answerable=True, answers=answers, evidence=evidence))
    assert [case.type for case in made.cases] == ["off_topic"]
    ((told, count),) = made.left_out.items()
    assert (reason in told, count, list(made.articles)) == (True, 1, ["ships", "bread"])


def test_what_is_written_is_a_test_set_with_its_articles(tmp_path: Path) -> None:
    made = made_of(HOW_MANY)
    made.write(tmp_path / "new")
    assert load_cases(tmp_path / "new" / "questions.jsonl") == made.cases
    lines = (tmp_path / "new" / "articles.jsonl").read_text("utf-8").splitlines()
    assert [Article(**json.loads(line)) for line in lines] == list(made.articles.values())
