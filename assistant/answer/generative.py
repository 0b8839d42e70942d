"""Answers from a chat model: numbered sources in, sentences with markers out, markers to spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Draft, Proposal, Span
from assistant.answer.bearing import bearing_spans
from assistant.citations import bracketless
from assistant.model import ask, said_nothing, thought_aloud
from assistant.prompting import CANNOT_ANSWER, cannot_answer
from assistant.reply import CitedSentence, ThoughtAloud, read_sentences
from index.types import Passage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_DELIMITER = re.compile(r"<(?=\s*/?\s*source)", re.IGNORECASE)


class GenerativeAnswerer:
    """Answers with a chat model: it is given the passages, numbered, and cites them by number."""

    def __init__(self, chat_model: BaseChatModel, name: str = "") -> None:
        self._chat_model = chat_model
        self._name = name or chat_model.get_name()

    @property
    def name(self) -> str:
        """What ``Answer.model`` says."""
        return self._name

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        """Propose each sentence as soon as the model has finished it, repeats left out.

        Reading the sentences raises ModelError.
        """
        return Proposal(self._drafts(question, passages))

    def _drafts(self, question: str, passages: Sequence[Passage]) -> Iterator[Draft]:
        if not passages:
            return
        reply = ask(self._chat_model, "answer", answer_variables(question, passages))
        said: set[str] = set()
        try:
            for sentence in read_sentences(reply):
                if cannot_answer(sentence.text):
                    if not said:
                        return
                elif sentence.text not in said:
                    said.add(sentence.text)
                    yield cite(sentence, passages)
        except ThoughtAloud as error:
            raise thought_aloud(self._chat_model) from error
        if not said:
            raise said_nothing(self._chat_model)


def answer_variables(question: str, passages: Sequence[Passage]) -> dict[str, str]:
    """Return what fills the prompt ``answer``."""
    return {
        "sources": "\n\n".join(_source(n, passage) for n, passage in enumerate(passages, 1)),
        "question": _inside(_line(question)),
        "cannot_answer": CANNOT_ANSWER,
    }


def cite(sentence: CitedSentence, passages: Sequence[Passage]) -> Draft:
    """Tie a sentence to the spans that its numbers stand for, and warn of numbers without one."""
    spans: dict[tuple[str, int, int], Span] = {}
    warnings = []
    for number in sentence.numbers:
        if not 1 <= number <= len(passages):
            warnings.append(f"the model cited source {number}, which it was not given")
            continue
        found = bearing_spans(sentence.text, passages[number - 1])
        if not found:
            warnings.append(
                f"the model cited source {number}, which shares no word with the sentence"
            )
        for span in found:
            spans.setdefault((span.passage.article_id, span.start, span.end), span)
    return Draft(sentence.text, tuple(spans.values()), tuple(warnings))


def _source(number: int, passage: Passage) -> str:
    about = filter(None, (passage.title, passage.source, passage.published_at))
    header = f"Source [{number}]: {_inside(_line(', '.join(about)))}".rstrip(" :")
    return f"<source>\n{header}\n{_inside(passage.text)}\n</source>"


def _line(text: str) -> str:
    return " ".join(text.split())


def _inside(text: str) -> str:
    """Take from a text what would end its source, or look like the number of another one."""
    return _DELIMITER.sub("‹", bracketless(text))
