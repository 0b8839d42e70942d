"""Retrieval figures: the textbook's, and what two other programs make of the same rankings."""

from __future__ import annotations

from math import log2

import pytest
import pytrec_eval
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evaluation.scores.ranking import MEASURES, Ranking, measure, rank

KS = (1, 3, 5)


def textbook(ranking: Ranking, k: int) -> dict[str, float]:
    """Score a ranking as the textbooks write it."""
    top = ranking.items[:k]
    gains = [item in ranking.relevant for item in top]
    total = len(ranking.relevant)
    found = [place for place, gain in enumerate(gains, 1) if gain]
    ideal = sum(1 / log2(place + 1) for place in range(1, min(total, k) + 1))
    return {
        "recall": sum(0 < place <= k for place in ranking.found_at) / len(ranking.found_at),
        "precision": sum(item in ranking.bearing for item in top) / k,
        "hits": float(any(gains)),
        "mrr": 1 / found[0] if found else 0.0,
        "ndcg": sum(1 / log2(place + 1) for place in found) / ideal,
        "map": sum(sum(gains[:place]) / place for place in found) / total,
    }


_PASSAGES = st.lists(st.sets(st.sampled_from("abc"), max_size=2), max_size=8)


@settings(max_examples=100)
@given(st.lists(_PASSAGES, min_size=1, max_size=4))
def test_the_figures_are_those_of_the_textbook_and_of_trec_eval(
    rankings: list[list[set[str]]],
) -> None:
    ranked = {
        f"q{n}": rank([(f"p{i}", sorted(borne)) for i, borne in enumerate(passages)], "abc")
        for n, passages in enumerate(rankings)
    }
    scores = measure(ranked, KS)
    judged = {id_: dict.fromkeys(r.relevant, 1) for id_, r in ranked.items()}
    runs = {
        id_: {item: 1 / place for place, item in enumerate(r.items, 1)} for id_, r in ranked.items()
    }
    at = ",".join(map(str, KS))
    asked = {f"recall.{at}", f"ndcg_cut.{at}", f"map_cut.{at}", f"success.{at}"}
    peer = pytrec_eval.RelevanceEvaluator(judged, asked).evaluate(runs)
    for id_, ranking in ranked.items():
        for k in KS:
            for name, value in textbook(ranking, k).items():
                assert scores[id_][f"{name}@{k}"] == pytest.approx(value), (name, k)
            if not ranking.items:  # which trec_eval leaves out, and we count as nothing found
                continue
            for theirs, name in (
                ("recall", "recall"), ("ndcg_cut", "ndcg"), ("map_cut", "map"), ("success", "hits")
            ):  # fmt: skip
                if name == "recall" and len(ranking.relevant) < 3:
                    continue  # trec_eval knows of no passage that bears two
                assert peer[id_][f"{theirs}_{k}"] == pytest.approx(scores[id_][f"{name}@{k}"])


def test_evidence_is_found_at_the_first_passage_that_bears_it() -> None:
    ranking = rank([("p0", []), ("p1", ["a"]), ("p2", ["a", "b"]), ("p3", ["b"])], ["a", "b"])
    assert ranking.items == ("p0", "a", "b", "p3")
    assert ranking.relevant == ("a", "b")
    scores = measure({"q": ranking}, [4])["q"]
    assert scores["mrr@4"] == 1 / 2
    assert scores["precision@4"] == 3 / 4  # a repeat is of use, though nothing new
    assert scores["recall@4"] == 1


def test_evidence_that_one_passage_bears_together_is_one_thing_found_at_once() -> None:
    ranking = rank([("p0", ["a", "b"]), ("p1", ["c"])], ["a", "b", "c"])
    assert ranking.relevant == ("a + b", "c")
    scores = measure({"q": ranking}, [1])["q"]
    assert (scores["recall@1"], scores["map@1"]) == (2 / 3, 1 / 2)


def test_names_may_hold_whatever_strangers_write() -> None:
    odd = {"a\0b": rank([("p\0q", ["e\0f"]), ("", [])], ["e\0f"]), "a\0c": rank([], ["e"])}
    found = measure(odd, [1])
    assert found["a\0b"]["hits@1"] == 1
    assert found["a\0c"]["hits@1"] == 0


def test_a_question_for_which_nothing_was_found_has_nothing() -> None:
    assert set(measure({"q": rank([], ["a"])}, [4])["q"].values()) == {0.0}
    assert set(measure({"q": rank([("p", [])], ["a"])}, [4])["q"].values()) == {0.0}
    assert len(measure({"q": rank([], ["a"])}, [4])["q"]) == len(MEASURES)
