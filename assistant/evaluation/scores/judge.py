"""A chat model as a judge: correctness, faithfulness by claims, relevance.

The judge is another model than the one that answers, or the same; it is named on its own. A reply
that cannot be read is counted as such, and gives no score.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.config import Settings
from assistant.evaluation.cases import Case
from assistant.evaluation.scores.outcome import Judgement
from assistant.model import ask, open_chat_model
from assistant.reply import read_text
from assistant.types import Answer

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_GRADES = {"correct": 1.0, "partly": 0.5, "partially": 0.5, "wrong": 0.0, "incorrect": 0.0}
_RELEVANT = {"relevant": 1.0, "partly": 0.5, "partially": 0.5, "irrelevant": 0.0}
_CLAIM = re.compile(r"\W*(yes|no)\b\W*(.+)", re.IGNORECASE)


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
        scores: dict[str, float] = {}
        unreadable = []
        asked = {"judged_relevant": ("judge_relevance", _RELEVANT)}
        if case.answers:
            asked["judged_correct"] = ("judge_correctness", _GRADES)
        for name, (prompt, grades) in asked.items():
            variables = judge_variables(case, answer)[prompt]
            grade = _first_word(read_text(ask(self.chat_model, prompt, variables)), grades)
            if grade is None:
                unreadable.append(name)
            else:
                scores[name] = grade
        variables = judge_variables(case, answer)["judge_claims"]
        claims = read_claims(read_text(ask(self.chat_model, "judge_claims", variables)))
        if claims:
            scores["judged_faithful"] = sum(borne for _, borne in claims) / len(claims)
        else:
            unreadable.append("judged_faithful")
        return Judgement(scores, tuple(unreadable), claims)


def judge_variables(case: Case, answer: Answer) -> dict[str, dict[str, str]]:
    """Return what fills each prompt of the judge."""
    text = " ".join(sentence.text for sentence in answer.sentences)
    asked = {"question": " ".join(case.question.split()), "answer": text}
    quotes = (f"{c.title}, {c.source}, {c.published_at}\n{c.quote}" for c in answer.citations)
    return {
        "judge_relevance": asked,
        "judge_correctness": {**asked, "expected": " / ".join(case.answers)},
        "judge_claims": {"answer": text, "sources": "\n\n".join(quotes)},
    }


def read_claims(reply: str) -> tuple[tuple[str, bool], ...]:
    """Read the lines of a reply that begin with yes or no as claims; others are left out."""
    found = (_CLAIM.fullmatch(line.strip()) for line in reply.splitlines())
    return tuple((match[2].strip(), match[1].lower() == "yes") for match in found if match)


def _first_word(reply: str, grades: dict[str, float]) -> float | None:
    word = re.search(r"[a-z]+", reply.lower())
    return grades.get(word.group()) if word else None
