"""The command line as a user types it."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.assistant.command import dateline, dateline_process
from tests.assistant.openai_server import OpenAIServer, serving


@pytest.mark.slow
def test_ask_as_json_gives_the_answer_with_exact_citations(sample_index: Path) -> None:
    question = "How many U.S. troops are stationed on the peninsula?"
    code, output, errors = dateline_process("ask", question, "--index", sample_index, "--json")
    assert (code, errors) == (0, "")
    answer = json.loads(output)
    assert answer["status"] == "answered"
    assert "28,500" in answer["text"]
    assert [citation["article_id"] for citation in answer["citations"]] == ["troop-numbers.md"]


@pytest.mark.slow
def test_ask_for_people_shows_the_words_that_prove_it(sample_index: Path) -> None:
    code, output, errors = dateline(
        "ask", "When were the missile guidelines lifted?", "--index", sample_index
    )
    assert (code, errors) == (0, "")
    assert "2021" in output.splitlines()[0]
    assert "[1] " in output
    assert "“" in output


@pytest.mark.slow
def test_ask_says_what_the_articles_do_not_answer(sample_index: Path) -> None:
    code, output, _ = dateline(
        "ask", "Who won the 2022 football World Cup?", "--index", sample_index
    )
    assert code == 0
    assert output.startswith("The articles do not answer this.")


@pytest.mark.slow
def test_what_a_question_says_of_time_is_shown_and_can_be_ignored(sample_index: Path) -> None:
    question = "What is the current number of U.S. troops on the peninsula?"
    code, output, errors = dateline("ask", question, "--index", sample_index)
    assert (code, errors) == (0, "")
    assert "As of 22 November 2026." in output
    assert 'Read from the question: "current": newest articles first' in output
    _, output, _ = dateline("ask", question, "--index", sample_index, "--ignore-time", "--json")
    answer = json.loads(output)
    assert (answer["period"], answer["as_of"]) == (None, None)


@pytest.mark.slow
def test_filters_and_what_they_leave_out_are_in_the_answer(sample_index: Path) -> None:
    question = "How many U.S. troops are stationed on the peninsula?"
    filters = ("--author", "Dateline project", "--author", "Ann Lee", "--from", "2026-01-01")
    _, output, errors = dateline("ask", question, "--index", sample_index, *filters)
    assert "28,500" in output
    assert 'no article has the author "Ann Lee"' in errors
    period = "What has been reported since May 2031 about the number of U.S. troops?"
    code, output, _ = dateline("ask", period, "--index", sample_index, "--json")
    answer = json.loads(output)
    assert (code, answer["status"]) == (0, "refused")
    assert answer["period"]["published_from"] == "2031-05-01"
    assert '"since May 2031"' in answer["warnings"][0]


def test_status_counts(sample_index: Path) -> None:
    code, output, _ = dateline("status", "--index", sample_index)
    assert code == 0
    assert "13 articles" in output
    assert "all-MiniLM-L6-v2" in output


def test_a_question_needs_no_quotes(sample_index: Path) -> None:
    code, output, _ = dateline("ask", "who", "won", "the", "world", "cup", "--index", sample_index)
    assert code == 0
    assert output.startswith("The articles do not answer this.")


def test_version() -> None:
    assert dateline("--version") == (0, f"dateline {version('dateline')}\n", "")


def test_help_names_every_command() -> None:
    code, output, _ = dateline("--help")
    assert code == 0
    for command in ("index", "ask", "serve", "status", "evaluate", "testset"):
        assert command in output


def test_settings_come_from_variables_and_a_file(
    tmp_path: Path, sample_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dateline.toml").write_text(f'index = "{sample_index}"\n')
    assert dateline("status")[0] == 0
    monkeypatch.setenv("DATELINE_INDEX", "elsewhere")
    assert "no index at elsewhere" in dateline("status")[2]
    assert dateline("status", "--index", sample_index)[0] == 0
    monkeypatch.setenv("DATELINE_PASSAGES", "many")
    assert "passages" in dateline("status", "--index", sample_index)[2]
    monkeypatch.delenv("DATELINE_PASSAGES")
    (tmp_path / "dateline.toml").write_text('colour = "red"\n')
    assert "colour" in dateline("status", "--index", sample_index)[2]
    (tmp_path / "dateline.toml").write_text("index = \n")
    code, _, errors = dateline("status", "--index", sample_index)
    assert code == 2
    assert "dateline.toml is not TOML" in errors


@pytest.mark.slow
def test_a_chat_model_at_an_address_answers_with_citations_that_are_checked(
    sample_index: Path,
) -> None:
    reply = "The missile guidelines were lifted in 2021 [1]. They cost $9 billion [1]. Odd [9]."
    question = "When were the missile guidelines lifted?"
    with serving(OpenAIServer(reply=reply)) as server:
        arguments = ("ask", question, "--index", sample_index, "--base-url", server.url, "--json")
        code, output, errors = dateline_process(*arguments)
    assert (code, errors) == (0, "")
    answer = json.loads(output)
    assert answer["status"] == "partial"
    assert answer["text"].startswith("The missile guidelines were lifted in 2021. [1]")
    assert "9 billion" not in answer["text"]
    (citation,) = answer["citations"]
    assert "2021" in citation["quote"]
    assert any("source 9" in warning for warning in answer["warnings"])


@pytest.mark.slow
def test_for_a_chat_model_that_fails_the_articles_answer_with_a_warning(sample_index: Path) -> None:
    question = "When were the missile guidelines lifted?"
    with serving(OpenAIServer(status=401)) as server:
        arguments = ("ask", question, "--index", sample_index, "--base-url", server.url)
        code, output, errors = dateline(*arguments)
    assert code == 0
    assert "2021" in output.splitlines()[0]
    assert errors.startswith("warning: the chat model")
    assert "refused the API key" in errors
    assert "answered word for word from the articles instead" in errors
    assert len(server.requests) == 1, "a refused key is not tried again"


@pytest.mark.slow
def test_a_chat_model_that_fails_without_a_fallback_is_one_line(
    sample_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_FALLBACK", "none")
    with serving(OpenAIServer(status=401)) as server:
        arguments = ("ask", "When were the guidelines lifted?", "--index", sample_index)
        code, output, errors = dateline(*arguments, "--base-url", server.url)
    assert (code, output) == (2, "")
    assert errors.count("\n") == 1
    assert "refused the API key" in errors


@pytest.mark.slow
def test_what_is_not_answered_has_a_line_of_its_own(sample_index: Path) -> None:
    question = "Who heads U.S. Forces Korea and what does bread cost?"
    _, output, _ = dateline("ask", question, "--index", sample_index)
    said, blank, gap, *_ = output.splitlines()
    assert "Brunson" in said
    assert (blank, gap) == ("", "The articles do not answer: What does bread cost?")


@pytest.mark.slow
def test_a_list_of_articles_is_a_line_each_and_no_more(sample_index: Path) -> None:
    code, output, _ = dateline("ask", "Which articles do you have?", "--index", sample_index)
    first, *articles = output.splitlines()
    assert (code, first) == (0, "There are 13 articles:")
    assert len(articles) == 13
    assert all(one.startswith("“") for one in articles)
    assert "[1]" not in output
