"""How well the sentences that bear another one are found, among eight passages of the articles.

python -m tests.benchmarks.bearing

``restatements.jsonl`` has sentences in other words than the articles', with the facts that each
puts together: for each fact, the openings of the sentences that bear it, any of which will do. A
sentence without facts is in no article. Its constants were chosen on these; ``paraphrases.jsonl``,
written by another hand, was never looked at for it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Span
from assistant.answer.bearing import Encode, Evidence
from assistant.evaluation.figures.intervals import share_interval
from index.build import build
from index.embed import SentenceTransformerEmbedder
from index.retrieve import Retriever
from index.types import Passage

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "articles"
GIVEN = 8  # passages

Opening = tuple[str, str]
"""The id of an article, and how one of its sentences begins."""


@dataclass(frozen=True)
class Restatement:
    """A sentence, and for each fact of it the sentences of which one bears it."""

    text: str
    facts: Sequence[Sequence[Opening]]


@dataclass(frozen=True)
class Found:
    """What was found for a restatement."""

    restatement: Restatement
    spans: Sequence[Span]

    @property
    def first_is_right(self) -> bool:
        """Whether one of the spans bears a fact."""
        return any(_bears(span, fact) for span in self.spans for fact in self.restatement.facts)

    @property
    def exact(self) -> bool:
        """Whether the spans are one for each fact, and no more."""
        facts = self.restatement.facts
        return len(self.spans) == len(facts) and all(
            any(_bears(span, fact) for span in self.spans) for fact in facts
        )

    @property
    def needless(self) -> bool:
        """Whether there is a span more than there are facts."""
        return len(self.spans) > len(self.restatement.facts)


def restatements() -> list[Restatement]:
    """Read our own."""
    lines = (HERE / "restatements.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Restatement(
            one["sentence"],
            [[(other["article"], other["opening"]) for other in fact] for fact in one["facts"]],
        )
        for one in map(json.loads, lines)
    ]


def paraphrases() -> list[Restatement]:
    """Read the faithful ones of those that the verification is measured on."""
    lines = (HERE / "paraphrases.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Restatement(one["text"], [[(one["article"], quote)] for quote in one["quotes"]])
        for one in map(json.loads, lines)
        if one["faithful"]
    ]


def wrong_number(restatement: Restatement, passages: Sequence[Passage]) -> tuple[int, ...]:
    """Give the number of a passage that bears no fact."""
    for number, passage in enumerate(passages, 1):
        spans = [Span(passage, s.start, s.end) for s in passage.sentences]
        if not any(_bears(span, fact) for span in spans for fact in restatement.facts):
            return (number,)
    return ()


def find(
    asked: Sequence[tuple[Restatement, list[Passage]]],
    encode: Encode | None,
    number: Callable[[Restatement, Sequence[Passage]], Sequence[int]],
) -> Iterator[Found]:
    """Look for what bears each sentence, cited with a number or with none."""
    for restatement, passages in asked:
        numbers = number(restatement, passages)
        spans = Evidence(passages, encode).bearing(restatement.text, numbers).spans
        yield Found(restatement, spans)


def remembering(encode: Encode) -> Encode:
    """Encode each text once: the same passages are asked of again and again."""
    known: dict[str, NDArray[np.float32]] = {}

    def encoded(texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, encode(new), strict=True))
        return np.array([known[text] for text in texts])

    return encoded


def _bears(span: Span, fact: Sequence[Opening]) -> bool:
    return any(
        span.passage.article_id.removesuffix(".md") == article and span.quote.startswith(opening)
        for article, opening in fact
    )


def _print(name: str, found: Sequence[Found]) -> None:
    in_articles = [one for one in found if one.restatement.facts]
    in_none = [one for one in found if not one.restatement.facts]
    _share(f"{name}: exactly the sentences that bear it", [one.exact for one in in_articles])
    _share("  at least one of them", [one.first_is_right for one in in_articles])
    _share("  a sentence too many", [one.needless for one in in_articles])
    if in_none:
        _share("  nothing, where no article says it", [not one.spans for one in in_none])


def _share(name: str, hits: Sequence[bool]) -> None:
    low, high, _ = share_interval(sum(hits), len(hits))
    print(f"{name:55} {sum(hits) / len(hits):.2f} [{low:.2f}, {high:.2f}] n={len(hits)}")


def main() -> None:
    """Print the shares with their intervals, and what was not found."""
    embedder = SentenceTransformerEmbedder()
    with tempfile.TemporaryDirectory() as folder:
        build([SAMPLES], Path(folder) / "index", embedder)
        retriever = Retriever.open(Path(folder) / "index", embedder)
        sets = {
            name: [(one, retriever.search(one.text, GIVEN)) for one in read()]
            for name, read in (("own", restatements), ("held out", paraphrases))
        }
        retriever.close()
    encode = remembering(embedder.encode_document)
    for name, asked in sets.items():
        found = list(find(asked, encode, lambda *_: ()))
        _print(f"{name}, words and meaning", found)
        _print(f"{name}, words alone", list(find(asked, None, lambda *_: ())))
        wrong = list(find(asked, encode, wrong_number))
        _print(f"{name}, cited by a wrong number", wrong)
        for one in found:
            if one.restatement.facts and not one.exact:
                print(f"missed: {one.restatement.text}")
                print(*(f"        {span.quote}" for span in one.spans), sep="\n")


if __name__ == "__main__":
    main()
