"""False premises: how many questions are corrected, and how many true ones falsely so.

python -m tests.benchmarks.premises

By hand, ``premises.jsonl``: questions on the sample articles, half of them held out when the rules
were made. By script: a number, day, name or verb of a test set's answerable question exchanged for
one that its article does not have. A correction is right if it tells of the article that was asked
about, of a number or day with the true one. False alarms are counted on the questions as they were.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.evaluation.cases import Case
from assistant.evaluation.figures.intervals import share_interval
from assistant.evaluation.reading import load_cases
from assistant.premise import mismatch
from assistant.quantities import quantities
from assistant.question import subject
from assistant.scope import find
from index.build import build
from index.embed import SentenceTransformerEmbedder
from index.retrieve import Retriever
from index.types import Article, Filters
from tests.benchmarks.baselines import BENCHMARKS, SETS
from tests.benchmarks.quality import SAMPLES

BY_HAND = Path(__file__).with_name("premises.jsonl")
TODAY = date(2026, 11, 27)
PASSAGES = 8
SEED = 5
MOST = 60  # of each kind and set
SPELLED = "two three four five six seven eight nine ten".split()
VERBS = {
    one: other
    for pair in (
        "buy sell, bought sold, acquire sell, banned allowed, ban allow, hire fire, hired fired, "
        "increase decrease, increased decreased, increasing decreasing, won lost, win lose, "
        "winning losing, cancelled held, canceled held, opened closed, open close, founded closed, "
        "endorse reject, endorsed rejected, welcomed criticized, rescind extend, support oppose, "
        "supporting opposing, accept reject, accepted rejected, agree refuse, agreed refused, "
        "allowed banned, allow forbid, passed rejected, pass reject, arrested released, "
        "withdraw deploy, rise fall, rose fell, cut raise, raise cut, confirm deny, admit deny, "
        "denied confirmed, strengthen weaken, improve worsen, started stopped, start stop, "
        "join leave, joined left, praise condemn, praised condemned, lift impose, build destroy, "
        "built destroyed, promote dismiss, succeed fail, failed succeeded, discovered lost"
    ).split(", ")
    for one, other in (pair.split(),)
}
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_NUMBER = re.compile(rf"\b(?:\d[\d,]*|{'|'.join(SPELLED)})\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, of which kind its false premise is, and what a correction of it has to have.

    ``true`` are words, of which one has to be in the sentence told; ``article_id`` its article.
    """

    question: str
    kind: str
    true: str = ""
    article_id: str = ""
    docs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: "right", "wrong", "refused", "answered" as if it were true."""

    asked: Asked
    became: str
    told: str = ""


def swapped(cases: Sequence[Case], articles: dict[str, Article]) -> Iterator[Asked]:
    """Give each question that can be with a wrong number, name or verb."""
    chance = random.Random(SEED)
    names = [found for case in cases for found in _NAME.findall(case.question)]
    for case in cases:
        own = {e.article_id for e in case.evidence} | set(case.docs)
        text = " ".join(f"{articles[id_].title} {articles[id_].text}" for id_ in own)
        about = Asked(case.question, "", article_id=min(own), docs=case.docs)
        for make in (_with_number, _with_name, _with_verb):
            if made := make(about, text, chance.choice(names)):
                yield made


def _with_number(about: Asked, text: str, _: str) -> Asked | None:
    number = _NUMBER.search(about.question)
    if not number or number.group() not in text:
        return None
    wrong = next((other for other in _others(number.group()) if other not in text), None)
    made = wrong and _exchanged(about.question, number, wrong)
    return replace(about, question=made, kind="number", true=number.group()) if made else None


def _with_name(about: Asked, text: str, wrong: str) -> Asked | None:
    name = _NAME.search(about.question)
    if not name or name.group() not in text or any(word in text for word in wrong.split()):
        return None
    return replace(about, question=_exchanged(about.question, name, wrong), kind="name")


def _with_verb(about: Asked, *_: str) -> Asked | None:
    found = re.finditer(r"\b[a-z]+\b", about.question)
    verb = next((one for one in found if one.group() in VERBS), None)
    if not verb:
        return None
    made = _exchanged(about.question, verb, VERBS[verb.group()])
    return replace(about, question=made, kind="verb")


def _exchanged(question: str, found: re.Match[str], other: str) -> str:
    return question[: found.start()] + other + question[found.end() :]


def _others(number: str) -> list[str]:
    """Give numbers of another value, written alike."""
    if number in SPELLED:
        return [SPELLED[(SPELLED.index(number) + step) % len(SPELLED)] for step in (2, 3, 4)]
    value = int(number.replace(",", ""))
    if 1900 < value < 2100 and "," not in number:
        return [str(value - years) for years in (3, 5, 7, 11)]
    return [f"{value * times:,}" if "," in number else str(value * times) for times in (2, 3, 5)]


def ask(retriever: Retriever, asked: Asked) -> Outcome:
    """Look for a correction, then for an answer."""
    filters = Filters(article_ids=asked.docs)
    found = find(retriever, subject(asked.question), PASSAGES, filters, TODAY)
    if wrong := mismatch(found.asked, found.passages, retriever.rarity):
        article_id, quote = wrong.span.passage.article_id, wrong.span.quote
        ours = not asked.article_id or article_id == asked.article_id or article_id in asked.docs
        right = asked.kind != "true" and ours and has(quote, asked.true)
        return Outcome(asked, "right" if right else "wrong", f"{wrong.note} {quote}")
    proposal = ExtractiveAnswerer(retriever.rarity).propose(found.asked, found.passages)
    return Outcome(asked, "answered" if any(proposal.drafts) else "refused")


def has(quote: str, true: str) -> bool:
    """Tell whether a sentence has the words that were exchanged, or their number."""
    return true in quote or bool(quantities(f"{true} people") & quantities(quote))


def show(name: str, outcomes: Sequence[Outcome]) -> None:
    """Print what became of questions, by kind."""
    print(name)
    for kind in dict.fromkeys(outcome.asked.kind for outcome in outcomes):
        became = Counter(o.became for o in outcomes if o.asked.kind == kind)
        n = became.total()
        cells = []
        for what in ("right", "wrong", "refused", "answered"):
            low, high, _ = share_interval(became[what], n)
            cells.append(f"{what} {became[what] / n:.3f} ({low:.2f}–{high:.2f})")
        print(f"  {kind:7} n = {n:3}: {', '.join(cells)}")


def by_hand() -> Iterable[tuple[bool, Asked]]:
    """Give the questions written by hand, with whether each was held out."""
    for line in BY_HAND.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield one["held_out"], Asked(one["question"], one["kind"], one["says"])


def main() -> None:
    """Print both: what is corrected, and false alarms."""
    embedder = SentenceTransformerEmbedder()
    with tempfile.TemporaryDirectory() as made:
        build([SAMPLES], Path(made) / "samples", embedder)
        with Retriever.open(Path(made) / "samples", embedder) as retriever:
            for held_out in (False, True):
                outcomes = [ask(retriever, one) for held, one in by_hand() if held == held_out]
                show(f"by hand, {'held out' if held_out else 'tuned on'}", outcomes)
        for name in SETS:
            index = Path(made) / name
            build([BENCHMARKS / name / "articles.jsonl"], index, embedder)
            with Retriever.open(index, embedder) as retriever:
                report(name, retriever)


def report(name: str, retriever: Retriever) -> None:
    """Print the figures of one set."""
    articles = {article.id: article for article in retriever.articles()}
    cases = [
        case
        for case in load_cases(BENCHMARKS / name / "questions.jsonl")
        if case.answerable and case.type != "counterfactual"
    ]
    true = [Asked(case.question, "true", docs=case.docs) for case in cases]
    false = [*swapped(cases, articles)]
    by_kind = ([one for one in false if one.kind == kind] for kind in ("number", "name", "verb"))
    kept = [one for of_kind in by_kind for one in of_kind[:MOST]]
    outcomes = [ask(retriever, one) for one in (*kept, *true)]
    show(f"{name}, by script", outcomes)
    for outcome in outcomes:
        if outcome.asked.kind == "true" and outcome.told:
            print(f"    false alarm: {outcome.asked.question}\n      {outcome.told}")


if __name__ == "__main__":
    main()
