"""How well follow-ups are understood without a chat model, over conversations about the samples.

python -m tests.benchmarks.conversation [--show]

``conversations.yaml`` says what is asked and what is meant by it. The replies are the assistant's
own, to what is meant; the follow-ups before a question are as they were typed. Each follow-up is
searched as it stands, as ``standalone`` makes it, and as a person would put it; that its best
passage is of the article expected is a hit. Only ``--show`` prints questions, of the tuning part.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

from assistant import Assistant, Turn
from assistant.conversation import standalone
from assistant.conversation.asked import read_asked
from assistant.evaluation.figures.intervals import share_interval
from index.build import build
from index.embed import SentenceTransformerEmbedder
from tests.benchmarks.baselines import BENCHMARKS, SETS
from tests.benchmarks.quality import SAMPLES

CONVERSATIONS = Path(__file__).with_name("conversations.yaml")


@dataclass(frozen=True)
class Asked:
    """A turn, and what came of it."""

    turn: dict[str, Any]
    searched: str
    understood: bool
    hits: tuple[bool, bool, bool]  # as it stands, as it was made to stand alone, as it was meant


def ask_all(assistant: Assistant, conversations: Sequence[Sequence[dict[str, Any]]]) -> list[Asked]:
    """Ask every question, with the turns of its conversation before it."""
    found = []
    for turns in conversations:
        history: list[Turn] = []
        for turn in turns:
            meant = turn.get("meant", turn["ask"])
            searched = standalone(turn["ask"], history).text
            said = [
                any(one in searched.lower() for one in term.lower().split("|"))
                for term in turn.get("terms", ())
            ]
            hits = [_finds(assistant, text, turn) for text in (turn["ask"], searched, meant)]
            found.append(Asked(turn, searched, all(said), (hits[0], hits[1], hits[2])))
            history += [Turn("user", turn["ask"]), Turn("assistant", assistant.ask(meant).text)]
    return found


def _finds(assistant: Assistant, text: str, turn: dict[str, Any]) -> bool:
    best = assistant.search(text, 1)
    return bool(best) and best[0].article_id in turn.get("articles", ())


def others() -> Iterator[tuple[str, list[Turn]]]:
    """Give the questions of the public sets, each after another one and its answer."""
    for name in SETS:
        file = BENCHMARKS / name / "questions.jsonl"
        if not file.is_file():
            continue
        cases = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        for case in cases:
            before = random.Random(case["id"]).choice(cases)
            answer = (before.get("answers") or ["The articles do not answer this."])[0]
            yield case["question"], [Turn("user", before["question"]), Turn("assistant", answer)]


def main() -> None:
    """Print the figures of both parts."""
    parts = yaml.safe_load(CONVERSATIONS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        build([SAMPLES], index, SentenceTransformerEmbedder())
        with Assistant.open(index=index) as assistant:
            for part, conversations in parts.items():
                _report(part, ask_all(assistant, conversations))
    asked = list(others())
    start = perf_counter()
    kept = [standalone(question, history).text == question for question, history in asked]
    spent = (perf_counter() - start) * 1_000
    if asked:
        _tell("public questions left alone", kept)
        meta = [read_asked(question) is not None for question, _ in asked]
        _tell("public questions taken for ones about the collection", meta)
        print(f"  milliseconds a question: {spent / len(asked):.1f}")


def _report(part: str, found: Sequence[Asked]) -> None:
    follow_ups = [one for one in found if "meant" in one.turn]
    answerable = [one for one in follow_ups if one.turn["articles"]]
    changes = [one for one in found if not {"meant", "opens"} & set(one.turn)]
    print(part)
    _tell("follow-ups that say what they are about", [one.understood for one in follow_ups])
    for place, how in enumerate(("as they stand", "carried over", "as a person puts them")):
        _tell(f"best passage, {how}", [one.hits[place] for one in answerable])
    _tell("topic changes left alone", [one.searched == one.turn["ask"] for one in changes])
    if "--show" in sys.argv and part == "tuning":
        for one in found:
            mark = "." if one.understood and (one.hits[1] or one not in answerable) else "X"
            print(f"   {mark} {one.turn['ask']}  ->  {one.searched}  {one.hits}")


def _tell(what: str, right: Sequence[bool]) -> None:
    low, high, _ = share_interval(sum(right), len(right))
    share = sum(right) / len(right)
    print(f"  {what}: {sum(right)} of {len(right)}, {share:.2f} ({low:.2f} to {high:.2f})")


if __name__ == "__main__":
    main()
