"""What a chat model is shown of a question and its passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.hostile import shown_to_model
from assistant.prompting import CANNOT_ANSWER, NOT_ANSWERED, load_prompt, one_line
from index.sentences import split
from index.types import Passage
from index.words import words

LONGEST_SOURCES = 12_000  # characters; some 3,000 tokens, which leaves room in a context of 8,000
_LONGEST_HEADER = 300  # characters


def fitting(passages: Sequence[Passage]) -> list[Passage]:
    """Keep the best passages that a small context has room for, one at least."""
    kept: list[Passage] = []
    room = LONGEST_SOURCES
    for number, passage in enumerate(passages, 1):
        room -= len(_source(number, passage))
        if kept and room < 0:
            break
        kept.append(passage)
    return kept


def answer_variables(question: str, passages: Sequence[Passage]) -> dict[str, str]:
    """Return what fills the prompt ``answer``."""
    return {
        "sources": "\n\n".join(_source(n, passage) for n, passage in enumerate(passages, 1)),
        "question": shown_to_model(one_line(question)),
        "cannot_answer": CANNOT_ANSWER,
        "not_answered": NOT_ANSWERED,
    }


class Echoes:
    """Tells what a model repeats of its prompt: an instruction, the question, a source's header."""

    def __init__(self, variables: Mapping[str, str], passages: Sequence[Passage]) -> None:
        asked = load_prompt("answer").invoke({**variables, "sources": ""}).to_string()
        lines = [*asked.splitlines(), *(sentence.text for sentence in split(asked))]
        self._lines = {key(line) for line in (*lines, variables["question"])}
        self._headers = {header for passage in passages for header in _headers(passage)}

    def holds(self, text: str, *, whole: bool) -> bool:
        """Tell whether a text is a line of the prompt; one that is not ``whole`` also a header.

        A word of a header is none: "2021" may be the answer, and stand in a title.
        """
        found = key(text)
        return found in self._lines or (not whole and found in self._headers)


def key(text: str) -> str:
    """Return what is the same for texts that say the same."""
    return " ".join(words(text))


def _source(number: int, passage: Passage) -> str:
    header = f"Source [{number}]: {_header(passage)}".rstrip(" :")
    return f"<source>\n{header}\n{shown_to_model(passage.text)}\n</source>"


def _header(passage: Passage) -> str:
    return one_line(", ".join(_about(passage)))[:_LONGEST_HEADER]


def _headers(passage: Passage) -> Iterator[str]:
    """Give the keys of a source's header and of what it begins with: its title at least."""
    about = _about(passage)
    for end in range(1 if passage.title else 2, len(about) + 1):
        yield key(one_line(", ".join(about[:end])))


def _about(passage: Passage) -> list[str]:
    about = map(shown_to_model, (passage.title, passage.source, passage.published_at))
    return [part for part in about if part]
