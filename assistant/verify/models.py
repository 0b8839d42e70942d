"""Checkers that ask a model, once the built-in checks have found nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Draft, Span
from assistant.answer.bearing import Encode
from assistant.errors import ModelError
from assistant.model import ask
from assistant.prompting import one_line
from assistant.reply import read_text
from assistant.verify.builtin import FACTS, BuiltInChecker, is_quoted, judge
from assistant.verify.judgement import Checker, Judgement
from index.cross_encoder import CrossEncoderModel

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LEAST_ENTAILED = 0.5  # probability, for a model of natural language inference
NOT_BORNE = Judgement("unsupported", "the cited sentences do not say so")


class EntailmentChecker:
    """Asks a cross-encoder for natural language inference, by hub name or folder."""

    def __init__(self, name: str) -> None:
        self._model = CrossEncoderModel(name)
        self.name = f"entailment by {name}"

    def judge(self, drafts: Sequence[Draft]) -> list[Judgement]:
        """Judge each draft by its quotes; raises EmbedderError."""
        return _judge(drafts, self._ask)

    def _ask(self, drafts: Sequence[Draft]) -> list[Judgement]:
        pairs = [
            ("\n".join(one_line(f"{s.passage.title} {s.quote}") for s in draft.spans), draft.text)
            for draft in drafts
        ]
        entailed = self._model.entailment(pairs)
        return [Judgement("supported") if p >= LEAST_ENTAILED else NOT_BORNE for p in entailed]


class ChatChecker:
    """Asks a chat model, a sentence at a time."""

    def __init__(self, chat_model: BaseChatModel) -> None:
        self._chat_model = chat_model
        self.name = f"chat model {chat_model.get_name()}"

    def judge(self, drafts: Sequence[Draft]) -> list[Judgement]:
        """Judge each draft; "unchecked" where a reply is neither yes nor no. Raises ModelError."""
        return _judge(drafts, lambda left: [self._ask(draft) for draft in left])

    def _ask(self, draft: Draft) -> Judgement:
        reply = read_text(ask(self._chat_model, "support", support_variables(draft)))
        told = read_yes_or_no(reply)
        if told is None:
            judged = Judgement("unchecked", "the model that checks gave no clear reply")
        else:
            judged = Judgement("supported") if told else NOT_BORNE
        return replace(judged, prompts=("support",))


def _judge(
    drafts: Sequence[Draft], ask_model: Callable[[Sequence[Draft]], list[Judgement]]
) -> list[Judgement]:
    """Judge by the built-in checks, and by a model what they let by and is not quoted."""
    judged = [judge(draft, FACTS) for draft in drafts]
    left = [
        at
        for at, draft in enumerate(drafts)
        if judged[at].verdict == "supported" and not is_quoted(draft)
    ]
    asked = ask_model([drafts[at] for at in left]) if left else []
    for at, judgement in zip(left, asked, strict=True):
        judged[at] = judgement
    return judged


def support_variables(draft: Draft) -> dict[str, str]:
    """Return what fills the prompt ``support``."""
    return {"sources": "\n".join(map(_source, draft.spans)), "claim": one_line(draft.text)}


def read_yes_or_no(reply: str) -> bool | None:
    """Read a reply whose first word is yes or no; None for any other, or if it takes that back."""
    first, *rest = re.findall(r"[a-z]+", reply.lower()) or [""]
    takes_back = {"no", "not", "but"} if first == "yes" else {"yes", "but"}
    return None if takes_back.intersection(rest) else {"yes": True, "no": False}.get(first)


def open_checker(
    name: str, chat_model: BaseChatModel | None = None, encode: Encode | None = None
) -> Checker:
    """Open the checker of a name: "built-in", "chat" (a chat model), or a cross-encoder's.

    Raises ModelError where "chat" is named and there is no chat model.
    """
    if name == "built-in":
        return BuiltInChecker(encode)
    if name != "chat":
        return EntailmentChecker(name)
    if chat_model is None:
        raise ModelError(
            'the checker "chat" asks a chat model and there is none: name one, or "built-in";'
            " an evaluation needs a judge: --judge or --judge-base-url"
        )
    return ChatChecker(chat_model)


def _source(span: Span) -> str:
    # On a line of its own, so that no article can pass for another part of the prompt.
    passage = span.passage
    header = ", ".join(filter(None, (passage.title, passage.source, passage.published_at[:10])))
    return one_line(f"{header}: {span.quote}" if header else span.quote)
