"""POST /api/feedback: an answer that is wrong becomes a case of the test set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, BeforeValidator, Field, model_validator

from assistant.evaluation.cases import Case, name_of
from assistant.evaluation.saving import REPORTED, save_case
from assistant.interfaces.access.caller import needs
from assistant.interfaces.http.models import LONGEST, MOST_TURNS, Exact, Said
from assistant.types import Turn

Fault = Literal["wrong-answer", "wrong-source", "wrongly-answered", "wrongly-refused"]
"""What is wrong; the case has it as a tag."""

# What Python strips, and not only pydantic: the test set is read with its idea of white space.
_Stripped = BeforeValidator(lambda value: value.strip() if isinstance(value, str) else value)


class Report(Exact):
    """A question with the conversation before it, what is wrong with its reply, what is right."""

    question: Annotated[str, _Stripped, Field(min_length=1, max_length=LONGEST)]
    turns: list[Said] = Field([], max_length=MOST_TURNS)
    fault: Fault
    right: Annotated[str, _Stripped, Field(max_length=LONGEST)] = ""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        for said in self.turns:
            if not said.text.strip():
                raise ValueError("one of the turns is empty")
            if said.role == "user" and len(said.text) > LONGEST:
                raise ValueError(f"a question among the turns has over {LONGEST:,} characters")
        if self.right and self.fault == "wrongly-answered":
            raise ValueError("what the articles do not answer has no right answer")
        return self

    def as_case(self) -> Case:
        """Return the case that a later answer to the question is held to."""
        turns = tuple(Turn(said.role, said.text.strip()) for said in self.turns)
        return Case(
            id=name_of(self.question, turns),
            question=self.question,
            answerable=self.fault != "wrongly-answered",
            turns=turns,
            answers=(self.right,) if self.right else (),
            type=REPORTED,
            tags=(REPORTED, self.fault),
        )


class Saved(BaseModel):
    """The case that a report became, and the name of the file that it is in."""

    id: str
    file: str


def routes(cases: Path) -> APIRouter:
    """Give the route that saves to a test set."""
    router = APIRouter(prefix="/api", tags=["feedback"], dependencies=[needs("read")])

    @router.post(
        "/feedback", operation_id="report", summary="Report a wrong answer", status_code=201
    )
    async def report(report: Report) -> Saved:
        """Report an answer as wrong; `dateline evaluate` then holds later answers to it."""
        case = report.as_case()
        await run_in_threadpool(save_case, cases, case)
        return Saved(id=case.id, file=cases.name)

    return router
