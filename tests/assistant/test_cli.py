"""The command line as a user types it, each time in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.assistant.command import ARTICLES, COMMAND, dateline
from tests.assistant.openai_server import OpenAIServer, serving


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("cli") / "index"
    code, output, errors = dateline("index", ARTICLES, "--index", directory)
    assert code == 0, errors
    assert output.strip() == f"{directory}: 13 added, 0 updated, 0 removed, 0 unchanged"
    return directory


@pytest.mark.slow
def test_ask_as_json_gives_the_answer_with_exact_citations(index: Path) -> None:
    question = "How many U.S. troops are stationed on the peninsula?"
    code, output, errors = dateline("ask", question, "--index", index, "--json")
    assert (code, errors) == (0, "")
    answer = json.loads(output)
    assert answer["status"] == "answered"
    assert "28,500" in answer["text"]
    assert [citation["article_id"] for citation in answer["citations"]] == ["troop-numbers.md"]


@pytest.mark.slow
def test_ask_for_people_shows_the_words_that_prove_it(index: Path) -> None:
    code, output, errors = dateline(
        "ask", "When were the missile guidelines lifted?", "--index", index
    )
    assert (code, errors) == (0, "")
    assert "2021" in output.splitlines()[0]
    assert "[1] " in output
    assert "“" in output


@pytest.mark.slow
def test_ask_says_what_the_articles_do_not_answer(index: Path) -> None:
    code, output, _ = dateline("ask", "Who won the 2022 football World Cup?", "--index", index)
    assert code == 0
    assert output.startswith("The articles do not answer this.")


@pytest.mark.slow
def test_what_a_question_says_of_time_is_shown_and_can_be_ignored(index: Path) -> None:
    question = "What is the current number of U.S. troops on the peninsula?"
    code, output, errors = dateline("ask", question, "--index", index)
    assert (code, errors) == (0, "")
    assert "As of 22 November 2026." in output
    assert 'Read from the question: "current": newest articles first' in output
    _, output, _ = dateline("ask", question, "--index", index, "--ignore-time", "--json")
    answer = json.loads(output)
    assert (answer["period"], answer["as_of"]) == (None, None)


@pytest.mark.slow
def test_filters_and_what_they_leave_out_are_in_the_answer(index: Path) -> None:
    question = "How many U.S. troops are stationed on the peninsula?"
    filters = ("--author", "Dateline project", "--author", "Ann Lee", "--from", "2026-01-01")
    _, output, errors = dateline("ask", question, "--index", index, *filters)
    assert "28,500" in output
    assert 'no article has the author "Ann Lee"' in errors
    period = "What has been reported since May 2031 about the number of U.S. troops?"
    code, output, _ = dateline("ask", period, "--index", index, "--json")
    answer = json.loads(output)
    assert (code, answer["status"]) == (0, "refused")
    assert answer["period"]["published_from"] == "2031-05-01"
    assert '"since May 2031"' in answer["warnings"][0]


def test_status_counts(index: Path) -> None:
    code, output, _ = dateline("status", "--index", index)
    assert code == 0
    assert "13 articles" in output
    assert "all-MiniLM-L6-v2" in output


def test_a_question_needs_no_quotes(index: Path) -> None:
    code, output, _ = dateline("ask", "who", "won", "the", "world", "cup", "--index", index)
    assert code == 0
    assert output.startswith("The articles do not answer this.")


def test_version() -> None:
    assert dateline("--version") == (0, f"dateline {version('dateline')}\n", "")


def test_help_names_every_command() -> None:
    code, output, _ = dateline("--help")
    assert code == 0
    for command in ("index", "ask", "serve", "status", "evaluate", "testset"):
        assert command in output


def test_one_bad_file_is_reported_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("A good text.")
    (tmp_path / "bad.txt").write_bytes(b"\0")
    code, output, errors = dateline("index", tmp_path, "--index", tmp_path / "ix")
    assert code == 2
    assert "1 added" in output
    assert "1 problem:" in errors
    assert str(tmp_path / "bad.txt") in errors
    assert "binary" in errors


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (
            ["index", "empty", "--index", "ix"],
            "nothing to index: no .txt, .md, .jsonl file in empty",
        ),
        (["index", "nowhere", "--index", "ix"], "nowhere: there is no such file or folder"),
        (["index", "photo.png", "--index", "ix"], "photo.png: cannot read this kind of file"),
        (["index", "broken.jsonl", "--index", "ix"], "broken.jsonl, line 1: not JSON"),
        (["index", "binary.txt", "--index", "ix"], "binary.txt: cannot be read: it is not text"),
        (["index", "text.txt", "--index", "empty/.."], "something else than an index"),
        (["index", "text.txt", "--embedder", "no such model"], "neither a folder nor a name"),
        (["ask", "What?", "--index", "nowhere"], "no index at nowhere; make one with"),
        (["ask", "What?", "--index", "text.txt"], "no index at text.txt; make one with"),
        (["status", "--index", "nowhere"], "no index at nowhere"),
        (["serve", "--index", "nowhere"], "no index at nowhere"),
        (["ask"], "Missing argument"),
        (["ask", "What?", "--colour", "red"], "No such option"),
        (["ask", "What?", "--from", "soon"], "'--from': 'soon' is no date such as"),
        (["ask", "What?", "--to", "2025-13-01"], "'--to': '2025-13-01' is no date"),
        (
            ["ask", "What?", "--from", "2026-02-01", "--to", "2026-01-01"],
            "published_from, 2026-02-01, is after published_to, 2026-01-01",
        ),
        (["sing"], "No such command"),
    ],
)
def test_bad_input_gets_one_clear_message_and_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], reason: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "photo.png").write_bytes(b"png")
    (tmp_path / "broken.jsonl").write_text("{")
    (tmp_path / "binary.txt").write_bytes(b"\0")
    (tmp_path / "text.txt").write_text("A text.")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ARTICLES.parent))
    code, output, errors = dateline(*arguments)
    assert code == 2
    assert reason in errors
    assert "Traceback" not in output + errors
    assert not (tmp_path / "ix").exists()


@pytest.mark.parametrize("question", ["", "x" * 100_000])
def test_a_question_that_is_none(index: Path, question: str) -> None:
    code, _, errors = dateline("ask", question, "--index", index)
    assert code == 2
    assert errors.startswith("dateline: the question")
    assert len(errors) < 200


def test_no_escape_code_reaches_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2Jevil\u202e.txt").write_bytes(b"\0")
    code, output, errors = dateline("index", tmp_path, "--index", tmp_path / "ix[/red]")
    assert code == 2
    assert "evil" in errors
    assert not {"\x1b", "\u202e"} & set(output + errors)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize(
    "arguments",
    [
        ["status"],
        ["ask", "When were the missile guidelines lifted?", "--json"],
        ["--help"],
    ],
    ids=lambda arguments: arguments[-1],
)
def test_output_that_cannot_be_written_is_one_line(
    index: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("DATELINE_INDEX", str(index))
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "dateline: [Errno 28] No space left on device\n"


@pytest.mark.parametrize(
    ("code", "exit_code", "errors"),
    [
        (
            "import sys, assistant.service as service; from assistant.interfaces.cli import main;"
            "sys.argv.append('status');"
            "service.Assistant.open = fail(OSError(5, 'of ours', 'a file')); main()",
            1,
            "OSError: [Errno 5] of ours: 'a file'",
        ),
        (
            "import app; from index.errors import SourceError;"
            "app.build = fail(SourceError('of yours')); app.main()",
            2,
            "dateline: of yours",
        ),
    ],
    ids=["of ours", "of yours, to app.py"],
)
def test_a_fault_of_ours_keeps_its_trace_and_a_mistake_of_yours_has_none(
    code: str, exit_code: int, errors: str
) -> None:
    failing = "def fail(error):\n  def fail(*_, **__): raise error\n  return fail\n"
    done = subprocess.run(
        [sys.executable, "-c", failing + code], capture_output=True, text=True, check=False
    )
    assert done.returncode == exit_code
    assert done.stderr.endswith(errors + "\n")
    assert ("Traceback" in done.stderr) == (exit_code == 1)


def test_a_terminal_of_few_characters_gets_question_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    (tmp_path / "naïve.txt").write_text("A text.")
    code, output, errors = dateline("index", tmp_path, "--index", tmp_path / "ïx")
    assert (code, errors) == (0, "")
    assert f"{tmp_path / '?x'}: 1 added" in output


def test_settings_come_from_variables_and_a_file(
    tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ARTICLES.parent))
    (tmp_path / "dateline.toml").write_text(f'index = "{index}"\n')
    assert dateline("status")[0] == 0
    monkeypatch.setenv("DATELINE_INDEX", "elsewhere")
    assert "no index at elsewhere" in dateline("status")[2]
    assert dateline("status", "--index", index)[0] == 0
    monkeypatch.setenv("DATELINE_PASSAGES", "many")
    assert "passages" in dateline("status", "--index", index)[2]
    monkeypatch.delenv("DATELINE_PASSAGES")
    (tmp_path / "dateline.toml").write_text('colour = "red"\n')
    assert "colour" in dateline("status", "--index", index)[2]
    (tmp_path / "dateline.toml").write_text("index = \n")
    code, _, errors = dateline("status", "--index", index)
    assert code == 2
    assert "dateline.toml is not TOML" in errors


@pytest.mark.slow
def test_a_chat_model_at_an_address_answers_with_citations_that_are_checked(index: Path) -> None:
    reply = "The missile guidelines were lifted in 2021 [1]. They cost $9 billion [1]. Odd [9]."
    question = "When were the missile guidelines lifted?"
    with serving(OpenAIServer(reply=reply)) as server:
        arguments = ("ask", question, "--index", index, "--base-url", server.url, "--json")
        code, output, errors = dateline(*arguments)
    assert (code, errors) == (0, "")
    answer = json.loads(output)
    assert answer["status"] == "partial"
    assert answer["text"].startswith("The missile guidelines were lifted in 2021. [1]")
    assert "9 billion" not in answer["text"]
    (citation,) = answer["citations"]
    assert "2021" in citation["quote"]
    assert any("source 9" in warning for warning in answer["warnings"])


@pytest.mark.slow
def test_for_a_chat_model_that_fails_the_articles_answer_with_a_warning(index: Path) -> None:
    question = "When were the missile guidelines lifted?"
    with serving(OpenAIServer(status=401)) as server:
        arguments = ("ask", question, "--index", index, "--base-url", server.url)
        code, output, errors = dateline(*arguments)
    assert code == 0
    assert "2021" in output.splitlines()[0]
    assert errors.startswith("warning: the chat model")
    assert "refused the API key" in errors
    assert "answered word for word from the articles instead" in errors
    assert len(server.requests) == 1, "a refused key is not tried again"


@pytest.mark.slow
def test_a_chat_model_that_fails_without_a_fallback_is_one_line(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_FALLBACK", "none")
    with serving(OpenAIServer(status=401)) as server:
        arguments = ("ask", "When were the guidelines lifted?", "--index", index)
        code, output, errors = dateline(*arguments, "--base-url", server.url)
    assert (code, output) == (2, "")
    assert errors.count("\n") == 1
    assert "refused the API key" in errors


@pytest.mark.slow
def test_what_is_not_answered_has_a_line_of_its_own(index: Path) -> None:
    question = "Who heads U.S. Forces Korea and what does bread cost?"
    _, output, _ = dateline("ask", question, "--index", index)
    said, blank, gap, *_ = output.splitlines()
    assert "Brunson" in said
    assert (blank, gap) == ("", "The articles do not answer: What does bread cost?")


@pytest.mark.slow
def test_a_list_of_articles_is_a_line_each_and_no_more(index: Path) -> None:
    code, output, _ = dateline("ask", "Which articles do you have?", "--index", index)
    first, *articles = output.splitlines()
    assert (code, first) == (0, "There are 13 articles:")
    assert len(articles) == 13
    assert all(one.startswith("“") for one in articles)
    assert "[1]" not in output
