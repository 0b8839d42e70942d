"""Test sets: what may stand in them, and what is said of what may not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import CasesError
from assistant.evaluation.cases import Case, Evidence, name_of, template, write_cases
from assistant.evaluation.reading import load_cases
from assistant.types import Turn


def loaded(tmp_path: Path, *lines: object, name: str = "set.jsonl") -> list[Case]:
    path = tmp_path / name
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(texts), encoding="utf-8")
    return load_cases(path)


def test_a_line_has_a_question_and_what_is_expected(tmp_path: Path) -> None:
    (case,) = loaded(
        tmp_path,
        {
            "id": "a",
            "question": " Who? ",
            "answers": ["Ann", "Ann Lee"],
            "evidence": [{"article_id": "x", "quote": "Ann did."}, {"article_id": "y"}],
            "type": "person",
            "tags": ["easy"],
            "choices": ["what another program needs is not read"],
        },
    )
    assert case == Case(
        "a",
        "Who?",
        answerable=True,
        answers=("Ann", "Ann Lee"),
        evidence=(Evidence("x", "Ann did."), Evidence("y")),
        type="person",
        tags=("easy",),
    )


def test_a_conversation_ends_with_the_question(tmp_path: Path) -> None:
    said = [{"role": "user", "text": "Who?"}, {"role": "assistant", "text": "Ann."}, "And when?"]
    (case,) = loaded(tmp_path, {"turns": said, "answers": ["2021"]})
    assert case.question == "And when?"
    assert case.turns == (Turn("user", "Who?"), Turn("assistant", "Ann."))


def test_one_article_or_some_may_be_named_as_the_only_ones_to_search(tmp_path: Path) -> None:
    about, among = loaded(
        tmp_path,
        {"question": "Who?", "answerable": False, "about_article": "x"},
        {"question": "When?", "answerable": False, "docs": ["x", "y"]},
    )
    assert (about.docs, among.docs) == (("x",), ("x", "y"))


def test_a_question_without_an_id_always_gets_the_same(tmp_path: Path) -> None:
    first, second = loaded(
        tmp_path, {"question": "Who?", "answers": ["A"]}, {"question": "Whom?", "answers": ["A"]}
    )
    assert first.id == name_of("Who?") != second.id


def test_csv_may_give_lists_as_json_or_with_bars(tmp_path: Path) -> None:
    rows = (
        "# a comment, with a comma",
        "question,answers,article_id,quote,answerable,tags,turns",
        'Who?,Ann|Ann Lee,x,"Ann, 3, did.",,a|b,',
        '"[""Who"", ""x""] or not?","[""A|B""]",,,,,',
        "Which?,,,,no,,",
        ',,,,false,,"[""Who?"", ""And when?""]"',
    )
    first, second, third, fourth = loaded(tmp_path, *rows, name="set.csv")
    assert first.answers == ("Ann", "Ann Lee")
    assert first.evidence == (Evidence("x", "Ann, 3, did."),)
    assert first.tags == ("a", "b")
    assert second.answers == ("A|B",)
    assert (third.answerable, fourth.answerable) == (False, False)
    assert fourth.turns == (Turn("user", "Who?"),)


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_csv_may_come_from_any_spreadsheet(tmp_path: Path, delimiter: str) -> None:
    rows = (("ID", "Question", "Answers"), ("17", "Who?", "Ann"))
    text = "\r\n".join(delimiter.join(row) for row in rows)
    (case,) = loaded(tmp_path, f"\ufeff# mine, yours\r\n{text}\r\n", name="set.csv")
    assert (case.id, case.question, case.answers) == ("17", "Who?", ("Ann",))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: not a JSON object"),
        ({"question": ["x"]}, "line 2: question: has to be a text"),
        ({"question": "x"}, "line 2: without answers or evidence, say whether it is answerable"),
        ({"answers": ["x"]}, "line 2: give either a question or turns"),
        ({"question": "x", "answers": ["y"], "answerable": False}, "answerable is false"),
        ({"question": "x", "answers": [""]}, "line 2: answers.0: is empty"),
        (
            {"question": "x", "evidence": [{"quote": "y"}]},
            "line 2: evidence.0.article_id: is missing",
        ),
        ({"question": "x", "evidence": [{"article_id": "y", "qoute": "z"}]}, "evidence.0.qoute"),
        ({"turns": [{"role": "assistant", "text": "x"}], "answers": ["x"]}, "the last one has to"),
        ({"id": "first", "question": "z", "answers": ["x"]}, "the id 'first' is that of line 1"),
        ({"question": "x", "anwsers": ["y"], "answerable": True}, "did you mean 'answers'?"),
        ({"question": "x", "answers": 8.2}, "line 2: answers: has to be a list"),
        ({"question": "x", "evidence": ["y.md"]}, "has to be an object with article_id and quote"),
        ({"question": "x", "answerable": "maybe"}, "line 2: answerable: has to be true or false"),
        ({"question": "x", "answers": "[1"}, "looks like a JSON list, but is none"),
        ({"question": "x", "answers": "[" * 10_000}, "looks like a JSON list, but is none"),
        ({"question": "x" * 3_000, "answers": ["y"]}, "line 2: the question has 3,000 characters"),
        ({"turns": [{"text": " "}], "answerable": True}, "line 2: the question is empty"),
        (
            {"question": "x", "evidence": [{"article_id": "y", "quote": "z" * 6_000}]},
            "line 2: evidence.0.quote: String should have at most",
        ),
    ],
)
def test_an_error_names_the_line_and_what_is_wrong(
    tmp_path: Path, line: object, fault: str
) -> None:
    with pytest.raises(CasesError) as raised:
        loaded(tmp_path, {"id": "first", "question": "x", "answers": ["y"]}, line)
    assert str(tmp_path / "set.jsonl") in str(raised.value)
    assert fault in str(raised.value)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (("answer", "x"), "line 1: the first row has to name a column"),
        (("question,answers", "a,b,c"), "line 2: 3 cells, but the first row names 2"),
        (("question,answers", 'a,"b'), "line 2: not CSV"),
        (("question,answerable", "a,perhaps"), "line 2: answerable"),
        (("question,answers",), "no question in it"),
    ],
)
def test_an_error_names_the_row_of_csv(tmp_path: Path, rows: tuple[str, ...], fault: str) -> None:
    with pytest.raises(CasesError) as raised:
        loaded(tmp_path, *rows, name="set.csv")
    assert fault in str(raised.value)


def test_of_very_many_faults_the_first_are_named(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="and 980 more") as raised:
        loaded(tmp_path, *["{"] * 1_000)
    assert len(str(raised.value).splitlines()) == 21


@pytest.mark.parametrize("name", ["set.txt", "missing.jsonl", "folder.jsonl"])
def test_what_is_no_test_set_is_one_clear_message(tmp_path: Path, name: str) -> None:
    (tmp_path / "set.txt").write_text("Who?")
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(CasesError, match=name):
        load_cases(tmp_path / name)


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_the_template_is_a_test_set_with_comments(tmp_path: Path, suffix: str) -> None:
    cases = loaded(tmp_path, template(suffix), name=f"set{suffix}")
    assert {case.answerable for case in cases} == {True, False}
    assert template(suffix).count("\n#") >= 3


_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20)


@given(st.lists(st.tuples(_WORDS, _WORDS, st.booleans()), min_size=1, max_size=4))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, bool]]
) -> None:
    cases = [
        Case(
            f"{n}",
            f"Q {question}".strip(),
            answerable=answerable,
            answers=(answer,) if answerable else (),
            evidence=(Evidence(answer, question),) if answerable else (),
        )
        for n, (question, answer, answerable) in enumerate(rows)
    ]
    path = tmp_path_factory.mktemp("cases") / "set.jsonl"
    write_cases(path, cases)
    assert load_cases(path) == cases
