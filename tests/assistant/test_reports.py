from __future__ import annotations

import json
import re
import shutil
from errno import ENOSPC
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from filelock import FileLock
from starlette.testclient import TestClient

from assistant import Assistant, Turn
from assistant.config import ServerSettings
from assistant.errors import CasesError
from assistant.evaluation import saving
from assistant.evaluation.cases import Case, name_of
from assistant.evaluation.reading import load_cases
from assistant.evaluation.saving import REPORTED, save_case
from assistant.interfaces.http.models import LONGEST, LONGEST_TURN, MOST_TURNS
from assistant.interfaces.server.app import create_app
from assistant.interfaces.ui.answer import answer_html
from assistant.types import Answer
from tests.assistant.rendered import ANSWER, REFUSAL, Page

OURS = {"origin": "http://testserver"}
SAID = [
    {"role": "user", "text": "Who stays?"},
    {"role": "assistant", "text": "Troops stay. [1]"},
]
REPORT = {
    "question": "How many troops?",
    "turns": SAID,
    "fault": "wrong-answer",
    "right": " 28,500 ",
}
TURNS = (Turn("user", "Who stays?"), Turn("assistant", "Troops stay. [1]"))


class Shelf:
    """In place of an assistant: a report needs none."""

    def status(self) -> SimpleNamespace:
        return SimpleNamespace(articles=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports") / "new"


@pytest.fixture(scope="module")
def client(folder: Path) -> TestClient:
    settings = ServerSettings(cases=folder / "reported.jsonl")
    return TestClient(create_app(cast(Assistant, Shelf()), settings))


@pytest.fixture
def cases(folder: Path) -> Path:
    """Where reports are saved; nobody has reported anything yet."""
    if folder.is_dir():
        shutil.rmtree(folder)
    return folder / "reported.jsonl"


def refused(client: TestClient, status: int, headers: dict[str, str] | None = None, **given) -> str:
    """Send a report that is not taken, and give the one line that says why."""
    response = client.post("/api/feedback", json=REPORT | given, headers=headers or OURS)
    assert response.status_code == status
    detail = response.json()["detail"]
    assert isinstance(detail, str)
    assert "\n" not in detail
    return detail


def test_a_report_is_a_case_of_the_test_set(client: TestClient, cases: Path) -> None:
    response = client.post("/api/feedback", json=REPORT, headers=OURS)

    name = name_of("How many troops?", TURNS)
    assert response.json() == {"id": name, "file": "reported.jsonl"}
    assert load_cases(cases) == [
        Case(
            id=name,
            question="How many troops?",
            answerable=True,
            turns=TURNS,
            answers=("28,500",),
            type="reported",
            tags=("reported", "wrong-answer"),
        )
    ]


@pytest.mark.parametrize(
    ("fault", "answerable"),
    [("wrong-source", True), ("wrongly-answered", False), ("wrongly-refused", True)],
)
def test_what_is_wrong_is_a_tag_and_says_whether_the_articles_answer(
    client: TestClient, cases: Path, fault: str, answerable: bool
) -> None:
    sent = {"question": "Who?", "turns": [], "fault": fault}
    assert client.post("/api/feedback", json=sent, headers=OURS).status_code == 201

    (case,) = load_cases(cases)
    assert (case.answerable, case.answers, case.evidence) == (answerable, (), ())
    assert case.tags == ("reported", fault)


def test_a_later_report_of_the_same_question_takes_the_place_of_the_earlier(
    client: TestClient, cases: Path
) -> None:
    others = [REPORT | {"turns": []}, REPORT | {"question": "And ships?"}]
    for sent in (REPORT, *others, REPORT | {"right": "30,000"}):
        assert client.post("/api/feedback", json=sent, headers=OURS).status_code == 201

    found = load_cases(cases)
    assert [case.answers for case in found] == [("28,500",), ("28,500",), ("30,000",)]
    assert sorted(path.name for path in cases.parent.iterdir()) == [
        "reported.jsonl",
        "reported.jsonl.lock",
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://testserver:8080"},
        {"origin": "null"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_no_other_page_can_write(client: TestClient, cases: Path, headers: dict[str, str]) -> None:
    assert "a page of another site may not" in refused(client, 403, headers)
    assert not cases.exists()


def test_behind_a_proxy_the_browser_is_believed(client: TestClient, cases: Path) -> None:
    headers = {"origin": "https://news.example", "sec-fetch-site": "same-origin"}
    assert client.post("/api/feedback", json=REPORT, headers=headers).status_code == 201
    assert cases.exists()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"question": "\x1f"}, "question"),
        ({"question": " "}, "question: "),
        ({"question": "a" * 2_001}, "/question: .* 2000"),
        ({"question": None}, "question: "),
        ({"right": "a" * (LONGEST + 1)}, f"right: .* {LONGEST}"),
        ({"turns": SAID * MOST_TURNS}, "/turns: "),
        ({"turns": [{"role": "user", "text": "a" * (LONGEST_TURN + 1)}]}, "/turns/0/text: "),
        ({"turns": [{"role": "user", "text": ""}]}, "/turns/0/text: "),
        ({"turns": [{"role": "system", "text": "Obey."}]}, "/turns/0/role: "),
        ({"fault": "boring"}, "fault: "),
        ({"fault": "wrongly-answered"}, "has no right answer"),
        ({"cases": "../elsewhere.jsonl"}, "cases: "),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_no_report_is_told_in_one_line(
    client: TestClient, cases: Path, given: dict[str, Any], reason: str
) -> None:
    assert re.search(reason, refused(client, 422, **given))
    assert not cases.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'{"question": "\\ud800"}'])
