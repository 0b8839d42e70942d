"""Compound questions, made of pairs of a test set's: how often they are split right and answered.

python -m tests.benchmarks.parts

Two questions on different articles of onestopqa are joined, and one of them with one of
rgb_en_fact, which onestopqa's articles do not answer; in three ways, in turn: as two sentences, and
by "and" with or without a comma. Each is asked part by part, and beside it whole.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Answer, Assistant
from assistant.evaluation.cases import Case
from assistant.evaluation.figures.intervals import share_interval
from assistant.evaluation.reading import load_cases
from assistant.evaluation.scores.evidence import locate
from assistant.parts import parts
from index.build import build
from index.embed import SentenceTransformerEmbedder
from tests.benchmarks.baselines import BENCHMARKS, SETS

PAIRS = 100  # of each kind
SEED = 7
FORMS = ("{0}? {1}?", "{0} and {1}?", "{0}, and {1}?")


@dataclass(frozen=True, slots=True)
class Compound:
    """A question made of two cases, of which the second may have no answer."""

    question: str
    cases: tuple[Case, Case]

    @property
    def split_right(self) -> bool:
        """Whether its parts are the two questions, but for a pronoun of the second."""
        found = parts(self.question)
        return len(found) == len(self.cases) and all(
            one.lower()[:10] == case.question.lower()[:10]
            for one, case in zip(found, self.cases, strict=True)
        )


def compounds(
    first: Sequence[Case], second: Sequence[Case], chance: random.Random
) -> Iterator[Compound]:
    """Join cases by chance, none with one of the same article."""
    made = 0
    while made < PAIRS:
        one, two = chance.choice(first), chance.choice(second)
        if {e.article_id for e in one.evidence} & {e.article_id for e in two.evidence}:
            continue
        form = FORMS[made % len(FORMS)]
        said = [case.question.rstrip(" ?.") for case in (one, two)]
        if form != FORMS[0]:
            said[1] = said[1][0].lower() + said[1][1:]
        yield Compound(form.format(*said), (one, two))
        made += 1


def cites(answer: Answer, case: Case, texts: Mapping[str, str]) -> bool:
    """Tell whether an answer cites a sentence that a case's evidence is half of, or the reverse."""
    for evidence in case.evidence:
        for start, end in locate(evidence.quote, texts[evidence.article_id]):
            for cited in answer.citations:
                shared = min(end, cited.end) - max(start, cited.start)
                shortest = min(end - start, cited.end - cited.start)
                if cited.article_id == evidence.article_id and shared >= shortest / 2:
                    return True
    return False


def show(name: str, compound: Sequence[Compound], told: Callable[[Compound], bool]) -> None:
    """Print of how many it is so."""
    yes = sum(map(told, compound))
    low, high, _ = share_interval(yes, len(compound))
    print(f"  {name:62} {yes / len(compound):.3f} ({low:.2f}–{high:.2f}), n = {len(compound)}")


def report(assistant: Assistant, both: Sequence[Compound], half: Sequence[Compound]) -> None:
    """Ask all of them, and print the figures."""
    texts = {article.id: article.text for article in assistant.articles()}
    asked: dict[str, Answer] = {}

    def ask(question: str) -> Answer:
        if question not in asked:
            asked[question] = assistant.ask(question)
        return asked[question]

    def each(compound: Compound) -> list[Answer]:
        found = list(map(ask, parts(compound.question)))
        return found if len(found) == 2 else found * 2

    print("two questions that the articles answer")
    show("split right", both, lambda c: c.split_right)
    show("both answered", both, lambda c: all(a.status != "refused" for a in each(c)))
    show(
        "both answered, each asked alone",
        both,
        lambda c: all(ask(case.question).status != "refused" for case in c.cases),
    )
    show(
        "both told with their evidence",
        both,
        lambda c: all(cites(a, k, texts) for a, k in zip(each(c), c.cases, strict=True)),
    )
    show(
        "both told with their evidence, each asked alone",
        both,
        lambda c: all(cites(ask(case.question), case, texts) for case in c.cases),
    )
    show(
        "both told with their evidence, asked whole",
        both,
        lambda c: all(cites(ask(c.question), case, texts) for case in c.cases),
    )
    print("one that they answer, and one that they do not")
    show("split right", half, lambda c: c.split_right)

    def named(compound: Compound) -> bool:
        first, second = each(compound)
        return compound.split_right and first.status != "refused" == second.status

    show("the first answered, the second named as unanswered", half, named)
    show("the first told with its evidence", half, lambda c: cites(each(c)[0], c.cases[0], texts))
    show(
        "the first told with its evidence, asked whole",
        half,
        lambda c: cites(ask(c.question), c.cases[0], texts),
    )
    for compound in (*both, *half):
        if not compound.split_right:
            print(f"split wrong: {compound.question}\n             {parts(compound.question)}")


def main() -> None:
    """Make the questions, and print the figures."""
    chance = random.Random(SEED)
    answerable, others = (
        [case for case in load_cases(BENCHMARKS / name / "questions.jsonl") if case.answerable]
        for name in (SETS[0], SETS[1])
    )
    both = list(compounds(answerable, answerable, chance))
    half = list(compounds(answerable, others, chance))
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        build([BENCHMARKS / SETS[0] / "articles.jsonl"], index, SentenceTransformerEmbedder())
        with Assistant.open(index=index) as assistant:
            report(assistant, both, half)
    questions = {
        case.question: parts(case.question)
        for name in SETS
        for case in load_cases(BENCHMARKS / name / "questions.jsonl")
    }
    compound = {question: found for question, found in questions.items() if len(found) > 1}
    print(f"the sets' own questions: {len(compound)} of {len(questions)} split")
    for question, found in compound.items():
        print(f"  {question}\n  {found}")


if __name__ == "__main__":
    main()
