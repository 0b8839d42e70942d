"""The test set: questions with what is expected of their answers, from JSON lines or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import CasesError, QuestionError
from assistant.question import checked
from assistant.types import Turn

LONGEST_FILE = 100_000_000  # bytes
LONGEST_QUOTE = 5_000  # characters
DRAFT = "draft"
"""The tag of a question that was drafted, and that nobody has read yet."""

MOST_FAULTS = 20  # that one message names
_DELIMITERS = ",;\t"  # as spreadsheets of several countries write them
_FORMATS = (".jsonl", ".csv")


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article that answers, and the words of it that do; an empty quote names the article."""

    article_id: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what is expected of its answer.

    ``turns`` is the conversation before it. Where it ends without a reply, the assistant's own
    replies are its other side. ``answers`` are wordings of which any one is right, ``docs`` the
    only articles that may be searched; empty, it is all of them.
    """

    id: str
    question: str
    answerable: bool
    turns: tuple[Turn, ...] = ()
    answers: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    type: str = ""
    tags: tuple[str, ...] = ()
    docs: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the form that a line of a test set has; what is empty is left out."""
        asked: dict[str, Any] = {"question": self.question}
        if self.turns:
            said = [{"role": turn.role, "text": turn.text} for turn in self.turns]
            asked = {"turns": [*said, {"role": "user", "text": self.question}]}
        rest = {
            "answers": list(self.answers),
            "evidence": [{"article_id": e.article_id, "quote": e.quote} for e in self.evidence],
            "answerable": self.answerable,
            "type": self.type,
            "tags": list(self.tags),
            "docs": list(self.docs),
        }
        return {"id": self.id, **asked, **{k: v for k, v in rest.items() if v not in ("", [])}}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Read one line's form; raises pydantic's ValidationError."""
        return cls(**_Line.model_validate(dict(fields)).as_case())


def load_cases(path: str | Path) -> list[Case]:
    """Read a test set; raises CasesError, which names each line at fault."""
    path = Path(path)
    if path.suffix not in _FORMATS:
        raise CasesError(f"{path}: a test set is a .jsonl or a .csv file")
    try:
        if path.stat().st_size > LONGEST_FILE:
            raise CasesError(f"{path}: larger than {LONGEST_FILE:,} bytes; split it")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CasesError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise CasesError(f"{path}: not UTF-8; save it as UTF-8") from error
    lines = _csv_lines(text) if path.suffix == ".csv" else _json_lines(text)
    cases, faults = _checked(lines)
    if faults:
        shown = [f"{path}, {fault}" for fault in faults[:MOST_FAULTS]]
        more = len(faults) - len(shown)
        raise CasesError("\n  ".join([*shown, *([f"and {more:,} more"] if more else [])]))
    if not cases:
        raise CasesError(f"{path}: no question in it; `dateline evaluate --template` writes a form")
    return cases


def write_cases(path: str | Path, cases: Iterable[Case]) -> None:
    """Write a test set as JSON lines; raises CasesError where that can't be done."""
    lines = (json.dumps(case.to_dict(), ensure_ascii=False) + "\n" for case in cases)
    try:
        Path(path).write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise CasesError(f"{path}: cannot be written ({error.strerror})") from error


def template(suffix: str = ".jsonl") -> str:
    """Return an empty test set with comments, as ``.jsonl`` or ``.csv``; raises CasesError."""
    if suffix not in _FORMATS:
        raise CasesError(f"a test set is a .jsonl or a .csv file, not {suffix!r}")
    name = f"template{suffix}"
    return files("assistant.evaluation").joinpath(name).read_text(encoding="utf-8")


def name_of(question: str, turns: Iterable[Turn] = ()) -> str:
    """Return an id for a question that has none: the same question always gets the same."""
    said = json.dumps([[turn.role, turn.text] for turn in turns] + [question])
    return f"q-{blake2b(said.encode(), digest_size=8).hexdigest()}"


