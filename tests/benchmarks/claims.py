"""How well the built-in checker tells supported summaries from others, on FaithBench.

python -m tests.benchmarks.claims [--show]

Each claim of ``../shared/benchmarks/claims_faithbench`` is a machine-written summary of a whole
article: it is cut into sentences, each is held to all sentences of the article, and the claim is
supported if every sentence is. Beside the checker's own verdict, of which only the bound for
long sources was chosen on this set, stands the least share of a sentence's words that the
article has, with a bound that is learned in cross-validation by article.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.answer import Draft
from assistant.evaluation.figures.intervals import interval, share_interval
from assistant.verify.builtin import CHECKS, is_quoted
from assistant.verify.meaning import share
from assistant.verify.reading import read
from assistant.verify.source import Source
from index.sentences import split
from index.types import Article
from tests.benchmarks.claimed import spans_of

SET = Path(__file__).parents[3] / "shared" / "benchmarks" / "claims_faithbench"
FOLDS = 10


@dataclass(frozen=True)
class Judged:
    """A claim: its article, whether people found it supported, and what the checker saw in it.

    ``fired`` has the names of the checks that objected to a sentence, ``shares`` the share of each
    sentence's words that the article has.
    """

    article_id: str
    supported: bool
    fired: frozenset[str]
    shares: tuple[float, ...]


def judge(claim: dict, article: Article) -> Judged:
    """Hold each sentence of a claim to its whole article."""
    spans = spans_of(article, [sentence.text for sentence in split(article.text)])
    source = Source.of(Draft("", spans))
    fired: set[str] = set()
    shares = []
    for sentence in split(claim["claim"]):
        text = " ".join(sentence.text.split())
        # "Here is a concise summary of the passage:" and "1." say nothing.
        if text.endswith(":") or not any(word.kind in ("name", "content") for word in read(text)):
            continue
        if not is_quoted(Draft(text, spans)):
            fired.update(check.__name__ for check in CHECKS if check(text, source))
        shares.append(share(text, source))
    return Judged(article.id, claim["supported"], frozenset(fired), tuple(shares) or (0.0,))


def learned(judged: Sequence[Judged], rows: NDArray) -> NDArray[np.bool_]:
    """Tell of each claim whether it is supported, by what the other folds teach."""
    truth = np.array([claim.supported for claim in judged])
    names = np.random.default_rng(0).permutation(sorted({claim.article_id for claim in judged}))
    fold = np.array([names.tolist().index(claim.article_id) % FOLDS for claim in judged])
    told = np.zeros(len(judged), dtype=bool)
    for held_out in range(FOLDS):
        here = fold == held_out
        model = LogisticRegression(class_weight="balanced")
        told[here] = model.fit(rows[~here], truth[~here]).predict(rows[here])
    return told


def show(name: str, truth: NDArray[np.bool_], told: NDArray[np.bool_]) -> None:
    """Print sensitivity, specificity and balanced accuracy, each with its interval."""
    sides = []
    for what, among in (("supported kept", truth), ("unsupported caught", ~truth)):
        right = int((told == truth)[among].sum())
        low, high, _ = share_interval(right, int(among.sum()))
        sides.append(f"{what} {right / among.sum():.3f} ({low:.2f}-{high:.2f}), n {among.sum()}")

    def balanced(truth: NDArray, right: NDArray, axis: int = -1) -> NDArray:
        kept = (truth * right).sum(axis) / truth.sum(axis)
        caught = ((1 - truth) * right).sum(axis) / (1 - truth).sum(axis)
        return (kept + caught) / 2

    columns = (truth.astype(float), (told == truth).astype(float))
    low, high, _ = interval([column.tolist() for column in columns], balanced, seed=0)
    value = float(balanced(*columns))
    print(f"{name:28} balanced accuracy {value:.3f} ({low:.2f}-{high:.2f}); {'; '.join(sides)}")


def main() -> None:
    """Print the figures."""
    lines = (SET / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = {article.id: article for article in (Article(**json.loads(line)) for line in lines)}
    claims = map(json.loads, (SET / "claims.jsonl").read_text(encoding="utf-8").splitlines())
    judged = [judge(claim, articles[claim["article_id"]]) for claim in claims]
    truth = np.array([claim.supported for claim in judged])
    show("built-in checker", truth, np.array([not claim.fired for claim in judged]))
    shares = np.array([[min(claim.shares)] for claim in judged])
    show("least share, learned bound", truth, learned(judged, shares))
    if "--show" in sys.argv[1:]:
        for supported in (True, False):
            counted = Counter(name for c in judged if c.supported == supported for name in c.fired)
            print("supported" if supported else "unsupported", dict(counted.most_common()))


if __name__ == "__main__":
    main()
