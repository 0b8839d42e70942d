"""Learns what makes a sentence relevant, and when what is found answers at all.

python -m tests.benchmarks.train [--write]

Reads the public sets of ``../shared/benchmarks``. Their articles lie in one index of all, and in
one of each set alone, since what is rare is another thing in a small collection. It prints what
cross-validation by article tells of the weights; ``--write`` puts those learned from all
questions in the place of ``index/relevance.json`` and ``assistant/answer/answerable.json``.

Relevance: a conditional logit. Of all the sentences of the passages found, those that people
marked as evidence are to be likely. No weight may be below 0: more of a feature never hurts.

Answerability: a logistic regression of ``Signs`` over three kinds of questions: asked as they
are; ``near``, asked of the same passages less the sentences of the evidence; and ``off``, asked
of the articles of the other sets. Each question counts so that half of the whole weight is
answerable.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

import assistant.answer.answerable as answerability
import index.relevance as relevances
from assistant.answer.answerable import Signs
from assistant.answer.extractive import candidates, signs, take_apart
from assistant.evaluation.cases import Case
from assistant.evaluation.reading import load_cases
from assistant.evaluation.scores.evidence import Place, locate
from assistant.question import subject
from index.build import build
from index.embed import SentenceTransformerEmbedder
from index.relevance import Rarity
from index.retrieve import DEPTH, Retriever
from index.types import Filters, Passage, Relevance, Sentence
from index.words import stems
from tests.benchmarks.baselines import BENCHMARKS

SETS = ("onestopqa", "rgb_en_fact")
OTHERS = ("quail_news_dev", "claims_faithbench")
PASSAGES = 8  # that an answer is made from
FOLDS = 5
WRONGLY_REFUSED = 0.05  # of the answerable questions, in cross-validation
PENALTY = 0.005  # of the squared weights of standardised features


@dataclass(frozen=True)
class Example:
    """A question with its evidence, the passages found for it, and those of other sets."""

    group: str
    question: str
    evidence: tuple[Place, ...]
    passages: tuple[Passage, ...]
    elsewhere: tuple[Passage, ...]
    rarity: Rarity

    def is_evidence(self, passage: Passage, sentence: Sentence) -> bool:
        """Tell whether a sentence covers half of the evidence or is half in it."""
        return any(
            min(place.end, sentence.end) - max(place.start, sentence.start)
            >= 0.5 * min(place.end - place.start, sentence.end - sentence.start)
            for place in self.evidence
            if place.article_id == passage.article_id
        )

    def marked(self) -> NDArray[np.bool_]:
        """Tell of each sentence of the passages whether it is evidence."""
        return np.array([self.is_evidence(p, s) for p in self.passages for s in p.sentences])


def load_examples(everything: Retriever, alone: Mapping[str, Retriever]) -> list[Example]:
    """Ask every question that has its evidence in quotes, of all articles and of its own set's."""
    articles = {article.id: article for article in everything.articles()}
    examples = []
    for name, only in alone.items():
        own = {article.id for article in only.articles()}
        others = Filters(article_ids=tuple(articles.keys() - own))
        for case in load_cases(BENCHMARKS / name / "questions.jsonl"):
            evidence = tuple(
                Place(proof.article_id, *span)
                for proof in case.evidence
                if proof.quote
                for span in locate(proof.quote, articles[proof.article_id].text)
            )
            if not evidence or case.type == "counterfactual":
                continue
            asked = subject(case.question)
            within = Filters(article_ids=case.docs) if case.docs else None
            elsewhere = tuple(everything.search(asked, PASSAGES, others))
            examples += [
                Example(
                    _group(case),
                    case.question,
                    evidence,
                    tuple(retriever.search(asked, DEPTH, within)),
                    elsewhere,
                    retriever.rarity,
                )
                for retriever in (everything, only)
            ]
    return examples


def _group(case: Case) -> str:
    """Questions on one article, or on one group of snippets, are never in two folds."""
    return case.docs[0].rsplit("-", 2)[0] if case.docs else case.evidence[0].article_id


