"""The test set: questions with what is expected of their answers, from JSON lines or CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.errors import CasesError, QuestionError
from assistant.question import checked
from assistant.types import Turn

LONGEST_QUOTE = 5_000  # characters
DRAFT = "draft"
"""The tag of a question that was drafted, and that nobody has read yet."""

FORMATS = (".jsonl", ".csv")


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


def write_cases(path: str | Path, cases: Iterable[Case]) -> None:
    """Write a test set as JSON lines; raises CasesError where that can't be done."""
    lines = (json.dumps(case.to_dict(), ensure_ascii=False) + "\n" for case in cases)
    try:
        Path(path).write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise CasesError(f"{path}: cannot be written ({error.strerror})") from error


def template(suffix: str = ".jsonl") -> str:
    """Return an empty test set with comments, as ``.jsonl`` or ``.csv``; raises CasesError."""
    if suffix not in FORMATS:
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
