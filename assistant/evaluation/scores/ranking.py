"""Retrieval figures of one question, as ir-measures defines them.

A ranking's unit is the passage. What is to be found is either the evidence's quotes or its
articles; each is found at the first passage that bears it. For nDCG and MAP, several that one
passage is the first to bear count as one; recall counts each.
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
    also one that an earlier passage bears. ``found_at`` has the rank of each piece of evidence, 0
    for one that no passage bears.
    """

    items: tuple[str, ...]
    relevant: tuple[str, ...]
    bearing: tuple[str, ...]
    found_at: tuple[int, ...]


def rank(passages: Sequence[tuple[str, Iterable[str]]], wanted: Iterable[str]) -> Ranking:
    """Rank passages, each given by its name and the names of the evidence that it bears."""
    found_at = dict.fromkeys(wanted, 0)
    items, found, bearing = [], [], []
    for place, (name, borne) in enumerate(passages, 1):
        listed = list(borne)
        new = [evidence for evidence in listed if not found_at[evidence]]
        items.append(" + ".join(new) if new else name)
        if new:
            found.append(items[-1])
        if listed:
            bearing.append(items[-1])
        found_at |= dict.fromkeys(new, place)
    missing = (evidence for evidence, place in found_at.items() if not place)
    return Ranking(tuple(items), (*found, *missing), tuple(bearing), tuple(found_at.values()))


def measure(rankings: Mapping[str, Ranking], cutoffs: Iterable[int]) -> dict[str, dict[str, float]]:
    """Score each ranking: by its key, the measures of ``MEASURES`` such as "hits@4"."""
    import ir_measures
    from ir_measures import AP, RR, P, Success, nDCG

    runs: dict[str, dict[str, float]] = {}
    to_find: dict[str, dict[str, int]] = {}
    of_use: dict[str, dict[str, int]] = {}
    numbered = {str(n): ranking for n, ranking in enumerate(rankings.values())}
    for key, ranking in numbered.items():
        # Numbers in place of names: trec_eval cuts a name at a NUL, and strangers made them.
        names = {item: str(n) for n, item in enumerate((*ranking.items, *ranking.relevant))}
        runs[key] = {names[item]: float(-place) for place, item in enumerate(ranking.items)}
        to_find[key] = {names[item]: 1 for item in ranking.relevant}
        of_use[key] = {names[item]: 1 for item in ranking.bearing}
    scores: dict[str, dict[str, float]] = {key: {} for key in numbered}
    for k in sorted(set(cutoffs)):
        measures: dict[Any, str] = {
            Success @ k: "hits", RR @ k: "mrr", nDCG @ k: "ndcg", AP @ k: "map"
        }  # fmt: skip
        for key, ranking in numbered.items():
            within = sum(0 < place <= k for place in ranking.found_at)
            scores[key][f"recall@{k}"] = within / len(ranking.found_at)
        for names_of, judged in ((measures, to_find), ({P @ k: "precision"}, of_use)):
            for key in numbered:
                # A question without a passage, or without a relevant one, is left out by trec_eval.
                scores[key] |= {f"{name}@{k}": 0.0 for name in names_of.values()}
            for found in ir_measures.iter_calc(list(names_of), judged, runs):
                scores[found.query_id][f"{names_of[found.measure]}@{k}"] = float(found.value)
    return dict(zip(rankings, scores.values(), strict=True))
