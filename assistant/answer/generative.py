"""Answers from a chat model: numbered sources in, sentences with markers out, markers to spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Draft, Ending, Proposal
from assistant.answer.bearing import Encode, Evidence
from assistant.answer.grammar import answer_grammar, answer_schema
from assistant.answer.refusals import refusal
from assistant.answer.showing import Echoes, answer_variables, fitting, key
from assistant.model import ask, said_nothing, thought_aloud
from assistant.prompting import cannot_answer, not_answered
from assistant.reply import CitedSentence, ThoughtAloud, read_sentences
from index.types import Passage
from index.words import stems

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LONGEST_ANSWER = 100  # sentences
LONGEST_TEXT = 20_000  # characters of these sentences: to tie each to articles takes time
_WENT_ON = "went on for more than {} {}, after which it was left unread"
_REPEATED = 0.8  # share of a sentence's stems in its quotes from which on it is theirs
_END = re.compile(r"[.?…][\"”’)\]]*$")
_TO_THE_USER = re.compile(r"\b(?:I|me|my|you|your|let['’]s|here (?:is|are))\b", re.IGNORECASE)
_NOTHING = frozenset(("", "none", "nothing", "n/a"))


class GenerativeAnswerer:
    """Answers with a chat model: it is given the passages, numbered, and cites them by number.

    ``encode`` lets the sentences of passages be found that say a thing in other words.
    """

    def __init__(
        self, chat_model: BaseChatModel, name: str = "", encode: Encode | None = None
    ) -> None:
        self._chat_model = chat_model
        self._name = name or chat_model.get_name()
        self._encode = encode

    @property
    def name(self) -> str:
        """What ``Answer.model`` says."""
        return self._name

    def propose(self, question: str, passages: Sequence[Passage]) -> Proposal:
        """Propose each sentence as soon as the model has finished it, repeats left out.

        Reading the sentences raises ModelError.
        """
        ending = Ending()
        shown = fitting(passages)
        return Proposal(self._drafts(question, shown, ending), ending=ending)

    def _drafts(
        self, question: str, passages: Sequence[Passage], ending: Ending
    ) -> Iterator[Draft]:
        if not passages:
            return
        variables = answer_variables(question, passages)
        grammar = answer_grammar(len(passages))
        ending.prompts.append("answer")
        schema = answer_schema(len(passages))
        reply = ask(self._chat_model, "answer", variables, grammar=grammar, schema=schema)
        reading = _Reading(Evidence(passages, self._encode), Echoes(variables, passages), ending)
        told = False
        try:
            length = 0
            for number, sentence in enumerate(read_sentences(reply)):
                if cannot_answer(sentence.text) and not told:
                    return
                length += len(sentence.text)
                if too_long := _too_long(number, length):
                    ending.cut_off = True
                    ending.warnings.append(f"{self._name} {too_long}")
                    break
                for draft in reading.drafts(sentence):
                    told = True
                    yield draft
        except ThoughtAloud as error:
            raise thought_aloud(self._chat_model) from error
        if not told and not reading.refused:
            raise said_nothing(self._chat_model)


def _too_long(sentences: int, characters: int) -> str:
    """Say that an answer goes on after these sentences for more than is read, if it does."""
    if sentences == LONGEST_ANSWER:
        return _WENT_ON.format(LONGEST_ANSWER, "sentences")
    return _WENT_ON.format(f"{LONGEST_TEXT:,}", "characters") if characters > LONGEST_TEXT else ""


class _Reading:
    """What the sentences of one reply come to: drafts, or what it says is not answered."""

    def __init__(self, evidence: Evidence, echoes: Echoes, ending: Ending) -> None:
        self.refused = False
        self._evidence = evidence
        self._echoes = echoes
        self._ending = ending
        self._said: set[str] = set()

    def drafts(self, sentence: CitedSentence) -> Iterator[Draft]:
        """Give the draft that a sentence is, if it tells something that was not told before."""
        text = sentence.text
        if (part := not_answered(text)) is not None:
            self._leave_open(part)
        elif not cannot_answer(text) and not self._was_said(text):
            draft = cite(sentence, self._evidence)
            refused = refusal(text)
            if refused and not _repeats(draft):
                self._leave_open(refused.part)
                if refused.rest:
                    yield from self.drafts(CitedSentence(refused.rest, sentence.numbers))
            elif draft.spans or sentence.numbers or not _is_aside(text):
                yield draft

    def _leave_open(self, part: str) -> None:
        self.refused = True
        if part.lower() not in _NOTHING and stems(part) and part not in self._ending.unanswered:
            self._ending.unanswered.append(part)

    def _was_said(self, text: str) -> bool:
        known = key(text) in self._said
        self._said.add(key(text))
        return known or self._echoes.holds(text, whole=_END.search(text) is not None)


def cite(sentence: CitedSentence, evidence: Evidence) -> Draft:
    """Tie a sentence to the spans that bear it, and warn of numbers that name others or none."""
    borne = evidence.bearing(sentence.text, sentence.numbers)
    given = range(1, len(evidence.titles) + 1)
    stray = next((number for number in borne.unfit if number not in given), None)
    warnings = [] if stray is None else [f"the model cited source {stray}, which it was not given"]
    for number in filter(given.__contains__, borne.unfit):
        wrong = "where another says it" if borne.spans else "which does not say so"
        warnings.append(f"the model cited “{evidence.titles[number - 1]}”, {wrong}")
    return Draft(sentence.text, borne.spans, tuple(warnings))


def _repeats(draft: Draft) -> bool:
    """Tell whether a draft says next to nothing but the words of its quotes."""
    said = set(stems(draft.text))
    quoted = {stem for span in draft.spans for stem in stems(span.quote)}
    return len(said & quoted) >= _REPEATED * len(said)


def _is_aside(text: str) -> bool:
    """Tell whether a text is no statement: a heading, what leads to a list, words to the user."""
    return _END.search(text) is None or _TO_THE_USER.search(text) is not None
