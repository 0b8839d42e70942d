"""Several rankings to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SMOOTHING = 60  # k of Cormack, Clarke and Büttcher (2009)


def reciprocal_rank_fusion(rankings: Mapping[str, Sequence[str]]) -> list[tuple[str, float]]:
    """Fuse rankings of ids, best first, by the sum of ``1 / (60 + rank)``; ties by id."""
    scores: dict[str, float] = {}
    for ranking in rankings.values():
        for rank, id_ in enumerate(ranking, 1):
            scores[id_] = scores.get(id_, 0.0) + 1 / (SMOOTHING + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
