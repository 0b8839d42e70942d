"""Retrieval figures of one question, as ir-measures defines them.

A ranking's unit is the passage. What is to be found is either the evidence's quotes or its
articles; each is found at the first passage that bears it. Several that one passage is the first
to bear are found together and count as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MEASURES = ("recall", "precision", "hits", "mrr", "ndcg", "map")


@dataclass(frozen=True, slots=True)
class Ranking:
    """A question's passages, best first, and what of the evidence each is the first to bear.

    ``items`` names each passage: after the evidence that it is the first to bear, else after
    itself. ``relevant`` are the items to be found; ``bearing`` those that bear any evidence at all,
    also one that an earlier passage bears.
    """

    items: tuple[str, ...]
    relevant: tuple[str, ...]
    bearing: tuple[str, ...]


def rank(passages: Sequence[tuple[str, Iterable[str]]], wanted: Iterable[str]) -> Ranking:
    """Rank passages, each given by its name and the names of the evidence that it bears."""
    missing = dict.fromkeys(wanted)
    items, found, bearing = [], [], []
    for name, borne in passages:
        listed = list(borne)
        new = [evidence for evidence in listed if evidence in missing]
        items.append(" + ".join(new) if new else name)
        if new:
            found.append(items[-1])
        if listed:
            bearing.append(items[-1])
        for evidence in new:
            del missing[evidence]
    return Ranking(tuple(items), (*found, *missing), tuple(bearing))


def measure(rankings: Mapping[str, Ranking], cutoffs: Iterable[int]) -> dict[str, dict[str, float]]:
    """Score each ranking: by its key, the measures of ``MEASURES`` such as "hits@4"."""
    import ir_measures
    from ir_measures import AP, RR, P, R, Success, nDCG

    runs = {
        id_: {item: float(-place) for place, item in enumerate(ranking.items)}
        for id_, ranking in rankings.items()
    }
    first = {id_: dict.fromkeys(r.relevant, 1) for id_, r in rankings.items()}
    any_ = {id_: dict.fromkeys(r.bearing, 1) for id_, r in rankings.items()}
    scores: dict[str, dict[str, float]] = {id_: {} for id_ in rankings}
    for k in sorted(set(cutoffs)):
        to_find: dict[Any, str] = {
            R @ k: "recall", Success @ k: "hits", RR @ k: "mrr", nDCG @ k: "ndcg", AP @ k: "map"
        }  # fmt: skip
        for names, judged in ((to_find, first), ({P @ k: "precision"}, any_)):
            for id_ in rankings:
                # A question without a passage, or without a relevant one, is left out by trec_eval.
                scores[id_] |= {f"{name}@{k}": 0.0 for name in names.values()}
            for found in ir_measures.iter_calc(list(names), judged, runs):
                scores[found.query_id][f"{names[found.measure]}@{k}"] = float(found.value)
    return scores
