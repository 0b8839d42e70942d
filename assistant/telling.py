"""An answer's text: sentences with their markers, and the pieces that a stream of it is made of."""

from __future__ import annotations

from assistant.citations import bracketless, with_markers
from assistant.spoken import spoken_day
from assistant.types import NOT_FOUND, AnswerEvent, AnswerSentence


def told(sentence: AnswerSentence) -> str:
    """Give a sentence as ``Answer.text`` has it: with its markers, and no others."""
    text = with_markers(bracketless(sentence.text), sentence.citations)
    if sentence.day:
        text = f"{spoken_day(sentence.day)}: {text}"
    return f"{text} ({NOT_FOUND})" if sentence.verdict == "unsupported" else text


class Telling:
    """Cuts ``Answer.text`` into what each event of one stream adds to it."""

    def __init__(self) -> None:
        self._length = 0

    def piece(self, event: AnswerEvent) -> str:
        """Give what follows the pieces before: all of them, joined, are the text."""
        piece = ""
        if event.sentence:
            piece = told(event.sentence)
            piece = f" {piece}" if self._length else piece
        elif event.answer:
            piece = event.answer.text[self._length :]
        self._length += len(piece)
        return piece
