"""The form of an answer, as a grammar of llama.cpp and as a JSON schema: neither can be broken."""

from __future__ import annotations

from typing import Any

from assistant.prompting import CANNOT_ANSWER, NOT_ANSWERED

MOST_SENTENCES = 3
MOST_WORDS = 40  # of a sentence
# After these a capital letter does not begin another sentence.
_SHORT = (
    "Mr Mrs Ms Dr Gen Lt Col Adm Sen Rep Gov Prof St Sgt Capt Maj No Jan Feb Aug Sept Oct Nov Dec"
).split()


def answer_schema(sources: int) -> dict[str, Any]:
    """Let by sentences that each name some of the given sources, and what is not answered.

    ``assistant.reply`` reads it; without a sentence it is a refusal.
    """
    number = {"type": "integer", "enum": [*range(1, sources + 1)]}
    sentence = {"text": {"type": "string"}, "sources": {"type": "array", "items": number}}
    return _closed(
        {
            "sentences": {"type": "array", "items": _closed(sentence)},
            "not_answered": {"type": "array", "items": {"type": "string"}},
        }
    )


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    """Return an object of these properties and no others, as strict schemas have to be."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def answer_grammar(sources: int) -> str:
    """Let by one to three sentences that each end in markers of given sources, and no more.

    After them may stand a line that names what is not answered; in their place the refusal.
    Sentences are bound in length, since a small model may never come to a marker by itself.
    """
    more = '(" " sentence'
    further = " ".join([more] * (MOST_SENTENCES - 1)) + ")?" * (MOST_SENTENCES - 1)
    numbers = " | ".join(f'"{number}"' for number in range(1, sources + 1))
    short = " | ".join(f'"{word}"' for word in _SHORT)
    return "\n".join(
        (
            f'root ::= "{CANNOT_ANSWER}" | sentence {further} ("\\n" rest)?',
            f'sentence ::= first (" " word){{2,{MOST_WORDS}}} "."? " " marker marker? "."?',
            'first ::= [A-Z0-9"“‘$€£] letter* inner* | short "."',
            'word ::= letter+ inner* | short "."',
            'inner ::= "." [0-9]+ | [.!?] ["”’]',
            f'short ::= [A-Z] ("." [A-Z])* | {short}',
            r"letter ::= [^ .!?\[\]\n【】<>|*#]",
            f'marker ::= "[" ({numbers}) "]"',
            f'rest ::= "{NOT_ANSWERED}:" (" " letter+ inner*){{1,{MOST_WORDS}}}',
        )
    )
