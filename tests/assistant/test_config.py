"""Settings from arguments, variables and dateline.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.config import load_settings
from assistant.errors import SettingsError


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_arguments_come_before_variables_and_these_before_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("dateline.toml").write_text('index = "a"\nmodel = "ollama:b"\npassages = 3\n')
    monkeypatch.setenv("DATELINE_MODEL", "ollama:c")
    monkeypatch.setenv("DATELINE_PASSAGES", "4")
    settings = load_settings(passages=5)
    assert (settings.index, settings.model, settings.passages) == (Path("a"), "ollama:c", 5)


def test_examples_are_a_list_in_the_file_and_in_the_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("dateline.toml").write_text('examples = ["Who won?", "When?"]\n')
    assert load_settings().examples == ("Who won?", "When?")
    monkeypatch.setenv("DATELINE_EXAMPLES", '["Why?"]')
    assert load_settings().examples == ("Why?",)


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load_settings(index="~/news").index == tmp_path / "news"
    assert load_settings(cases="~/wrong.jsonl").cases == tmp_path / "wrong.jsonl"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('index = "~nobody-of-that-name/ix"', "index: "),
        ("passages = 0", "passages: "),
        ('cases = "wrong.csv"', "cases: .*\\.jsonl"),
        ('cors = ["https://paper.example/"]', "cors: .*is no origin"),
        ('cors = ["*"]', "cors: .*is no origin"),
        ('cors = ["paper.example"]', "cors: .*is no origin"),
        ('cors = "[https://paper.example]"', "cors: no list: write it as "),
        ('colour = "red"', "colour: there is no such setting"),
        ('raet = "1/minute"', "raet: there is no such setting; did you mean 'rate'"),
        ("passages = ", "not TOML"),
    ],
)
def test_what_cannot_be_used_is_named(content: str, reason: str) -> None:
    Path("dateline.toml").write_text(content)
    with pytest.raises(SettingsError, match=reason):
        load_settings()


@pytest.mark.parametrize(
    "written", ["https://a.example,https://b.example", '["https://a.example", "https://b.example"]']
)
def test_a_list_in_a_variable_is_json_or_has_commas(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("DATELINE_CORS", written)
    monkeypatch.setenv("DATELINE_EXAMPLES", "Who won, and when?")
    settings = load_settings()
    assert settings.cors == ("https://a.example", "https://b.example")
    assert settings.examples == ("Who won, and when?",)
    assert load_settings(cors=["https://c.example"]).cors == ("https://c.example",)


def test_the_day_that_questions_are_of_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().today is None
    monkeypatch.setenv("DATELINE_TODAY", "2025-12-24")
    assert str(load_settings().today) == "2025-12-24"
    monkeypatch.setenv("DATELINE_TODAY", "soon")
    with pytest.raises(SettingsError, match="today: "):
        load_settings()