def _listed(value: object) -> object:
    """Read a cell: JSON where it looks like it, else texts with a bar between."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as error:
            raise ValueError("looks like a JSON list, but is none") from error
    return [part.strip() for part in value.split("|") if part.strip()]


def _known(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _check_question(asked: str) -> None:
    """Raise ValueError for what the assistant would not take for a question."""
    try:
        checked(asked)
    except QuestionError as error:
        raise ValueError(str(error)) from error


_Texts = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_listed)]


class _Proof(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    article_id: str = Field(min_length=1)
    quote: str = Field("", max_length=LONGEST_QUOTE)


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    role: Literal["user", "assistant"] = "user"
    text: str = Field(min_length=1)


def _as_said(value: object) -> object:
    listed = _listed(value)
    if isinstance(listed, list):
        return [{"text": item} if isinstance(item, str) else item for item in listed]
    return listed


class _Line(BaseModel):
    """A line of a test set; fields that other programs need may stand in it and are not read."""

    model_config = ConfigDict(coerce_numbers_to_str=True)
    id: str = ""
    question: str = ""
    turns: Annotated[tuple[_Said, ...], BeforeValidator(_as_said)] = ()
    answers: _Texts = ()
    evidence: Annotated[tuple[_Proof, ...], BeforeValidator(_listed)] = ()
    answerable: Annotated[bool | None, BeforeValidator(_known)] = None
    type: str = ""
    tags: _Texts = ()
    docs: _Texts = ()
    about_article: str = ""

    @model_validator(mode="before")
    @classmethod
    def _has_no_slip(cls, fields: dict[str, Any]) -> dict[str, Any]:
        """Refuse a field that looks like one of ours with a slip of the pen."""
        for name in fields.keys() - cls.model_fields.keys():
            if meant := get_close_matches(name, cls.model_fields, n=1, cutoff=0.8):
                raise ValueError(f"there is no field {name!r}; did you mean {meant[0]!r}?")
        return fields

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if bool(self.question.strip()) == bool(self.turns):
            raise ValueError("give either a question or turns")
        for asked in (self.question, *(said.text for said in self.turns if said.role == "user")):
            if asked:
                _check_question(asked)
        if self.turns and self.turns[-1].role != "user":
            raise ValueError("turns: the last one has to be the user's question")
        if self.answerable is None and not (self.answers or self.evidence):
            raise ValueError("without answers or evidence, say whether it is answerable")
        if self.answerable is False and (self.answers or self.evidence):
            raise ValueError("it has answers or evidence, but answerable is false")
        if self.docs and self.about_article:
            raise ValueError("give docs or about_article, not both")
        return self

    def as_case(self) -> dict[str, Any]:
        turns = [Turn(said.role, said.text) for said in self.turns]
        question = (turns.pop().text if turns else self.question).strip()
        return {
            "id": self.id or name_of(question, turns),
            "question": question,
            "answerable": self.answerable is not False,
            "turns": tuple(turns),
            "answers": self.answers,
            "evidence": tuple(Evidence(proof.article_id, proof.quote) for proof in self.evidence),
            "type": self.type,
            "tags": self.tags,
            "docs": self.docs or ((self.about_article,) if self.about_article else ()),
        }


_Numbered = tuple[int, Mapping[str, Any] | str]
"""A line's number and its fields, or what is wrong with it."""


def _json_lines(text: str) -> Iterator[_Numbered]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith(("#", "//")):
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"not JSON ({getattr(error, 'msg', error)})"
            continue
        yield number, fields if isinstance(fields, dict) else "not a JSON object"


def _csv_lines(text: str) -> Iterator[_Numbered]:
    """Read rows; the columns ``article_id`` and ``quote`` are a short way to give one evidence."""
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(lines, strict=True, delimiter=delimiter)
    header: list[str] | None = None
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield rows.line_num, f"not CSV ({error})"
            return
        if row is None:
            return
        if not any(map(str.strip, row)) or row[0].lstrip().startswith("#"):
            continue
        if header is None:
            header = [name.strip().lower() for name in row]
            if "question" not in header and "turns" not in header:
                named = ", ".join(filter(None, header))
                yield rows.line_num, f'the first row has to name a column "question", not {named}'
                return
        elif len(row) > len(header):
            yield rows.line_num, f"{len(row)} cells, but the first row names {len(header)}"
        else:
            yield rows.line_num, _fields(dict(zip(header, row, strict=False)))


def _fields(cells: dict[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: cell for name, cell in cells.items() if cell.strip()}
    article, quote = fields.pop("article_id", ""), fields.pop("quote", "")
    if article or quote:
        fields.setdefault("evidence", [{"article_id": article, "quote": quote}])
    return fields


def _checked(lines: Iterable[_Numbered]) -> tuple[list[Case], list[str]]:
    cases: dict[str, Case] = {}
    seen: dict[str, int] = {}
    faults = []
    for number, fields in lines:
        if isinstance(fields, str):
            faults.append(f"line {number}: {fields}")
            continue
        try:
            case = Case.from_dict(fields)
        except ValidationError as error:
            faults += [f"line {number}: {_told(fault)}" for fault in error.errors()]
            continue
        if case.id in seen:
            faults.append(f"line {number}: the id {case.id!r} is that of line {seen[case.id]} too")
        seen.setdefault(case.id, number)
        cases.setdefault(case.id, case)
    return list(cases.values()), faults


_MEANT = {
    "tuple_type": "has to be a list",
    "model_type": "has to be an object with article_id and quote",
    "bool_parsing": "has to be true or false",
    "bool_type": "has to be true or false",
    "string_type": "has to be a text",
    "string_too_short": "is empty",
    "missing": "is missing",
}


def _told(fault: Any) -> str:
    where = ".".join(map(str, fault["loc"]))
    what = _MEANT.get(fault["type"], str(fault["msg"]).removeprefix("Value error, "))
    return f"{where}: {what}" if where else what