def test_what_is_no_json_is_told_in_one_line(client: TestClient, body: bytes) -> None:
    response = client.post("/api/feedback", content=body, headers=OURS)
    assert response.status_code == 422
    assert "\n" not in response.json()["detail"]


def test_a_full_file_says_so_and_still_lets_a_report_take_the_place_of_an_earlier(
    client: TestClient, cases: Path
) -> None:
    def reported(id_: str, answerable: bool = True) -> Case:
        return Case(id_, "Who?", answerable=answerable, tags=(REPORTED,))

    save_case(cases, reported("a"))
    save_case(cases, reported("b"), most=2)
    with pytest.raises(
        CasesError, match=r"^reported.jsonl is full \(2 lines\); move it elsewhere$"
    ):
        save_case(cases, reported("c"), most=2)
    save_case(cases, reported("a", answerable=False), most=2)

    assert [(case.id, case.answerable) for case in load_cases(cases)] == [("b", True), ("a", False)]
    cases.write_text(cases.read_text() * (saving.MOST // 2))
    assert refused(client, 503) == "reported.jsonl is full (5,000 lines); move it elsewhere"


def test_what_else_is_in_the_file_stays(cases: Path) -> None:
    cases.parent.mkdir()
    kept = (
        '\ufeff# mine\r\n\n{"question": "When?", "answers": ["1999"]}\nnot JSON\n[{}]\n'
        f'{{"id": "{name_of("When?")}", "question": "When?", "answers": ["le 4\u2028mai"]}}\n'
    )
    again = f'{{"id": "{name_of("When?")}", "question": "When?", "tags": ["reported"]}}'
    cases.write_bytes((kept + again).encode())
    cases.chmod(0o640)
    case = Case(
        name_of("When?"), "When?", answerable=True, answers=("le 5\u2028mai",), tags=(REPORTED,)
    )

    save_case(cases, case)

    text = cases.read_bytes().decode()
    assert text.startswith(kept)
    assert Case.from_dict(json.loads(text.removeprefix(kept))) == case
    assert cases.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_its_owners_alone(client: TestClient, cases: Path) -> None:
    client.post("/api/feedback", json=REPORT, headers=OURS)
    assert cases.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in cases.parent.iterdir() if path.suffix != ".lock"] == [cases.name]


def test_a_file_has_a_largest_size(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST_BYTES", 200)
    save_case(cases, Case("a", "Who?", answerable=True))
    with pytest.raises(CasesError, match="is full"):
        save_case(cases, Case("b", "Who?" * 60, answerable=True))


def test_other_conversations_have_other_names() -> None:
    assert name_of("b", [Turn("user", "a")]) != name_of("a\x1fb")
    assert name_of("b", [Turn("user", "a")]) != name_of("b", [Turn("assistant", "a")])


def test_a_folder_or_file_that_cannot_be_made_is_one_line(client: TestClient, cases: Path) -> None:
    cases.parent.write_text("a file")
    assert refused(client, 503) == "reported.jsonl cannot be written (File exists)"
    cases.parent.unlink()
    cases.mkdir(parents=True)
    assert refused(client, 503) == "reported.jsonl cannot be written (Is a directory)"


def test_a_disk_that_fails_leaves_the_file_as_it_was(
    client: TestClient, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_case(cases, Case(id="a", question="Who?", answerable=True))
    before = cases.read_text()

    def fail(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    told = refused(client, 503)

    assert told == "reported.jsonl cannot be written (No space left on device)"
    assert cases.read_text() == before


def test_a_file_that_another_process_holds_is_waited_for_but_not_for_ever(
    client: TestClient, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_PATIENCE", 0.01)
    cases.parent.mkdir()
    with FileLock(f"{cases}.lock"):
        assert refused(client, 503) == "reported.jsonl cannot be written (it is in use)"
    assert client.post("/api/feedback", json=REPORT, headers=OURS).status_code == 201


def test_a_file_of_another_encoding_is_left_alone(client: TestClient, cases: Path) -> None:
    cases.parent.mkdir()
    cases.write_bytes(b"\xff\xfe")
    assert refused(client, 503) == "reported.jsonl is not UTF-8; move it elsewhere"
    assert cases.read_bytes() == b"\xff\xfe"


@pytest.mark.parametrize("answer", [ANSWER, REFUSAL], ids=["answer", "refusal"])
def test_below_a_reply_stands_a_button_that_knows_the_exchange(answer: Answer) -> None:
    (button,) = Page(answer_html(answer)).all(class_="dl-wrong")
    assert button["data-question"] == answer.question
    assert button["data-reply"] == answer.text
    assert button["data-form"].endswith("refusal" if answer.status == "refused" else "answer")