def learn_relevance(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Fit the weights of ``relevances.FEATURES``."""
    rows = [_rows(example.passages) for example in examples]
    spread = np.concatenate(rows).std(axis=0)
    fits = [
        (found / spread, marked)
        for found, marked in zip(rows, (e.marked() for e in examples), strict=True)
        if marked.any()
    ]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = PENALTY * weights @ weights, 2 * PENALTY * weights
        for found, marked in fits:
            likely = np.exp(found @ weights - (found @ weights).max())
            likely /= likely.sum()
            right = likely[marked].sum()
            total -= np.log(right) / len(fits)
            gradient -= (likely[marked] / right @ found[marked] - likely @ found) / len(fits)
        return float(total), gradient

    start = np.zeros(len(relevances.FEATURES))
    learned = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(start))
    return learned.x / spread


def _rows(passages: Sequence[Passage]) -> NDArray[np.float64]:
    return np.array([astuple(of) for passage in passages for of in passage.relevances])


def ranked(passages: Sequence[Passage], weights: NDArray[np.float64]) -> list[Passage]:
    """Rank passages by other weights."""
    counts = [len(passage.relevances) for passage in passages]
    scores = relevances.of_passages(_rows(passages) @ weights, counts).tolist()
    scored = [replace(p, score=score) for p, score in zip(passages, scores, strict=True)]
    return sorted(scored, key=lambda p: -p.score)


def without_evidence(example: Example) -> list[Passage]:
    """Give the passages less the sentences of the evidence, as a search would weigh them."""
    weights = relevances.weigh(subject(example.question), example.rarity)
    cut = []
    for passage in example.passages:
        kept = [
            (sentence, of.meaning)
            for sentence, of in zip(passage.sentences, passage.relevances, strict=True)
            if not example.is_evidence(passage, sentence)
        ]
        if not kept:
            continue
        sentences, meanings = zip(*kept, strict=True)
        found = relevances.features(
            weights, [stems(passage.title)], [[stems(s.text) for s in sentences]], meanings
        )
        told = tuple(Relevance(*row) for row in found.tolist())
        text = " ".join(sentence.text for sentence in sentences)
        cut.append(replace(passage, text=text, sentences=sentences, relevances=told))
    return ranked(cut, relevances.weights())


def gather(example: Example, passages: Sequence[Passage]) -> Signs:
    """Give the signs that an answer from some passages would be judged by."""
    asked = take_apart(subject(example.question), example.rarity)
    found = candidates(asked, passages[:PASSAGES])
    return signs(asked, found) if found else Signs(Relevance(0, 0, 0, 0, 0), 0, 0, 0)


def folds(groups: Sequence[str]) -> NDArray[np.int64]:
    """Deal groups to folds."""
    names = np.random.default_rng(0).permutation(sorted(set(groups)))
    return np.array([names.tolist().index(group) % FOLDS for group in groups])


def report_relevance(examples: Sequence[Example]) -> None:
    """Print how the evidence ranks under weights learned from the other folds."""
    fold = folds([example.group for example in examples])
    places: list[tuple[str, int, int]] = []
    for held_out in range(FOLDS):
        weights = learn_relevance([e for e, f in zip(examples, fold, strict=True) if f != held_out])
        for example in (e for e, f in zip(examples, fold, strict=True) if f == held_out):
            order = np.argsort(-(_rows(example.passages) @ weights), kind="stable")
            hits = np.flatnonzero(example.marked()[order])
            passages = ranked(example.passages, weights)
            good = (any(example.is_evidence(p, s) for s in p.sentences) for p in passages)
            place = next((n for n, is_good in enumerate(good) if is_good), 99)
            where = SETS[0] if example.group.startswith("os") else SETS[1]
            places.append((where, int(hits[0]) if len(hits) else 99, place))
    for name in SETS:
        sentence, passage = np.array([found[1:] for found in places if found[0] == name]).T
        print(
            f"{name:12} n {len(passage):3}  sentence first {np.mean(sentence < 1):.3f},"
            f" in three {np.mean(sentence < 3):.3f}; passage hits@1 {np.mean(passage < 1):.3f},"
            f" hits@4 {np.mean(passage < 4):.3f}, mrr {np.mean(1 / (passage + 1)):.3f}"
        )


def learn_answerability(rows: NDArray, answerable: NDArray, share: NDArray) -> LogisticRegression:
    """Fit the weights of the signs; ``share`` is each row's part of the whole weight."""
    spread = rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=5_000)
    model.fit(rows / spread, answerable, sample_weight=share * len(rows))
    model.coef_ = model.coef_ / spread
    return model


