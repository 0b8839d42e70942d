"""A chat model as a judge: correctness, faithfulness by claims, relevance.

The judge is another model than the one that answers, or the same; it is named on its own. A reply
that cannot be read is counted as such, and gives no score.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.config import Settings
from assistant.evaluation.cases import Case
from assistant.evaluation.scores.outcome import Judgement
from assistant.model import ask, open_chat_model
from assistant.prompting import one_line
from assistant.reply import read_text
from assistant.types import Answer

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_GRADES = {"correct": 1.0, "partly": 0.5, "partially": 0.5, "wrong": 0.0, "incorrect": 0.0}
_RELEVANT = {"relevant": 1.0, "partly": 0.5, "partially": 0.5, "irrelevant": 0.0}
_PARTLY = re.compile(r"\bpart(?:ly|ially) \w+")
_CLAIM = re.compile(r"\W*(?:\d+\W+)?(yes|no)\b(?!\s*/)\W*(.+)", re.IGNORECASE)


class Judge:
    """Judges given answers; ``name`` says which model it was in the figures."""

    def __init__(self, chat_model: BaseChatModel) -> None:
        self.chat_model = chat_model
        self.name = chat_model.get_name()

    @classmethod
    def open(cls, settings: Settings) -> Judge | None:
        """Open the judge that the settings name, or give None; raises ModelError."""
        if not (settings.judge or settings.judge_base_url):
            return None
        return cls(
            open_chat_model(
                settings.judge,
                base_url=settings.judge_base_url,
                api_key=settings.judge_api_key.get_secret_value(),
                timeout=settings.timeout,
            )
        )

    def judge(self, case: Case, answer: Answer) -> Judgement:
        """Judge an answer that was given; raises ModelError."""
        asked = {"judged_relevant": ("judge_relevance", _RELEVANT)}
        if case.answers:
            asked["judged_correct"] = ("judge_correctness", _GRADES)
        variables = judge_variables(case, answer)
        grades = {
            name: read_grade(self._reply(prompt, variables[prompt]), known)
            for name, (prompt, known) in asked.items()
        }
        claims = read_claims(self._reply("judge_claims", variables["judge_claims"]))
        borne = [is_borne for _, is_borne in claims]
        grades["judged_faithful"] = sum(borne) / len(borne) if borne else None
        return Judgement(
            {name: grade for name, grade in grades.items() if grade is not None},
            tuple(name for name, grade in grades.items() if grade is None),
            claims,
        )

    def _reply(self, prompt: str, variables: Mapping[str, str]) -> str:
        return read_text(ask(self.chat_model, prompt, variables))


def judge_variables(case: Case, answer: Answer) -> dict[str, dict[str, str]]:
    """Return what fills each prompt of the judge."""
    text = one_line(" ".join(sentence.text for sentence in answer.sentences))
    asked = {"question": one_line(case.question), "answer": text}
    # On a line each, so that no article can pass for another part of the prompt.
    quotes = (
        one_line(f"{c.title}, {c.source}, {c.published_at}: {c.quote}") for c in answer.citations
    )
    return {
        "judge_relevance": asked,
        "judge_correctness": {**asked, "expected": one_line(" / ".join(case.answers))},
        "judge_claims": {"answer": text, "sources": "\n".join(quotes)},
    }


def read_claims(reply: str) -> tuple[tuple[str, bool], ...]:
    """Read a reply whose lines begin with yes or no as claims; nothing if any line does not.

    A line that ends in a colon only announces the others.
    """
    lines = [line.strip() for line in reply.splitlines() if line.strip()]
    told = [_CLAIM.fullmatch(line) for line in lines if not line.endswith(":")]
    claims = [(match[2].strip(), match[1].lower() == "yes") for match in told if match]
    return tuple(claims) if len(claims) == len(told) else ()


def read_grade(reply: str, grades: Mapping[str, float]) -> float | None:
    """Read the one grade that a reply gives; None where it gives none, several, or says "not"."""
    words = re.findall(r"[a-z]+", _PARTLY.sub("partly", reply.lower()))
    given = {grades[word] for word in words if word in grades}
    return given.pop() if len(given) == 1 and "not" not in words else None
