"""Whether quotes bear a sentence: the checker that the citation figures rest on, of three kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.answer import Draft, Span
from assistant.errors import ModelError
from assistant.model import ask
from assistant.quantities import missing_dates, missing_quantities
from assistant.reply import read_text
from assistant.verify import verdict
from index.cross_encoder import CrossEncoderModel
from index.words import stems

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LEAST_SHARED = 0.6  # of a sentence's stems, to be found in its quotes, for the built-in checker
LEAST_ENTAILED = 0.5  # probability, for a model of natural language inference


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, and the spans that are to bear all of it."""

    text: str
    spans: tuple[Span, ...]

    @property
    def premise(self) -> str:
        """The quotes as one text, a line each, after the title of its article."""
        quotes = (f"{span.passage.title} {span.quote}" for span in self.spans)
        return "\n".join(" ".join(quote.split()) for quote in quotes)


class SupportChecker(Protocol):
    """Judges claims; ``name`` says which one it was in the figures."""

    @property
    def name(self) -> str:
        """What the report calls it."""
        ...

    def supports(self, claims: Sequence[Claim]) -> list[bool | None]:
        """Tell of each claim whether its spans bear it; None where it could not be told."""
        ...


class BuiltInChecker:
    """Counts words: no model, and no more understanding than that of ``assistant.verify``.

    A sentence is borne if it is quoted word for word, or if all its numbers and dates, no denial of
    its own, and most of its words are in the quotes.
    """

    name = "built-in"

    def supports(self, claims: Sequence[Claim]) -> list[bool | None]:
        """Tell of each claim whether its spans bear it."""
        return [self._bears(claim) for claim in claims]

    def _bears(self, claim: Claim) -> bool:
        judged = verdict(Draft(claim.text, claim.spans))
        if judged != "unchecked":
            return judged == "supported"
        said, quoted = set(stems(claim.text)), set(stems(claim.premise))
        missing = missing_quantities(claim.text, claim.premise) or missing_dates(
            claim.text, claim.premise
        )
        return not missing and len(said & quoted) >= LEAST_SHARED * len(said)


class EntailmentChecker:
    """Asks a cross-encoder for natural language inference, by hub name or folder."""

    def __init__(self, name: str) -> None:
        self._model = CrossEncoderModel(name)
        self.name = f"entailment by {name}"

    def supports(self, claims: Sequence[Claim]) -> list[bool | None]:
        """Tell of each claim whether its quotes entail it; raises EmbedderError."""
        if not claims:
            return []
        entailed = self._model.entailment([(claim.premise, claim.text) for claim in claims])
        return [float(p) >= LEAST_ENTAILED for p in entailed]


class ChatChecker:
    """Asks a chat model, a claim at a time."""

    def __init__(self, chat_model: BaseChatModel) -> None:
        self._chat_model = chat_model
        self.name = f"chat model {chat_model.get_name()}"

    def supports(self, claims: Sequence[Claim]) -> list[bool | None]:
        """Tell of each claim what the model says of it, None where that is neither yes nor no.

        Raises ModelError.
        """
        return [self._asked(claim) for claim in claims]

    def _asked(self, claim: Claim) -> bool | None:
        reply = read_text(ask(self._chat_model, "support", support_variables(claim)))
        return read_yes_or_no(reply)


def support_variables(claim: Claim) -> dict[str, str]:
    """Return what fills the prompt ``support``."""
    return {"sources": claim.premise, "claim": " ".join(claim.text.split())}


def read_yes_or_no(reply: str) -> bool | None:
    """Read a reply whose first word is yes or no; None for any other, or if it takes that back."""
    first, *rest = re.findall(r"[a-z]+", reply.lower()) or [""]
    takes_back = {"no", "not", "but"} if first == "yes" else {"yes", "but"}
    return None if takes_back.intersection(rest) else {"yes": True, "no": False}.get(first)


def open_checker(name: str, chat_model: BaseChatModel | None = None) -> SupportChecker:
    """Open the checker of a name: "built-in", "chat" (the judge), or a cross-encoder's.

    Raises ModelError where "chat" is named and there is no judge.
    """
    if name == "built-in":
        return BuiltInChecker()
    if name != "chat":
        return EntailmentChecker(name)
    if chat_model is None:
        raise ModelError("--support chat needs a judge: name one with --judge or --judge-base-url")
    return ChatChecker(chat_model)
