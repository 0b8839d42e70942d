from __future__ import annotations

from importlib.resources import files

import pytest

from assistant.answer import Draft
from assistant.answer.showing import answer_variables
from assistant.evaluation.cases import Case
from assistant.evaluation.drafts.model import draft_variables, pair_variables
from assistant.evaluation.scores.judge import judge_variables
from assistant.prompting import load_prompt
from assistant.rewrite import rewrite_variables
from assistant.types import Answer
from assistant.verify.models import support_variables

FILLED = {
    "answer": answer_variables("Who?", []),
    "draft": draft_variables("A title", "A passage."),
    "draft_pair": pair_variables("Northgate", "One.", "Two."),
    "draft_unanswerable": draft_variables("A title", "A passage."),
    "rewrite": rewrite_variables("Who?", []),
    "support": support_variables(Draft("It rained.", ())),
    **judge_variables(
        Case("1", "Who?", answerable=True), Answer("Who?", "answered", "", (), (), "test")
    ),
}
PROMPTS = files("prompts")


def test_every_prompt_is_filled_by_the_code() -> None:
    names = {
        path.name.removesuffix(".md") for path in PROMPTS.iterdir() if path.name.endswith(".md")
    }

    assert names - {"README"} == FILLED.keys()


@pytest.mark.parametrize("name", FILLED)
def test_a_prompt_has_exactly_the_variables_that_the_code_fills(name: str) -> None:
    assert set(load_prompt(name).input_variables) == FILLED[name].keys()


@pytest.mark.parametrize("name", FILLED)
def test_the_readme_names_the_variables_of_each_prompt(name: str) -> None:
    readme = PROMPTS.joinpath("README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if line.startswith(f"| `{name}.md`"))

    assert set(row.split("|")[3].strip(" `").split("`, `")) == FILLED[name].keys()


@pytest.mark.parametrize("name", FILLED)
def test_a_prompt_has_a_system_and_a_user_part(name: str) -> None:
    messages = load_prompt(name).invoke(FILLED[name]).to_messages()

    assert [message.type for message in messages] == ["system", "human"]
    assert not any(message.text.startswith("#") for message in messages)


def test_braces_in_a_value_are_only_text() -> None:
    values = answer_variables("What is {question} in {0}?", [])

    assert "What is {question} in {0}?" in load_prompt("answer").invoke(values).to_string()
