"""Several rankings to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import fsum

SMOOTHING = 60  # k of Cormack, Clarke and Büttcher (2009)


def reciprocal_rank_fusion(rankings: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
    """Fuse rankings of ids, best first, by the sum of ``1 / (60 + rank)``; ties by id."""
    shares = defaultdict[str, list[float]](list)
    for ranking in rankings.values():
        for rank, id_ in enumerate(ranking, 1):
            shares[id_].append(1 / (SMOOTHING + rank))
    # Summed exactly, or the order of the rankings would break ties by a rounding.
    scores = [(id_, fsum(each)) for id_, each in shares.items()]
    return sorted(scores, key=lambda item: (-item[1], item[0]))
