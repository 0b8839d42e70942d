"""The form of an answer as a grammar of llama.cpp, so that a small model cannot break it."""

from __future__ import annotations

from assistant.prompting import CANNOT_ANSWER, NOT_ANSWERED

MOST_SENTENCES = 4


def answer_grammar(sources: int) -> str:
    """Let by one to four sentences that each end in markers of given sources, and no more.

    After them may stand a line that names what is not answered; in their place the refusal.
    """
    more = '(" " sentence'
    further = " ".join([more] * (MOST_SENTENCES - 1)) + ")?" * (MOST_SENTENCES - 1)
    numbers = " | ".join(f'"{number}"' for number in range(1, sources + 1))
    return "\n".join(
        (
            f'root ::= "{CANNOT_ANSWER}" | sentence {further} ("\\n" rest)?',
            r'sentence ::= [A-Z0-9"“‘$€£] text " " marker marker? "."',
            r"text ::= [^\[\]\n【】<>|*#]+",
            f'marker ::= "[" ({numbers}) "]"',
            rf'rest ::= "{NOT_ANSWERED}: " [^\[\]\n]+',
        )
    )
