"""``dateline evaluate`` and ``testset`` as a user types them."""

from __future__ import annotations

import json
import subprocess
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from assistant.evaluation import load, load_cases
from tests.assistant.command import ARTICLES, COMMAND, dateline, dateline_process
from tests.assistant.openai_server import OpenAIServer, serving
from tests.models import NLI, make_cross_encoder

THIRTY = ARTICLES.parent / "tests" / "benchmarks" / "questions.jsonl"
QUESTIONS = [
    {
        "id": "troops",
        "question": "How many U.S. troops are on the peninsula?",
        "answers": ["28,500"],
    },
    {"id": "cup", "question": "Who won the 2022 football World Cup?", "answerable": False},
]

pytestmark = pytest.mark.slow


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two questions, in a folder of their own that is also the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)))
    return Path("two.jsonl")


def test_the_figures_are_printed_written_and_held_to_bounds(two: Path, sample_index: Path) -> None:
    code, output, errors = dateline_process(
        "evaluate", two, "--index", sample_index,
        "--json", "found.json", "--report", "found.html", "--junit", "found.xml",
        "--min", "right=1", "--max", "wrongly_refused=0", "--min", "span_validity=1",
    )  # fmt: skip
    assert (code, errors) == (0, "")
    assert "two.jsonl: 2 questions counted" in output
    assert "95 % interval" in output
    assert output.count("kept ") == 3
    found = load("found.json")
    assert found["contains"].value == 1
    assert found.about["answerer"] == "extractive"
    assert found.about["index"]["articles"] == 13
    assert found.about["prompts"].keys() >= {"answer", "rewrite"}
    assert found.about["settings"]["passages"] == 8
    assert "api_key" not in found.about["settings"]
    assert Path("found.html").read_text().startswith("<!doctype html>")
    assert ET.parse("found.xml").getroot().tag == "testsuites"
    assert list(Path(".dateline/evaluations").iterdir()) == []


def test_a_bound_that_is_not_kept_is_named_and_is_exit_code_3(
    two: Path, sample_index: Path
) -> None:
    code, output, errors = dateline(
        "evaluate", two, "--index", sample_index,
        "--min", "refusal_f1=1", "--max", "answer_words=1", "--min", "judged_correct=0.5",
    )  # fmt: skip
    assert code == 3
    assert "kept      refusal_f1 ≥ 1" in output
    assert "NOT KEPT  answer_words ≤ 1" in errors
    assert "NOT KEPT  judged_correct ≥ 0.5: not measured" in errors


@pytest.mark.usefixtures("two")
def test_a_run_that_is_killed_is_gone_on_with(tmp_path: Path, sample_index: Path) -> None:
    command: list[str | Path] = [
        *COMMAND,
        "evaluate",
        THIRTY,
        "--index",
        sample_index,
        "--json",
        "found.json",
    ]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    folder = tmp_path / ".dateline" / "evaluations"
    deadline = time.monotonic() + 120
    while sum(p.read_text().count('"case"') for p in folder.glob("*.jsonl")) < 3:
        assert running.poll() is None, running.stderr
        assert time.monotonic() < deadline
        time.sleep(0.05)
    running.kill()
    running.communicate()
    (kept,) = folder.glob("*.jsonl")
    lines = [json.loads(line) for line in kept.read_text().splitlines() if line.endswith("}")]
    asked = {line["case"]["id"]: {**line, "seconds": 1234.5} for line in lines}
    kept.write_text("\n".join(map(json.dumps, asked.values())))
    assert dateline(*command[len(COMMAND) :])[0] == 0
    found = load("found.json")
    assert len(found.outcomes) == 30
    assert {o.case.id for o in found.outcomes if o.seconds == 1234.5} == asked.keys()
    assert not kept.exists()


def test_articles_beside_the_questions_are_indexed_by_themselves(two: Path) -> None:
    articles = [
        {"id": "a", "text": "Some 28,500 U.S. troops are on the peninsula."},
        {"id": "b", "text": "The bakery sells rye bread."},
    ]
    Path("articles.jsonl").write_text("\n".join(map(json.dumps, articles)))
    code, _, errors = dateline("evaluate", two, "--min", "right=1")
    assert code == 0, errors
    assert errors.startswith("Indexing articles.jsonl in .dateline/evaluations/index-")
    Path("articles.jsonl").rename("elsewhere.jsonl")
    assert "no index at" in dateline("evaluate", two)[2]
    assert dateline("evaluate", two, "--articles", "elsewhere.jsonl")[0] == 0


@pytest.mark.usefixtures("two")
def test_drafts_from_the_articles_can_be_asked(sample_index: Path) -> None:
    code, output, errors = dateline(
        "testset", "--index", sample_index, "--count", "12", "-o", "new.jsonl"
    )
    assert code == 0, errors
    assert output.startswith("new.jsonl: 12 questions.")
    cases = load_cases("new.jsonl")
    assert len(cases) == 12
    assert {case.answerable for case in cases} == {True, False}
    assert all("draft" in case.tags for case in cases)
    code, output, errors = dateline(
        "evaluate", "new.jsonl", "--index", sample_index, "--limit", "4"
    )
    assert (code, errors) == (0, "")
    assert "4 questions counted" in output
    printed = dateline("testset", "--index", sample_index, "--count", "2")[1]
    assert len([json.loads(line) for line in printed.splitlines()]) == 2


