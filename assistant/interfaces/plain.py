"""An answer as lines of plain text: for the terminal and the clipboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from assistant.citations import bracketless, with_markers
from assistant.interfaces.spoken import UNKNOWN, spoken_day
from assistant.types import NOT_FOUND, REFUSAL, UNANSWERED, Answer, AnswerSentence
from index.types import Passage

NOTED: Mapping[Literal["agreement", "conflict", "premise"], str] = {
    "agreement": "The articles agree",
    "conflict": "The articles differ",
    "premise": "Correction",
}
"""What stands before a note."""


def answer_lines(answer: Answer) -> list[str]:
    """Return what an answer says: its sentences, and below a blank line its notes and gaps.

    Sentences are one line; of a timeline, and of what is told of the collection, a line each.
    """
    if answer.kind == "greeting":
        return [answer.text]
    if answer.kind == "collection":
        return [flat(sentence.text) for sentence in answer.sentences]
    sentences = [_marked(sentence) for sentence in answer.sentences]
    if any(sentence.day for sentence in answer.sentences):
        days = [spoken_day(sentence.day) for sentence in answer.sentences]
        sentences = [
            f"{day or UNKNOWN.capitalize()}: {told}"
            for day, told in zip(days, sentences, strict=True)
        ]
    elif sentences:
        sentences = [" ".join(sentences)]
    beside = [flat(line) for line in _beside(answer)]
    return [*sentences, "", *beside] if sentences and beside else sentences + beside


def _beside(answer: Answer) -> Iterator[str]:
    for note in answer.notes:
        yield f"{NOTED[note.kind]}: {with_markers(bracketless(note.text), note.citations)}"
    if answer.status == "refused":
        yield REFUSAL
    for part in answer.unanswered:
        yield f"{UNANSWERED}: {bracketless(part)}"


def _marked(sentence: AnswerSentence) -> str:
    text = with_markers(bracketless(flat(sentence.text)), sentence.citations)
    if sentence.verdict != "unsupported":
        return text
    return f"{text} ({': '.join(filter(None, (NOT_FOUND, flat(sentence.reason))))})"


def flat(text: str) -> str:
    """Return a text on one line, so that a stranger's cannot pass for a line of ours."""
    return " ".join(text.split())


def nearest_words(passage: Passage) -> str:
    """Return a passage from its sentence on that comes nearest to the question."""
    weighed = [each.direct + each.meaning for each in passage.relevances]
    if not weighed or (best := weighed.index(max(weighed))) == 0:
        return passage.text
    return f"…{passage.text[passage.sentences[best].start - passage.start :]}"
