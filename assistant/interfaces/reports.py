"""Answers that a user of the page finds wrong, saved as cases of a test set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from fastapi import FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from starlette.datastructures import Headers

from assistant.errors import CasesError
from assistant.evaluation.cases import Case, name_of
from assistant.evaluation.saving import REPORTED, save_case
from assistant.types import Turn

LONGEST_QUESTION = LONGEST_RIGHT = 2_000  # characters
LONGEST_TURN = 5_000  # characters
MOST_TURNS = 20

Fault = Literal["wrong-answer", "wrong-source", "wrongly-answered", "wrongly-refused"]
"""What is wrong; the case has it as a tag."""

# What Python strips, and not only pydantic: the test set is read with its idea of white space.
_Stripped = BeforeValidator(lambda value: value.strip() if isinstance(value, str) else value)
_Question = Annotated[str, _Stripped, Field(min_length=1, max_length=LONGEST_QUESTION)]


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    role: Literal["user", "assistant"]
    text: Annotated[str, _Stripped, Field(min_length=1, max_length=LONGEST_TURN)]


class Report(BaseModel):
    """A question with the conversation before it, what is wrong with its reply, what is right."""

    model_config = ConfigDict(extra="forbid", strict=True)
    question: _Question
    turns: list[_Said] = Field(max_length=MOST_TURNS)
    fault: Fault
    right: Annotated[str, _Stripped] = Field("", max_length=LONGEST_RIGHT)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        for said in self.turns:
            if said.role == "user" and len(said.text) > LONGEST_QUESTION:
                raise ValueError(f"a question among turns has over {LONGEST_QUESTION:,} characters")
        if self.right and self.fault == "wrongly-answered":
            raise ValueError("what the articles do not answer has no right answer")
        return self

    def as_case(self) -> Case:
        """Return the case that a later answer to the question is held to."""
        turns = tuple(Turn(said.role, said.text) for said in self.turns)
        return Case(
            id=name_of(self.question, turns),
            question=self.question,
            answerable=self.fault != "wrongly-answered",
            turns=turns,
            answers=(self.right,) if self.right else (),
            type=REPORTED,
            tags=(REPORTED, self.fault),
        )


def add_reports(app: FastAPI, cases: Path) -> None:
    """Let the page of ``app`` save reports to ``cases``, and no other site's page."""

    @app.post("/report", include_in_schema=False)
    async def report(request: Request) -> dict[str, str]:
        if not _from_our_page(request.headers):
            raise HTTPException(403, "only the page of this Dateline may report an answer")
        try:
            case = Report.model_validate_json(await request.body()).as_case()
        except ValidationError as error:
            raise HTTPException(422, _told(error)) from error
        try:
            await run_in_threadpool(save_case, cases, case)
        except CasesError as error:
            raise HTTPException(503, str(error)) from error
        return {"id": case.id, "file": cases.name}


def _from_our_page(headers: Headers) -> bool:
    """Say whether a browser calls this a request of our own page; it lets no page say so itself.

    Over plain HTTP to another machine, browsers send no Sec-Fetch-Site.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    host = headers.get("host")
    return headers.get("origin") in (f"http://{host}", f"https://{host}")


def _told(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ".".join(map(str, fault["loc"]))
    what = fault["msg"].removeprefix("Value error, ")
    return f"{where}: {what}" if where else what
