"""How often notes on agreement and conflict are right, and how often they are told at all.

python -m tests.benchmarks.accounts [--show]

Asks the made-up cases of ``accounts.jsonl``, each of its own articles, and the questions of the
public sets, where these are there, of all articles of their set. ``--show`` prints every case that
went wrong, and every note on the public sets, for people to judge.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.accounts import Finding, notes
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.evaluation.figures.intervals import share_interval
from assistant.evaluation.reading import load_cases
from assistant.question import subject
from index.build import build
from index.embed import SentenceTransformerEmbedder
from index.retrieve import Retriever
from index.types import Filters
from tests.benchmarks.baselines import BENCHMARKS, SETS

CASES = Path(__file__).with_suffix(".jsonl")
PARTS = ("development", "held out")
PASSAGES = 8


@dataclass(frozen=True)
class Outcome:
    """A case with the notes that were told on it."""

    case: dict[str, Any]
    notes: dict[str, Finding]
    answer: str

    @property
    def conflict_is_right(self) -> bool:
        """Whether a note tells every value that is expected."""
        told = self.notes["conflict"].text if "conflict" in self.notes else ""
        return bool(told) and all(value in told for value in self.case["conflict"])

    @property
    def agreement_is_right(self) -> bool:
        """Whether a note tells as many publishers as are expected."""
        told = self.notes["agreement"].text if "agreement" in self.notes else ""
        return told.startswith(f"{self.case['agreement']} publishers")


def ask_cases(folder: Path) -> list[Outcome]:
    """Index the articles of all cases, and ask each of its own."""
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    articles = [
        {"id": f"{case['id']}-{n}", **article}
        for case in cases
        for n, article in enumerate(case["articles"])
    ]
    path = folder / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    embedder = SentenceTransformerEmbedder()
    build([path], folder / "index", embedder)
    outcomes = []
    with Retriever.open(folder / "index", embedder) as retriever:
        answerer = ExtractiveAnswerer(retriever.rarity)
        for case in cases:
            ids = tuple(f"{case['id']}-{n}" for n in range(len(case["articles"])))
            found = retriever.search(subject(case["question"]), PASSAGES, Filters(article_ids=ids))
            drafts = list(answerer.propose(case["question"], found).drafts)
            told: dict[str, Finding] = {
                note.kind: note for note in notes(case["question"], drafts, found)
            }
            outcomes.append(Outcome(case, told, " ".join(draft.text for draft in drafts)))
    return outcomes


def report(outcomes: list[Outcome], part: str) -> None:
    """Print precision and recall of both kinds of notes over one part of the cases."""
    for kind in ("conflict", "agreement"):
        told = [o for o in outcomes if kind in o.notes]
        expected = [o for o in outcomes if o.case[kind]]
        right = sum(getattr(o, f"{kind}_is_right") for o in told if o.case[kind])
        print(
            f"{part:12} n {len(outcomes)}  {kind:9}"
            f"  precision {_share(right, len(told))}  recall {_share(right, len(expected))}"
        )


def _share(yes: int, n: int) -> str:
    if not n:
        return "-"
    low, high, _ = share_interval(yes, n)
    return f"{yes}/{n} = {yes / n:.2f} ({low:.2f} to {high:.2f})"


def public_notes(name: str, folder: Path) -> Iterator[tuple[str, str, Finding | None]]:
    """Ask a public set's questions of all its articles; give each with its notes, or None."""
    embedder = SentenceTransformerEmbedder()
    build([BENCHMARKS / name / "articles.jsonl"], folder, embedder)
    with Retriever.open(folder, embedder) as retriever:
        answerer = ExtractiveAnswerer(retriever.rarity)
        cases = load_cases(BENCHMARKS / name / "questions.jsonl")
        for question in dict.fromkeys(case.question for case in cases):
            found = retriever.search(subject(question), PASSAGES)
            drafts = list(answerer.propose(question, found).drafts)
            yield question, "", None
            for note in notes(question, drafts, found):
                yield question, drafts[0].text, note


def main() -> None:
    """Print all figures."""
    show = "--show" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as work:
        outcomes = ask_cases(Path(work))
        for part in PARTS:
            report([o for o in outcomes if o.case["part"] == part], part)
        if show:
            show_wrong([o for o in outcomes if o.case["part"] in sys.argv[1:]])
        for name in SETS:
            if (BENCHMARKS / name).is_dir():
                told = list(public_notes(name, Path(work) / name))
                _report_public(name, told, show)


def _report_public(name: str, told: list[tuple[str, str, Finding | None]], show: bool) -> None:
    asked = sum(note is None for *_, note in told)
    counts = {
        kind: sum(note is not None and note.kind == kind for *_, note in told)
        for kind in ("conflict", "agreement")
    }
    print(
        f"{name:15} {asked} questions,"
        f" {counts['conflict']} conflicts, {counts['agreement']} agreements"
    )
    for question, first, note in told if show else ():
        if note:
            print(f"\n  {question}\n    {first}\n    {note.kind.upper()}: {note.text}")
            for span in note.spans:
                print(f"      - {span.quote[:250]!r}")


def show_wrong(outcomes: list[Outcome]) -> None:
    """Print the cases whose notes are not those expected."""
    for outcome in outcomes:
        case = outcome.case
        wrong = any(
            bool(case[kind]) != (kind in outcome.notes)
            or (case[kind] and not getattr(outcome, f"{kind}_is_right"))
            for kind in ("conflict", "agreement")
        )
        if wrong:
            print(f"\n{case['id']} {case['kind']}: {case['question']}")
            print(f"  answer: {outcome.answer}")
            print(f"  expected: {case['conflict']} {case['agreement']}")
            for note in outcome.notes.values():
                print(f"  {note.kind}: {note.text}")


if __name__ == "__main__":
    main()
