"""Conversations that follow-ups are asked in."""

from __future__ import annotations

from assistant.types import Turn

REFUSAL = "The articles do not answer this."


def after(*said: str) -> list[Turn]:
    """Give what was said in turns, a question first."""
    return [Turn("assistant" if n % 2 else "user", text) for n, text in enumerate(said)]


BRUNSON = after(
    "Who heads U.S. Forces Korea?",
    "Gen. Xavier Brunson, who heads U.S. Forces Korea, met Pete Hegseth in Seoul [1].",
)
TANKS = after("What did the army order?", "The army ordered twelve tanks from Hanwha [1].")
ENERGY = after(
    "Why does Morocco not export energy to Europe?",
    "Maha el-Kadiri said that Morocco needs the energy itself [1].",
)
RULES = after("What happened to the port rules?", "The port rules were lifted in 2021 [1].")
SUMMIT = after("Where was the summit held?", "The G7 summit was held in Hiroshima [1].")
