"""What the command line says of mistakes, of its user's and of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.assistant.command import COMMAND, dateline, dateline_process


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
    code, output, errors = dateline(*arguments)
    assert code == 2
    assert reason in errors
    assert "Traceback" not in output + errors
    assert not (tmp_path / "ix").exists()


@pytest.mark.parametrize("question", ["", "x" * 100_000])
def test_a_question_that_is_none(sample_index: Path, question: str) -> None:
    code, _, errors = dateline("ask", question, "--index", sample_index)
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
    sample_index: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("DATELINE_INDEX", str(sample_index))
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
    code, output, errors = dateline_process("index", tmp_path, "--index", tmp_path / "ïx")
    assert (code, errors) == (0, "")
    assert f"{tmp_path / '?x'}: 1 added" in output