def answerability_of(examples: Sequence[Example]) -> dict:
    """Print what cross-validation says of answerability; return what all questions teach."""
    kinds = {
        "asked": [gather(e, ranked(e.passages, relevances.weights())) for e in examples],
        "near": [gather(e, without_evidence(e)) for e in examples],
        "off": [gather(e, e.elsewhere) for e in examples],
    }
    names = list(kinds["asked"][0].values())
    rows = np.array([list(s.values().values()) for found in kinds.values() for s in found])
    kind = np.repeat(list(kinds), len(examples))
    answerable = kind == "asked"
    share = np.where(answerable, 0.5, 0.25) / len(examples)
    fold = np.tile(folds([example.group for example in examples]), len(kinds))
    likely = np.zeros(len(rows))
    for held_out in range(FOLDS):
        here = fold == held_out
        model = learn_answerability(rows[~here], answerable[~here], share[~here])
        likely[here] = model.predict_proba(rows[here])[:, 1]
    least = float(np.quantile(likely[answerable], WRONGLY_REFUSED))
    for other in ("near", "off"):
        among = answerable | (kind == other)
        print(
            f"{other:5} AUC {roc_auc_score(answerable[among], likely[among]):.3f},"
            f" refused {np.mean(likely[kind == other] < least):.3f}"
            f" where {WRONGLY_REFUSED:.0%} of the answerable are"
        )
    print(f"expected calibration error {calibration_error(likely, answerable, share):.3f}")
    model = learn_answerability(rows, answerable, share)
    weights = dict(zip(names, model.coef_[0].round(3).tolist(), strict=True))
    intercept = round(float(model.intercept_[0]), 3)
    return {"weights": weights, "intercept": intercept, "least": round(least, 3)}


def calibration_error(likely: NDArray, true: NDArray, share: NDArray, bins: int = 10) -> float:
    """Give the expected calibration error of Naeini et al. (2015), in bins of equal width."""
    at = np.minimum((likely * bins).astype(int), bins - 1)
    gaps = [abs(share[at == b] @ (likely[at == b] - true[at == b])) for b in range(bins)]
    return float(sum(gaps) / share.sum())


def main() -> None:
    """Learn, report, and write the weights if that is asked for."""
    embedder = SentenceTransformerEmbedder()
    with tempfile.TemporaryDirectory() as work, ExitStack() as opened:

        def index(*names: str) -> Retriever:
            folder = Path(work) / "-".join(names)
            build([BENCHMARKS / name / "articles.jsonl" for name in names], folder, embedder)
            return opened.enter_context(Retriever.open(folder, embedder))

        examples = load_examples(index(*SETS, *OTHERS), {name: index(name) for name in SETS})
        report_relevance(examples)
        weights = learn_relevance(examples).round(2).tolist()
        learned = {"weights": dict(zip(relevances.FEATURES, weights, strict=True))}
        print(json.dumps(learned))
        _write(Path(relevances.__file__).with_name("relevance.json"), learned)
        relevances.weights.cache_clear()
        learned = answerability_of(examples)
        print(json.dumps(learned))
        _write(Path(answerability.__file__).with_name("answerable.json"), learned)


def _write(path: Path, learned: dict) -> None:
    if "--write" in sys.argv[1:]:
        path.write_text(json.dumps(learned, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