@pytest.mark.usefixtures("two")
def test_attribution_needs_no_test_set(sample_index: Path) -> None:
    code, output, errors = dateline(
        "evaluate", "--index", sample_index, "--attribution", "8", "--min", "attributed_title=0.8"
    )
    assert code == 0, errors
    for name in ("title", "publisher", "date"):
        assert f"attributed_{name}" in output


@pytest.mark.usefixtures("two")
def test_two_evaluations_are_compared(sample_index: Path) -> None:
    for name, passages in (("a", "8"), ("b", "1")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATELINE_PASSAGES", passages)
            asked = (
                "evaluate",
                THIRTY,
                "--index",
                sample_index,
                "--limit",
                "12",
                "--json",
                f"{name}.json",
            )
            assert dateline(*asked)[0] == 0
    code, output, errors = dateline(
        "evaluate", "--compare", "a.json", "b.json", "--json", "difference.json"
    )
    assert (code, errors) == (0, "")
    assert output.startswith("12 questions in both; ")
    assert json.loads(Path("difference.json").read_text())["asked"] == 12


def test_a_judge_and_an_entailment_model_may_be_named(
    tmp_path: Path, two: Path, sample_index: Path
) -> None:
    (tmp_path / "nli").mkdir()
    nli = make_cross_encoder(tmp_path / "nli", NLI)
    with serving(OpenAIServer(reply="CORRECT")) as server:
        arguments = ("--judge-base-url", server.url, "--support", nli, "--json", "found.json")
        code, output, errors = dateline("evaluate", two, "--index", sample_index, *arguments)
        assert (code, errors) == (0, "")
        assert "judged_correct" in output
        found = load("found.json")
        assert found["judged_correct"].value == 1
        assert found.about["support"] == f"entailment by {nli}"
        assert any("judged_faithful: 1 reply of the judge" in note for note in found.notes)
        checked = ("--judge-base-url", server.url, "--support", "chat")
        assert dateline("evaluate", two, "--index", sample_index, *checked)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["evaluate"], "there is nothing to ask: name a test set, or --attribution N"),
        (["evaluate", "missing.jsonl"], "missing.jsonl: cannot be read"),
        (["evaluate", "bad.jsonl"], "bad.jsonl, line 1: not JSON"),
        (["evaluate", "two.jsonl", "--min", "hits"], "'hits' is no bound"),
        (["evaluate", "two.jsonl", "--min", "hots@4=1"], "no metric 'hots@4'; there are right,"),
        (["evaluate", "two.jsonl", "--json", "no/found.json"], "there is no folder"),
        (["evaluate", "two.jsonl", "--report", "."], "is a folder; name a file"),
        (["evaluate", "two.jsonl", "--index", "nowhere"], "no index at nowhere"),
        (["evaluate", "two.jsonl", "--support", "chat"], "needs a judge"),
        (["evaluate", "two.jsonl", "--json", "two.jsonl"], "would be written over"),
        (["evaluate", "two.jsonl", "--min", "hits@40=1"], "no bound for k = 40"),
        (["evaluate", "--compare", "a.json", "b.json", "--min", "f1=1"], "only compares"),
        (["testset", "--output", "no/new.jsonl"], "there is no folder"),
        (["evaluate", "two.jsonl", "--template"], "two.jsonl: is there already"),
        (["evaluate", "--compare", "two.jsonl", "two.jsonl"], "made by another version"),
        (["evaluate", "--compare", "a.json", "b.json"], "a.json: cannot be read"),
        (["testset", "--output", "two.jsonl"], "two.jsonl: is there already"),
        (["testset", "--output", "two.txt"], "two.txt: has to end in .jsonl"),
        (["testset", "--index", "nowhere"], "no index at nowhere"),
    ],
)
def test_bad_input_gets_one_clear_message_and_exit_code_2(
    two: Path, arguments: list[str], reason: str
) -> None:
    Path("bad.jsonl").write_text("{")
    before = two.read_text()
    code, _, errors = dateline(*arguments)
    assert code == 2
    assert errors.startswith("dateline: ")
    assert reason in errors
    assert two.read_text() == before


@pytest.mark.usefixtures("two")
def test_a_template_is_printed_or_written() -> None:
    code, output, _ = dateline("evaluate", "--template")
    assert code == 0
    assert output.startswith("# A test set for Dateline")
    code, output, _ = dateline("evaluate", "mine.csv", "--template")
    assert code == 0
    assert output.startswith("Written: mine.csv.")
    assert len(load_cases("mine.csv")) == 2
